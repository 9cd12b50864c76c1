"""Checks that look at one row (or its text) at a time."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from forecast_platform.data.contract import Contract
from forecast_platform.data.frequency import Times, step_of, time_of
from forecast_platform.data.numbers import read_numbers
from forecast_platform.data.rows import ITEM_ID, TARGET, TIMESTAMP, RawRows, as_text
from forecast_platform.data.timestamps import NO_OFFSET, ReadTimes, in_time_zone, read_times

MISSING = -1
"""Item code of a row without item_id."""


@dataclass(frozen=True, eq=False)
class Finding:
    """Rows that have one kind of problem.

    Attributes:
        code: a key of `KINDS`.
        rows: positions in `RawRows`, ascending.
        column: the column to show as the value given; null: the row's text.

    """

    code: str
    rows: NDArray[np.int64]
    column: str | None


@dataclass(frozen=True, eq=False)
class Values:
    """The three required columns as values, one each row of `RawRows`.

    Attributes:
        item: position in `items`, or `MISSING`; int32.
        items: distinct item_ids without surrounding blanks, ascending by code point.
        time: naive local time; NaT where unreadable.
        read: the timestamps as read.
        target: float64; NaN where not numeric.

    """

    item: NDArray[np.int32]
    items: NDArray[np.object_]
    time: Times
    read: ReadTimes
    target: NDArray[np.float64]


def read_values(raw: RawRows, contract: Contract) -> Values:
    """Read the required columns.

    Raises:
        ForecastError: `DATA_TIME_ZONE_UNKNOWN`.

    """
    item, items = _items(raw.table[ITEM_ID])
    read = read_times(raw.table[TIMESTAMP])
    zone = contract.time_zone
    time = read.wall if zone is None else in_time_zone(read, zone)
    return Values(item, items, time, read, read_numbers(raw.table[TARGET]))


def check_rows(raw: RawRows, values: Values, contract: Contract) -> list[Finding]:
    """Return what is wrong with single rows; a row can be in several findings."""
    ragged = np.zeros(len(raw.row), np.bool_)
    ragged[list(raw.ragged)] = True
    negative = np.zeros_like(ragged) if contract.allow_negative else values.target < 0
    masks = [
        ("DATA_ROW_RAGGED", ragged, None),
        ("DATA_ITEM_ID_MISSING", values.item == MISSING, ITEM_ID),
        ("DATA_TIMESTAMP_UNREADABLE", values.read.unreadable, TIMESTAMP),
        ("DATA_TIMESTAMP_OUT_OF_RANGE", values.read.out_of_range, TIMESTAMP),
        ("DATA_TIME_ZONE_MIXED", _mixed_zone(values.read, contract), TIMESTAMP),
        ("DATA_TIMESTAMP_OFF_GRID", _off_grid(values.time, contract), TIMESTAMP),
        ("DATA_TARGET_NOT_NUMERIC", np.isnan(values.target), TARGET),
        ("DATA_TARGET_NEGATIVE", negative, TARGET),
    ]
    return [
        # Fields of a ragged row may be in the wrong column: only its shape is reported.
        Finding(code, np.flatnonzero(mask if column is None else mask & ~ragged), column)
        for code, mask, column in masks
    ]


def _items(column: pa.ChunkedArray) -> tuple[NDArray[np.int32], NDArray[np.object_]]:
    encoded = pc.utf8_trim_whitespace(as_text(column)).combine_chunks().dictionary_encode()
    texts = np.array(encoded.dictionary.to_pylist(), dtype=np.object_)
    order = np.argsort(texts)
    blank = int(len(texts) > 0 and texts[order[0]] == "")
    rank = np.empty(len(texts) + 1, np.int32)
    rank[order] = np.arange(len(texts)) - blank
    rank[len(texts)] = MISSING
    codes = encoded.indices.fill_null(len(texts)).to_numpy(zero_copy_only=False)
    return rank[codes], texts[order[blank:]]


def _off_grid(time: Times, contract: Contract) -> NDArray[np.bool_]:
    readable = ~np.isnat(time)
    known = np.where(readable, time, np.datetime64(0, "us"))
    floored = time_of(step_of(known, contract.frequency), contract.frequency)
    off: NDArray[np.bool_] = readable & (floored != known)
    return off


def _mixed_zone(read: ReadTimes, contract: Contract) -> NDArray[np.bool_]:
    """Mark the rows whose offset is not that of most rows.

    With a time zone every offset is one instant, so only having none differs from having one.
    """
    readable = ~np.isnat(read.wall)
    offset = read.offset
    if contract.time_zone is not None:
        offset = (offset == NO_OFFSET).astype(np.int32)
    offsets, counts = np.unique(offset[readable], return_counts=True)
    if len(offsets) < 2:
        return np.zeros(len(offset), np.bool_)
    mixed: NDArray[np.bool_] = readable & (offset != offsets[np.argmax(counts)])
    return mixed
