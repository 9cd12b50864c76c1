"""The names of columns: from a header, or as given."""

import re
from collections import Counter
from collections.abc import Sequence
from difflib import get_close_matches

from forecast_platform.data.problem import quoted
from forecast_platform.data.rows import REQUIRED, TIMESTAMP
from forecast_platform.errors import ForecastError

# A number or the beginning of an ISO 8601 date: no sensible column has such a name.
_VALUE = re.compile(r"\s*([+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?|\d{4}-\d{2}-\d{2}.*)\s*")


def column_names(
    first: Sequence[str], columns: Sequence[str] | None, file: str
) -> tuple[tuple[str, ...], bool]:
    """Return the names of a CSV file's columns, and whether its first line is a header.

    A first line with a number or an ISO date among its fields is data. Another one is the header
    if no columns are given, or if it shares a name with them. A header that has all columns
    given, in whatever order, is believed before them: it is nearer to the file.

    Args:
        first: fields of the file's first line.
        columns: names given for files without a header, in the order of the file's columns.
        file: name of the file, for messages.

    Raises:
        ForecastError: `DATA_HEADER_MISSING` or `DATA_HEADER_CONFLICT`.

    """
    names = tuple(field.strip() for field in first)
    has_values = any(_VALUE.fullmatch(field) for field in first)
    if columns is None:
        if has_values:
            raise _header_missing(file, first)
        return names, True
    if has_values or not set(names) & set(columns):
        return tuple(columns), False
    if set(names) >= set(columns):
        return names, True
    raise ForecastError(
        "DATA_HEADER_CONFLICT",
        f'file "{file}" row 1 is a header, {quoted(",".join(names))}, '
        f"but other columns are given: {','.join(columns)}",
        "leave out --columns, or make the header and the option agree",
    )


def check_names(names: Sequence[str], where: str) -> None:
    """Refuse names that are given twice, and a missing one of `REQUIRED`.

    Args:
        names: of the columns, in any order.
        where: what has them, for messages, such as `file "a.csv"`.

    Raises:
        ForecastError: `DATA_COLUMN_DUPLICATED`, or `DATA_COLUMN_MISSING` with the nearest name.

    """
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        raise ForecastError(
            "DATA_COLUMN_DUPLICATED",
            f"{where} has more than one column named {quoted(twice[0])}",
            "rename or remove one of them",
        )
    missing = [name for name in REQUIRED if name not in names]
    if missing:
        raise ForecastError(
            "DATA_COLUMN_MISSING",
            f"{where} has no column {_listed(missing)}; it has {_listed(names)[:200]}",
            _rename(missing[0], names),
        )


def _header_missing(file: str, first: Sequence[str]) -> ForecastError:
    return ForecastError(
        "DATA_HEADER_MISSING",
        f'file "{file}" has no header: row 1 is {quoted(",".join(first))}',
        "name its columns in the order of the file, such as "
        "--columns timestamp,target_value,item_id, or add a header",
    )


def _rename(missing: str, names: Sequence[str]) -> str:
    by_folded = {name.casefold(): name for name in names if name not in REQUIRED}
    near = get_close_matches(missing, by_folded, n=1, cutoff=0.5)
    if near:
        return f'rename column "{by_folded[near[0]]}" to "{missing}"'
    if len(names) == 1:
        return "separate the columns by commas"
    return f'add a column "{missing}"' + (" in ISO 8601" if missing == TIMESTAMP else "")


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
