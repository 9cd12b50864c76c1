"""Timestamps as naive local times, with the UTC offset they were written with."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from forecast_platform.data.frequency import Times
from forecast_platform.data.rows import as_text
from forecast_platform.errors import ForecastError

ISO_8601 = (
    r"^(?P<wall>\d{4}-\d{2}-\d{2}"
    r"(?:[ T](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?)?)"
    r"(?P<offset>Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?$"
)
"""The contract; a fraction finer than microseconds is cut."""

EARLIEST, LATEST = datetime(1900, 1, 1), datetime(2200, 1, 1)  # noqa: DTZ001 - naive on purpose
"""From, and before: well within 1677-2262, which is all that datetime64[ns] of pandas 2 holds."""

NO_OFFSET = np.iinfo(np.int32).min
"""Stands for: written without an offset."""


@dataclass(frozen=True, eq=False)
class ReadTimes:
    """Timestamps that were read, one each row.

    Attributes:
        wall: local time as written, without its offset; NaT where unreadable or out of range.
        offset: minutes east of UTC, or `NO_OFFSET`.
        unreadable: not ISO 8601, no such day, or blank.
        out_of_range: outside `EARLIEST` to `LATEST`.

    """

    wall: Times
    offset: NDArray[np.int32]
    unreadable: NDArray[np.bool_]
    out_of_range: NDArray[np.bool_]

    def take(self, positions: NDArray[np.int32]) -> "ReadTimes":
        """Return the timestamps at these positions."""
        return ReadTimes(
            self.wall[positions],
            self.offset[positions],
            self.unreadable[positions],
            self.out_of_range[positions],
        )


def read_times(column: pa.ChunkedArray) -> ReadTimes:
    """Read a column of text, dates or times; any other type is read by its text."""
    if pa.types.is_date(column.type):
        column = column.cast(pa.timestamp("s" if column.type == pa.date32() else "ms"))
    if pa.types.is_timestamp(column.type):
        return _typed(column)
    # Items share their timestamps: each distinct text is read once.
    encoded = pc.utf8_trim_whitespace(as_text(column)).combine_chunks().dictionary_encode()
    distinct = _from_text(pa.concat_arrays([encoded.dictionary, pa.nulls(1, pa.string())]))
    nothing = len(encoded.dictionary)
    return distinct.take(encoded.indices.fill_null(nothing).to_numpy(zero_copy_only=False))


def in_time_zone(times: ReadTimes, time_zone: str) -> Times:
    """Return local times of an IANA zone; those without an offset are local times already.

    Raises:
        ForecastError: `DATA_TIME_ZONE_UNKNOWN`.

    """
    try:
        zone = ZoneInfo(time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ForecastError(
            "DATA_TIME_ZONE_UNKNOWN",
            f'"{time_zone[:80]}" is no time zone',
            'give a name of the IANA database, such as "Europe/Lisbon"',
        ) from error
    is_local = times.offset == NO_OFFSET
    east = np.where(is_local, 0, times.offset).astype("timedelta64[m]")
    utc = pd.DatetimeIndex(times.wall - east, tz="UTC")
    local = utc.tz_convert(zone).tz_localize(None).to_numpy().astype("datetime64[us]")
    return np.where(is_local, times.wall, local)


def _from_text(texts: pa.Array) -> ReadTimes:
    parts = pc.extract_regex(texts, ISO_8601)
    wall, offset = pc.struct_field(parts, "wall"), pc.struct_field(parts, "offset")
    year = pc.utf8_slice_codeunits(wall, 0, 4).cast(pa.int32())
    inside = pc.and_(pc.greater_equal(year, EARLIEST.year), pc.less(year, LATEST.year))
    out_of_range = _mask(pc.invert(inside))
    readable = pc.if_else(inside, wall, pa.scalar(None, pa.string()))
    series = pd.to_datetime(readable.to_pandas(), format="ISO8601", errors="coerce")
    times = series.to_numpy().astype("datetime64[us]")
    return ReadTimes(times, _minutes(offset), np.isnat(times) & ~out_of_range, out_of_range)


def _typed(column: pa.ChunkedArray) -> ReadTimes:
    kind = column.type
    unreadable = _mask(pc.is_null(column))
    wide = pa.timestamp(kind.unit, "UTC") if kind.tz else kind
    utc = column.cast(wide)
    first, last = (pd.Timestamp(end, tz="UTC" if kind.tz else None) for end in (EARLIEST, LATEST))
    inside = pc.and_(pc.greater_equal(utc, pa.scalar(first, wide)), pc.less(utc, pa.scalar(last, wide)))
    out_of_range = _mask(pc.invert(inside))
    kept = pc.if_else(inside, utc, pa.scalar(None, wide))
    times = kept.cast(pa.timestamp("us", wide.tz), safe=False).to_numpy().astype("datetime64[us]")
    if not kind.tz:
        offset = np.full(len(times), NO_OFFSET, np.int32)
        return ReadTimes(times, offset, unreadable, out_of_range)
    offset = _offsets(times, kind.tz)
    wall = times + offset.astype("timedelta64[m]")
    return ReadTimes(wall, offset, unreadable, out_of_range)


def _offsets(utc: Times, time_zone: str) -> NDArray[np.int32]:
    """Return the minutes east of UTC that a named zone or a fixed offset has at each time."""
    local = pd.DatetimeIndex(utc, tz="UTC").tz_convert(time_zone).tz_localize(None)
    difference = local.to_numpy().astype("datetime64[us]") - utc
    minutes = difference.astype("timedelta64[m]").astype(np.int64)
    return np.where(np.isnat(utc), 0, minutes).astype(np.int32)


def _minutes(offset: pa.Array) -> NDArray[np.int32]:
    """Return minutes east of UTC: 330 for `+05:30`, 0 for `Z`."""
    encoded = offset.dictionary_encode()
    minutes = [_offset_minutes(text) for text in encoded.dictionary.to_pylist()]
    table = np.array([*minutes, NO_OFFSET], np.int32)
    positions: NDArray[np.int32] = encoded.indices.fill_null(len(minutes)).to_numpy(zero_copy_only=False)
    return table.take(positions)


def _offset_minutes(text: str) -> int:
    if text in {"", "Z"}:
        return 0 if text else NO_OFFSET
    minutes = int(text[1:3]) * 60 + int(text[-2:])
    return -minutes if text[0] == "-" else minutes


def _mask(flags: pa.Array | pa.ChunkedArray) -> NDArray[np.bool_]:
    mask: NDArray[np.bool_] = flags.fill_null(False).to_numpy(zero_copy_only=False)  # noqa: FBT003
    return mask
