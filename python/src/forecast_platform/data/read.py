"""Reads the input of a forecast: a file, or a folder of files."""

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa

from forecast_platform.data.csv_rows import read_csv
from forecast_platform.data.files import DataFile, data_files
from forecast_platform.data.header import check_names
from forecast_platform.data.parquet_rows import read_parquet
from forecast_platform.data.rows import RawRows, joined
from forecast_platform.errors import ForecastError


def read(path: Path, columns: Sequence[str] | None = None) -> RawRows:
    """Read all rows at a path; every row keeps its file and row.

    Args:
        path: a `.csv`, `.csv.gz` or `.parquet` file, or a folder of them (see `data_files`).
        columns: names of the columns of CSV files without a header, in the order of the file's
            columns; `REQUIRED` among them. Default: every CSV file has a header.

    Raises:
        ForecastError: one of `data_files`, `read_csv`, `read_parquet`, or `DATA_NO_ROWS`.

    """
    if columns is not None:
        check_names(columns, "option --columns")
    rows = joined([read_file(file, columns) for file in data_files(path)])
    if len(rows.row) == 0:
        raise no_rows(path)
    return rows


def no_rows(path: Path) -> ForecastError:
    """Return the error of a delivery without a row."""
    return ForecastError(
        "DATA_NO_ROWS", f'"{path}" has columns but no row', "check that the delivery is complete"
    )


def read_file(file: DataFile, columns: Sequence[str] | None = None) -> RawRows:
    """Read one of the files at a path; see `read`."""
    rows = read_csv(file, columns) if file.kind == "csv" else read_parquet(file)
    table = rows.table
    for name, value in file.partition.items():
        table = table.append_column(name, pa.repeat(pa.scalar(value, pa.string()), len(table)))
    return RawRows(table, rows.files, rows.file, rows.row, rows.ragged)
