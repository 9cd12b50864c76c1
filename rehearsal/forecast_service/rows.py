"""What an import reads: files against the schema of their dataset."""

import io
import math
from collections.abc import Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from forecast_service.errors import JobError
from forecast_service.resource import Fields

# Formats as the service writes them, how they look, and as Python reads them.
TIMESTAMP_FORMATS = {
    "yyyy-MM-dd": (r"\d{4}-\d\d-\d\d", "%Y-%m-%d"),
    "yyyy-MM-dd HH:mm:ss": (r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", "%Y-%m-%d %H:%M:%S"),
}


def read_files(
    files: Sequence[tuple[str, bytes]],
    attributes: Sequence[Fields],
    item: str,
    file_format: str,
    time_format: str,
) -> pd.DataFrame:
    """Return the rows of files, whose columns are the schema's, in its order and without a header.

    Args:
        files: names and contents.
        attributes: of the schema.
        item: the column that names the item, the one text that cannot be empty.
        file_format: `CSV` or `PARQUET`.
        time_format: one of `TIMESTAMP_FORMATS`.

    Raises:
        JobError: a file that cannot be read, has other columns, or a value of another type.

    """
    names = [str(each["AttributeName"]) for each in attributes]
    read = _csv if file_format == "CSV" else _parquet
    tables = [read(name, content, names) for name, content in files]
    try:
        table: pd.DataFrame = pa.concat_tables(tables, promote_options="permissive").to_pandas()
    except pa.ArrowException as error:
        raise JobError(f"The files do not go together: {error}") from error
    if table.empty:
        raise JobError("The files hold no rows")
    for each in attributes:
        name = str(each["AttributeName"])
        table[name] = _typed(table[name], str(each["AttributeType"]), time_format)
    if (table[item] == "").any():
        raise JobError(f"The column {item} has an empty value")
    return table


def statistics(rows: pd.DataFrame, attributes: Sequence[Fields]) -> Fields:
    """Return what Describe tells of each field that was imported."""
    types = {each["AttributeName"]: each["AttributeType"] for each in attributes}
    return {name: _statistics(rows[name], kind) for name, kind in types.items()}


def _csv(name: str, content: bytes, columns: Sequence[str]) -> pa.Table:
    try:
        return pa_csv.read_csv(
            io.BytesIO(content),
            read_options=pa_csv.ReadOptions(column_names=list(columns)),
            convert_options=pa_csv.ConvertOptions(column_types=dict.fromkeys(columns, pa.string())),
        )
    except pa.ArrowInvalid as error:
        raise JobError(f"The file {name} does not match the schema: {error}") from error


def _parquet(name: str, content: bytes, columns: Sequence[str]) -> pa.Table:
    try:
        table = pq.read_table(io.BytesIO(content))
    except pa.ArrowInvalid as error:
        raise JobError(f"The file {name} is not Parquet: {error}") from error
    if table.column_names != list(columns):
        raise JobError(
            f"The file {name} does not match the schema: it has the columns {table.column_names}, "
            f"expected {list(columns)}"
        )
    return table


def _typed(values: pd.Series, kind: str, time_format: str) -> pd.Series:
    if kind == "timestamp":
        return _times(values, time_format)
    if kind in ("integer", "float"):
        return _numbers(values, whole=kind == "integer")
    return values.astype("string").fillna("")


def _times(values: pd.Series, time_format: str) -> pd.Series:
    texts = values.astype("string").fillna("")
    if pd.api.types.is_datetime64_any_dtype(values.dtype):
        times = pd.to_datetime(values, utc=True).dt.tz_localize(None)
    else:
        look, python = TIMESTAMP_FORMATS[time_format]
        times = pd.to_datetime(texts.where(texts.str.fullmatch(look)), format=python, errors="coerce")
    if times.isna().any():
        wrong = texts[times.isna()].iloc[0]
        raise JobError(f"The value {wrong!r} of the column {values.name} is no {time_format}")
    return times.astype("datetime64[us]")


def _numbers(values: pd.Series, *, whole: bool) -> pd.Series:
    """Return numbers; an empty value and NaN are both missing."""
    given = values.notna() & (values.astype("string").fillna("") != "")
    numbers = pd.to_numeric(values.where(given), errors="coerce").astype(float)
    text = values.astype("string").fillna("").str.lower()
    wrong = given & (numbers.isna() & (text != "nan") | np.isinf(numbers))
    if whole:
        wrong |= given & (numbers % 1 != 0)
    if wrong.any():
        kind = "integer" if whole else "float"
        raise JobError(f"The value {values[wrong].iloc[0]!r} of the column {values.name} is no {kind}")
    return numbers


def _statistics(values: pd.Series, kind: str) -> Fields:
    present = values.dropna()
    counts = {
        "Count": len(values),
        "CountDistinct": present.nunique(),
        "CountNull": len(values) - len(present),
        "CountNan": 0,
    }
    counts |= {f"{name}Long": count for name, count in counts.items()}
    if kind in ("integer", "float") and not present.empty:
        spread = float(present.std(ddof=0))
        return {
            **counts,
            "Min": repr(float(present.min())),
            "Max": repr(float(present.max())),
            "Avg": float(present.mean()),
            "Stddev": 0.0 if math.isnan(spread) else spread,
        }
    if kind == "timestamp":
        first, last = (each.strftime("%Y-%m-%dT%H:%M:%SZ") for each in (present.min(), present.max()))
        return {**counts, "Min": first, "Max": last}
    return counts
