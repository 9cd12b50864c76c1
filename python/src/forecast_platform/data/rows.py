"""Rows as they were read, each with the place it came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

ITEM_ID = "item_id"
TIMESTAMP = "timestamp"
TARGET = "target_value"
REQUIRED = (ITEM_ID, TIMESTAMP, TARGET)
"""Columns that the input must have, in any order; all others are related columns."""


@dataclass(frozen=True, eq=False)
class RawRows:
    """Rows as they were read: nothing is changed, dropped or made another type.

    Attributes:
        table: one column each of the input, `REQUIRED` among them; text if it came from CSV,
            the file's own type if it came from Parquet; null where a file lacks the column.
        files: names of the files, relative to the path that was read.
        file: position in `files`, one each row.
        row: place in the file, one each row: for CSV the number of the row's first line (the
            file's first line is 1, so an editor finds it), for Parquet the row's number from 1.
        ragged: CSV rows with too few or too many fields: position of the row -> its text.

    """

    table: pa.Table
    files: tuple[str, ...]
    file: NDArray[np.int32]
    row: NDArray[np.int64]
    ragged: Mapping[int, str] = field(default_factory=dict)


def as_text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return a column as text (null stays null).

    Numbers become their shortest decimal form, times ISO 8601 with the offset if they have one.
    """
    return column.cast(pa.string())


def joined(parts: list[RawRows]) -> RawRows:
    """Return the rows of all parts, in their order.

    A column whose types differ between parts and have no wider common type becomes text.
    """
    starts = np.cumsum([0, *(len(part.row) for part in parts)])
    file_starts = np.cumsum([0, *(len(part.files) for part in parts)])
    return RawRows(
        table=_one_table([part.table for part in parts]),
        files=tuple(name for part in parts for name in part.files),
        file=np.concatenate(
            [part.file + np.int32(start) for part, start in zip(parts, file_starts, strict=False)]
        ),
        row=np.concatenate([part.row for part in parts]),
        ragged={
            int(start) + position: text
            for part, start in zip(parts, starts, strict=False)
            for position, text in part.ragged.items()
        },
    )


def _one_table(tables: list[pa.Table]) -> pa.Table:
    try:
        return pa.concat_tables(tables, promote_options="permissive")
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        return pa.concat_tables([_all_text(table) for table in tables], promote_options="default")


def _all_text(table: pa.Table) -> pa.Table:
    return pa.table({name: as_text(table[name]) for name in table.column_names})


def picked(rows: RawRows, positions: NDArray[np.int64]) -> RawRows:
    """Return some of the rows, in their order."""
    place = {int(old): new for new, old in enumerate(positions)} if rows.ragged else {}
    return RawRows(
        table=rows.table.take(pa.array(positions)),
        files=rows.files,
        file=rows.file[positions],
        row=rows.row[positions],
        ragged={place[old]: text for old, text in rows.ragged.items() if old in place},
    )
