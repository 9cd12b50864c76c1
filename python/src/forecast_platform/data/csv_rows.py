"""Rows of a CSV file, with the line on which each begins."""

import csv
import gzip
import zlib
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TextIO, cast

import numpy as np
import pyarrow as pa

from forecast_platform.data.files import DataFile
from forecast_platform.data.header import check_names, column_names
from forecast_platform.data.rows import RawRows, joined
from forecast_platform.errors import ForecastError

# Rows held as Python objects at a time: 10-20 MB.
_CHUNK = 50_000

Record = tuple[int, list[str]]
"""The number of a record's first line, and its fields."""


def read_csv(file: DataFile, columns: Sequence[str] | None = None) -> RawRows:
    """Read a CSV file (RFC 4180, comma, UTF-8 with or without BOM, also gzip) as text.

    Python's own reader, since it alone tells the line of a record when fields span lines; it
    reads 1,000,000 rows in 2-3 s. Blank lines are no rows.

    Raises:
        ForecastError: `DATA_FILE_EMPTY`, `DATA_FILE_CORRUPT`, or one of `header`.

    """
    try:
        with _opened(file) as stream:
            return _rows(_records(stream), file, columns)
    except csv.Error as error:
        raise _corrupt(file, str(error)) from error
    except UnicodeDecodeError as error:
        raise _corrupt(file, "it is not UTF-8") from error
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise _corrupt(file, "it is no whole gzip file") from error


def _opened(file: DataFile) -> TextIO:
    if file.path.name.lower().endswith(".gz"):
        return cast("TextIO", gzip.open(file.path, "rt", encoding="utf-8-sig", newline=""))
    return file.path.open(encoding="utf-8-sig", newline="")


def _records(stream: TextIO) -> Iterator[Record]:
    # Strict: a quote that is never closed is an error instead of swallowing the rest.
    reader = csv.reader(stream, strict=True)
    line = 1
    try:
        for fields in reader:
            if fields:
                yield line, fields
            line = reader.line_num + 1
    except csv.Error as error:
        message = f"{error}, in the record that begins in row {line}"
        raise csv.Error(message) from error


def _rows(records: Iterator[Record], file: DataFile, columns: Sequence[str] | None) -> RawRows:
    first = next(records, None)
    if first is None:
        raise ForecastError("DATA_FILE_EMPTY", f'file "{file.name}" is empty', "deliver the file again")
    names, has_header = column_names(first[1], columns, file.name)
    check_names([*names, *file.partition], f'file "{file.name}"')
    parts = [] if has_header else [_part([first], names, file.name)]
    while chunk := list(islice(records, _CHUNK)):
        parts.append(_part(chunk, names, file.name))
    rows = joined(parts or [_part([], names, file.name)])
    return RawRows(rows.table, (file.name,), np.zeros_like(rows.file), rows.row, rows.ragged)


def _part(records: list[Record], names: Sequence[str], file: str) -> RawRows:
    width = len(names)
    fields = [record for _, record in records]
    ragged = {at: ",".join(record) for at, record in enumerate(fields) if len(record) != width}
    for at in ragged:
        fields[at] = [*fields[at], *[""] * width][:width]
    values = zip(*fields, strict=True) if fields else [()] * width
    return RawRows(
        table=pa.table({n: pa.array(v, pa.string()) for n, v in zip(names, values, strict=True)}),
        files=(file,),
        file=np.zeros(len(records), np.int32),
        row=np.array([line for line, _ in records], np.int64),
        ragged=ragged,
    )


def _corrupt(file: DataFile, why: str) -> ForecastError:
    return ForecastError(
        "DATA_FILE_CORRUPT",
        f'file "{file.name}" cannot be read as CSV: {why}',
        "deliver the file again, as UTF-8 with each quote closed",
    )
