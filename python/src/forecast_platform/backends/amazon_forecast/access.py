"""Whether a run may begin, told before anything costs money.

A closed account answers like a missing permission and needs another repair. It shows at the first call
that creates, so the dataset group is made here: it is free, and the run's first resource anyway.
"""

from dataclasses import dataclass
from typing import Literal

from forecast_platform.backends.amazon_forecast.dataset import ready_group
from forecast_platform.backends.amazon_forecast.run import Run
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


def require_access(run: Run) -> None:
    """Make the first calls of a run: the bucket as submitter, the dataset group as poller and submitter.

    Raises:
        ForecastError: those of `sorted_errors`, `Exchange.check_region` and `ready_group`.

    """
    run.exchange.check_region()
    ready_group(run)


def find_access(run: Run) -> Access:
    """Return whether the account lets a run begin; never raises what `require_access` does."""
    try:
        require_access(run)
    except ForecastError as error:
        return Access(_VERDICTS.get(error.code, "unclear"), error)
    return Access("authorised")
