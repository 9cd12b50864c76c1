"""The files of an export; the same forecast gives the same bytes."""

import csv
import io
from collections.abc import Iterator

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq


def parts(
    table: pd.DataFrame, name: str, at: pd.Timestamp, file_format: str, rows_per_part: int
) -> Iterator[tuple[str, bytes]]:
    """Yield names and contents: `<job>_<yyyy-MM-ddTHH-mm-ssZ>_part<number>.<ending>`.

    https://docs.aws.amazon.com/forecast/latest/dg/API_CreateForecastExportJob.html
    """
    written = at.strftime("%Y-%m-%dT%H-%M-%SZ")
    encode = _csv if file_format == "CSV" else _parquet
    for number, first in enumerate(range(0, len(table), rows_per_part)):
        part = table.iloc[first : first + rows_per_part]
        yield f"{name}_{written}_part{number}.{file_format.lower()}", encode(part)


def _csv(table: pd.DataFrame) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(table.itertuples(index=False))
    return text.getvalue().encode()


def _parquet(table: pd.DataFrame) -> bytes:
    content = io.BytesIO()
    pq.write_table(pa.Table.from_pandas(table, preserve_index=False), content)
    return content.getvalue()
