"""How many rows are good and bad, summed up so that parts of the data can be counted apart."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from forecast_platform.data.problem import Problem
from forecast_platform.errors import ForecastError

# Their rows are left out without being wrong in themselves, so they are no bad rows.
_NOT_BAD = ("DATA_DUPLICATE_IDENTICAL", "DATA_HISTORY_TOO_SHORT")
_EXAMPLES = 3


@dataclass(frozen=True)
class Tally:
    """Counts of rows.

    Attributes:
        history: rows that can be used.
        quarantined: rows that are left out.
        bad: those of them that are wrong in themselves.
        errors: rows by the code of their problem.
        examples: the first few problems, as messages.

    """

    history: int = 0
    quarantined: int = 0
    bad: int = 0
    errors: Mapping[str, int] = field(default_factory=dict)
    examples: tuple[str, ...] = ()


def tally_of(history: int, quarantine: pd.DataFrame, problems: Iterable[Problem]) -> Tally:
    """Count the rows of a part.

    Args:
        history: rows that can be used.
        quarantine: see `CheckedData.quarantine`.
        problems: see `CheckedData.problems`.

    """
    errors = [problem for problem in problems if problem.severity == "error"]
    counts: Counter[str] = Counter()
    for problem in errors:
        counts[problem.code] += problem.count
    return Tally(
        history=history,
        quarantined=len(quarantine),
        bad=int((~quarantine["problem"].isin(_NOT_BAD)).sum()),
        errors=dict(counts),
        examples=tuple(problem.message for problem in errors[:_EXAMPLES]),
    )


def added(tallies: Iterable[Tally]) -> Tally:
    """Return the counts of all parts together."""
    parts = list(tallies)
    errors: Counter[str] = Counter()
    for part in parts:
        errors.update(part.errors)
    return Tally(
        history=sum(part.history for part in parts),
        quarantined=sum(part.quarantined for part in parts),
        bad=sum(part.bad for part in parts),
        errors=dict(errors),
        examples=tuple(example for part in parts for example in part.examples)[:_EXAMPLES],
    )


def refuse(tally: Tally, max_bad_share: float) -> None:
    """Refuse data with too large a share of bad rows, or without history.

    Args:
        tally: of all data.
        max_bad_share: share of all rows, 0 to 1.

    Raises:
        ForecastError: `DATA_TOO_MANY_BAD_ROWS` or `DATA_NO_HISTORY`.

    """
    rows = tally.history + tally.quarantined
    if tally.bad > max_bad_share * rows:
        raise ForecastError(
            "DATA_TOO_MANY_BAD_ROWS",
            f"{tally.bad} of {rows} rows are bad ({tally.bad / rows:.1%}), allowed are {max_bad_share:.1%}: "
            f"{_summary(tally)}",
            "repair the rows listed in the quarantine, or raise the share of bad rows allowed",
        )
    if not tally.history:
        raise ForecastError(
            "DATA_NO_HISTORY",
            f"none of {rows} rows is left: {_summary(tally)}",
            "deliver longer histories, or shorten the horizon",
        )


def _summary(tally: Tally) -> str:
    totals = ", ".join(f"{code} {count}" for code, count in tally.errors.items())
    return f"{totals}; such as {'; '.join(tally.examples)}"
