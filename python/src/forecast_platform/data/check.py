"""Checks the input of a forecast: history that can be trusted, and all that cannot."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from forecast_platform.data.contract import Contract
from forecast_platform.data.item_checks import duplicates, item_problems, too_short
from forecast_platform.data.problem import Problem
from forecast_platform.data.quarantine import quarantine_table, row_problems
from forecast_platform.data.related import related_values
from forecast_platform.data.row_checks import Finding, Values, check_rows, read_values
from forecast_platform.data.rows import ITEM_ID, REQUIRED, TARGET, TIMESTAMP, RawRows
from forecast_platform.data.tally import refuse, tally_of


@dataclass(frozen=True, eq=False)
class CheckedData:
    """Checked input; each row read is either in `history` or in `quarantine`.

    Attributes:
        history: sorted by item_id and timestamp, unique in both, index 0, 1, ...; columns:
            item_id: str, not null, not blank;
            timestamp: datetime64[us], naive local time, the beginning of a step, not null;
            target_value: float64, finite, unit of the input, >= 0 unless negatives are allowed;
            related columns in the input's order: float64 or str, null-able.
        quarantine: in the order read, index 0, 1, ...; columns:
            file: str, name relative to the path read; row: int64, see `RawRows.row`;
            problem: str, codes separated by blanks; value: str, given for the first code;
            the columns of the input as text, null-able (`raw_file`, `raw_row`, `raw_problem`,
            `raw_value` if the input has columns of these names).
        problems: those of rows by kind and file, then short items, gaps and stale items by item.

    """

    history: pd.DataFrame
    quarantine: pd.DataFrame
    problems: tuple[Problem, ...]

    def to_json(self) -> dict[str, object]:
        """Return counts and problems as values that `json.dumps` takes."""
        return {
            "history_rows": len(self.history),
            "quarantine_rows": len(self.quarantine),
            "problems": [problem.to_json() for problem in self.problems],
        }


def check(raw: RawRows, contract: Contract) -> CheckedData:
    """Examine the rows, and refuse them if too many are bad or none is left.

    Repeated equal rows, and rows of items that are too short, do not count as bad.

    Raises:
        ForecastError: `DATA_TOO_MANY_BAD_ROWS`, `DATA_NO_HISTORY`, `DATA_TIME_ZONE_UNKNOWN`.

    """
    checked = examine(raw, contract)
    refuse_bad(checked, contract.max_bad_share)
    return checked


def examine(raw: RawRows, contract: Contract) -> CheckedData:
    """Return the checked rows, however many are bad.

    Raises:
        ForecastError: `DATA_TIME_ZONE_UNKNOWN`.

    """
    values = read_values(raw, contract)
    findings = check_rows(raw, values, contract)
    order = _sorted_positions(values, findings)
    history = _history(raw, values, order)

    conflicting, repeated = duplicates(history)
    findings.append(_finding("DATA_DUPLICATE_CONFLICTING", order[conflicting]))
    findings.append(_finding("DATA_DUPLICATE_IDENTICAL", order[repeated]))
    kept = ~(conflicting | repeated)
    history, order = history[kept], order[kept]

    short, short_problems = too_short(history, contract.min_rows)
    left_out = [*findings, _finding("DATA_HISTORY_TOO_SHORT", order[short])]
    history = history[~short].reset_index(drop=True)
    return CheckedData(
        history=history,
        quarantine=quarantine_table(raw, left_out),
        problems=(
            *row_problems(raw, findings),
            *short_problems,
            *item_problems(history, contract),
        ),
    )


def refuse_bad(checked: CheckedData, max_bad_share: float) -> None:
    """Refuse data with too large a share of bad rows, or without history.

    Args:
        checked: what `examine` returned.
        max_bad_share: share of all rows, 0 to 1.

    Raises:
        ForecastError: `DATA_TOO_MANY_BAD_ROWS` or `DATA_NO_HISTORY`.

    """
    refuse(tally_of(len(checked.history), checked.quarantine, checked.problems), max_bad_share)


def _finding(code: str, rows: NDArray[np.int64]) -> Finding:
    return Finding(code, np.sort(rows), ITEM_ID)


def _sorted_positions(values: Values, findings: list[Finding]) -> NDArray[np.int64]:
    """Return the positions of the rows without findings, by item, timestamp and place."""
    good = np.ones(len(values.item), np.bool_)
    for finding in findings:
        good[finding.rows] = False
    positions = np.flatnonzero(good)
    by_item_and_time = np.lexsort((values.time[positions], values.item[positions]))
    return positions[by_item_and_time]


def _history(raw: RawRows, values: Values, order: NDArray[np.int64]) -> pd.DataFrame:
    columns = {
        ITEM_ID: pd.Series(values.items[values.item[order]], dtype="str"),
        TIMESTAMP: pd.Series(values.time[order]),
        # + 0.0 makes -0.0 a plain zero.
        TARGET: pd.Series(values.target[order] + 0.0),
    }
    for name in raw.table.column_names:
        if name not in REQUIRED:
            columns[name] = related_values(raw.table[name].take(order))
    return pd.DataFrame(columns)
