"""Rows of a Parquet file, of the types it has."""

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from forecast_platform.data.files import DataFile
from forecast_platform.data.header import check_names
from forecast_platform.data.rows import RawRows
from forecast_platform.errors import ForecastError


def read_parquet(file: DataFile) -> RawRows:
    """Read a Parquet file without changing any type.

    Raises:
        ForecastError: `DATA_FILE_EMPTY`, `DATA_FILE_CORRUPT`, `DATA_COLUMN_TYPE` (a column of
            lists or structs), or one of `header.check_names`.

    """
    if file.path.stat().st_size == 0:
        raise ForecastError("DATA_FILE_EMPTY", f'file "{file.name}" is empty', "deliver the file again")
    try:
        with pq.ParquetFile(file.path) as opened:
            names = [*opened.schema_arrow.names, *file.partition]
            check_names(names, f'file "{file.name}"')
            table = opened.read()
    except (pa.ArrowInvalid, OSError) as error:
        raise ForecastError(
            "DATA_FILE_CORRUPT",
            f'file "{file.name}" cannot be read as Parquet: {str(error)[:80]}',
            "deliver the file again",
        ) from error
    _check_types(table.schema, file.name)
    return RawRows(
        table=table,
        files=(file.name,),
        file=np.zeros(len(table), np.int32),
        row=np.arange(1, len(table) + 1, dtype=np.int64),
    )


def _check_types(schema: pa.Schema, file: str) -> None:
    for column in schema:
        if pa.types.is_nested(column.type):
            raise ForecastError(
                "DATA_COLUMN_TYPE",
                f'file "{file}" column "{column.name}" is of type {str(column.type)[:80]}, '
                "allowed are numbers, text, dates and times",
                "flatten or remove the column",
            )
