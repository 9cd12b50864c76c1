"""The rows that are left out, each with its reason, and the problems that sum them up."""

from collections.abc import Iterable

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from forecast_platform.data.problem import ROWS_SHOWN, Problem, problem, quoted
from forecast_platform.data.row_checks import Finding
from forecast_platform.data.rows import RawRows, as_text

OWN_COLUMNS = ("file", "row", "problem", "value")
"""Columns of the quarantine that are not the input's."""


def quarantine_table(raw: RawRows, findings: Iterable[Finding]) -> pd.DataFrame:
    """Return all rows that have a finding; for its columns see `CheckedData.quarantine`."""
    found = [finding for finding in findings if len(finding.rows)]
    rows = np.unique(np.concatenate([np.empty(0, np.int64), *(f.rows for f in found)]))
    codes = np.full(len(rows), "", dtype=np.object_)
    values = np.full(len(rows), None, dtype=np.object_)
    for finding in found:
        places = np.searchsorted(rows, finding.rows)
        first = codes[places] == ""
        values[places[first]] = _values(raw, finding, finding.rows[first])
        codes[places] += np.where(first, finding.code, f" {finding.code}").astype(np.object_)
    files = np.array(raw.files, dtype=np.object_)
    own = {
        "file": pd.Series(files[raw.file[rows]], dtype="str"),
        "row": pd.Series(raw.row[rows]),
        "problem": pd.Series(codes, dtype="str"),
        "value": pd.Series(values, dtype=object),
    }
    return pd.DataFrame(own | _raw_columns(raw, rows))


def row_problems(raw: RawRows, findings: Iterable[Finding]) -> list[Problem]:
    """Return a problem for each kind and file, with its first rows."""
    problems = []
    for finding in findings:
        files = raw.file[finding.rows]
        for file in np.unique(files):
            rows = finding.rows[files == file]
            problems.append(_problem(raw, finding, rows))
    return problems


def _problem(raw: RawRows, finding: Finding, rows: NDArray[np.int64]) -> Problem:
    name = raw.files[raw.file[rows[0]]]
    numbers = tuple(int(row) for row in raw.row[rows[:ROWS_SHOWN]])
    value = _values(raw, finding, rows[:1])[0]
    shown = "nothing" if value is None else quoted(value)
    more = f" (and {len(rows) - 1} more rows)" if len(rows) > 1 else ""
    what = f'file "{name}" row {numbers[0]}{more}: {finding.column or "row"} is {shown}'
    return problem(finding.code, what, count=len(rows), file=name, rows=numbers)


def _values(raw: RawRows, finding: Finding, rows: NDArray[np.int64]) -> list[str | None]:
    if finding.column is None:
        return [raw.ragged[int(row)] for row in rows]
    values: list[str | None] = as_text(raw.table[finding.column].take(rows)).to_pylist()
    return values


def _raw_columns(raw: RawRows, rows: NDArray[np.int64]) -> dict[str, pd.Series]:
    table = raw.table.take(pa.array(rows))
    return {
        f"raw_{name}" if name in OWN_COLUMNS else name: pd.Series(
            as_text(table[name]).to_pylist(), dtype=object
        )
        for name in table.column_names
    }
