"""Whether an account lets a backend work, told before anything costs money.

A closed account answers like a missing permission, and needs another repair.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from forecast_platform.errors import ForecastError

Verdict = Literal["authorised", "not authorised", "closed", "unclear"]

_VERDICTS: dict[str, Verdict] = {"AWS_NOT_AUTHORISED": "not authorised", "AWS_ACCOUNT_CLOSED": "closed"}


@dataclass(frozen=True)
class Access:
    """What the account answers.

    Attributes:
        verdict: authorised; a role lacks a permission; the account is closed to the service; or
            something else was in the way, such as credentials that have expired.
        error: what was refused, with action and resource, and what repairs it; none where authorised.

    """

    verdict: Verdict
    error: ForecastError | None = None


def find_access(require: Callable[[], None]) -> Access:
    """Return what the account answers to the calls of a check, which raises what is in the way."""
    try:
        require()
    except ForecastError as error:
        return Access(_VERDICTS.get(error.code, "unclear"), error)
    return Access("authorised")
