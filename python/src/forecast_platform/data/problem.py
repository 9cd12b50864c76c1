"""What can be wrong with the input, and how it is told."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal

Severity = Literal["error", "warning"]
"""`error`: values are left out of the history. `warning`: nothing is lost, but have a look."""

ROWS_SHOWN = 10
"""Row numbers a problem lists at most; its `count` has them all."""


@dataclass(frozen=True)
class Kind:
    """A kind of problem.

    Attributes:
        severity: see `Severity`.
        rule: what is allowed; completes "allowed is ...".
        repair: what the reader can do.

    """

    severity: Severity
    rule: str
    repair: str


KINDS: dict[str, Kind] = {
    "DATA_ROW_RAGGED": Kind("error", "a field for each column", "quote fields that contain a comma"),
    "DATA_ITEM_ID_MISSING": Kind("error", "the name of an item", "fill in item_id"),
    "DATA_TIMESTAMP_UNREADABLE": Kind(
        "error",
        "ISO 8601: YYYY-MM-DD or YYYY-MM-DD HH:MM[:SS[.fff]][Z|+hh:mm]",
        "write timestamps in ISO 8601; the order of day and month is never guessed",
    ),
    "DATA_TIMESTAMP_OUT_OF_RANGE": Kind(
        "error", "a year from 1900 to 2199", "correct the year, or remove the row"
    ),
    "DATA_TIMESTAMP_OFF_GRID": Kind(
        "error",
        "the beginning of a step of the frequency (H: full hour, D: 00:00, W: Monday 00:00, "
        "M: the first 00:00)",
        "aggregate to the frequency of the forecast, or correct its frequency",
    ),
    "DATA_TIME_ZONE_MIXED": Kind(
        "error",
        "one UTC offset in all rows, or none in any",
        "write all timestamps alike, or name the time zone of the forecast",
    ),
    "DATA_TARGET_NOT_NUMERIC": Kind(
        "error",
        "a finite decimal number with a point",
        "correct the value, or remove the row: a missing row is a gap, not a zero",
    ),
    "DATA_TARGET_NEGATIVE": Kind(
        "error",
        "0 or more",
        "correct the value, or allow negative values if the target can have them",
    ),
    "DATA_DUPLICATE_CONFLICTING": Kind(
        "error",
        "one row for an item and timestamp",
        "keep the right one of the rows; none of them is used",
    ),
    "DATA_DUPLICATE_IDENTICAL": Kind(
        "warning",
        "one row for an item and timestamp",
        "nothing has to be done: one of the equal rows is used; look why rows come twice",
    ),
    "DATA_HISTORY_TOO_SHORT": Kind(
        "error",
        "as many rows as the horizon needs",
        "deliver older rows of the item; until then it is not forecast",
    ),
    "DATA_GAP": Kind("warning", "a row for each step from an item's first to its last", "deliver the rows"),
    "DATA_ITEM_STALE": Kind(
        "warning",
        "items that end about when the latest one does",
        "remove the item if it is no longer sold, or deliver its rows",
    ),
}
"""All problems by code, in the order in which they are reported."""


@dataclass(frozen=True)
class Problem:
    """One kind of problem, in one file or with one item.

    Attributes:
        code: a key of `KINDS`.
        severity: see `Severity`.
        message: what is wrong, where, the value given, what is allowed.
        repair: what the reader can do.
        count: rows concerned (`DATA_GAP`: missing timestamps; `DATA_ITEM_STALE`: steps behind).
        file: name relative to the path read; null if it concerns an item.
        rows: the first `ROWS_SHOWN` rows, ascending (see `RawRows.row`).
        item_id: null if it concerns rows.

    """

    code: str
    severity: Severity
    message: str
    repair: str
    count: int
    file: str | None = None
    rows: tuple[int, ...] = ()
    item_id: str | None = None

    def to_json(self) -> dict[str, object]:
        """Return the attributes as values that `json.dumps` takes."""
        return {**asdict(self), "rows": list(self.rows)}


def problem(  # noqa: PLR0913 - the attributes of a value, all by name
    code: str,
    what: str,
    *,
    count: int,
    file: str | None = None,
    rows: tuple[int, ...] = (),
    item_id: str | None = None,
) -> Problem:
    """Return a problem whose severity, rule and repair are those of its kind."""
    kind = KINDS[code]
    message = f"{what}; allowed is {kind.rule}"
    return Problem(code, kind.severity, message, kind.repair, count, file, rows, item_id)


def problem_table(problems: Iterable[Problem], most: int = 50) -> str:
    """Return a plain-text table of the first `most` problems, for people; `""` without any."""
    listed = list(problems)
    if not listed:
        return ""
    cells = [("SEVERITY", "CODE", "WHERE", "COUNT", "MESSAGE")]
    cells += [(p.severity, p.code, _where(p), str(p.count), p.message) for p in listed[:most]]
    widths = [max(len(row[column]) for row in cells) for column in range(4)]
    lines = ["  ".join([*map(str.ljust, row, widths), row[-1]]) for row in cells]
    if len(listed) > most:
        lines.append(f"and {len(listed) - most} more")
    return "\n".join(lines)


def quoted(text: str) -> str:
    """Return a value for a message: on one line, in double quotes, at most 80 characters."""
    return json.dumps(text[:80], ensure_ascii=False)


def _where(problem: Problem) -> str:
    if problem.item_id is not None:
        return f"item {quoted(problem.item_id)}"
    more = ", ..." if problem.count > 3 else ""
    return f"{problem.file} row {', '.join(map(str, problem.rows[:3]))}{more}"
