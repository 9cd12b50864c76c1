"""Checks that look at an item's rows together: duplicates, too few rows, gaps, a late end."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from forecast_platform.data.contract import STALE_AFTER, Contract
from forecast_platform.data.frequency import Frequency, step_of, time_of
from forecast_platform.data.problem import Problem, problem, quoted
from forecast_platform.data.rows import ITEM_ID, TIMESTAMP

_RANGES_SHOWN = 5


def duplicates(history: pd.DataFrame) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Mark rows with the item and timestamp of another: as (conflicting, repeated).

    Rows conflict if any of their columns differ, related ones too: which is right cannot be
    known, so all of them are marked. Of equal rows all but the first are marked as repeated.

    Args:
        history: rows sorted by item and timestamp.

    """
    conflicting = np.zeros(len(history), np.bool_)
    repeated = np.zeros(len(history), np.bool_)
    twins = np.flatnonzero(_is_twin(history))
    if len(twins):
        rows = history.iloc[twins]
        distinct = ~rows.duplicated()
        versions = distinct.groupby([rows[ITEM_ID], rows[TIMESTAMP]]).transform("sum")
        conflicting[twins] = versions > 1
        repeated[twins] = (versions == 1) & ~distinct
    return conflicting, repeated


def too_short(history: pd.DataFrame, min_rows: int) -> tuple[NDArray[np.bool_], list[Problem]]:
    """Mark the rows of items that have fewer than `min_rows` rows, with a problem for each item.

    Args:
        history: rows sorted by item.
        min_rows: rows that an item needs, gaps not counted.

    """
    items = history[ITEM_ID].to_numpy(np.object_)
    starts = _starts(items)
    sizes = np.diff(np.append(starts, len(items)))
    short = sizes < min_rows
    problems = [
        problem(
            "DATA_HISTORY_TOO_SHORT",
            f"item {quoted(item_id)} has {size} rows, fewer than {min_rows}",
            count=size,
            item_id=item_id,
        )
        for item_id, size in zip(items[starts[short]], sizes[short].tolist(), strict=True)
    ]
    return np.repeat(short, sizes), problems


def item_problems(history: pd.DataFrame, contract: Contract) -> list[Problem]:
    """Return the gaps and the stale items.

    Args:
        history: rows sorted by item and timestamp, on the grid, without duplicates.
        contract: its frequency is that of the grid.

    """
    if history.empty:
        return []
    items = history[ITEM_ID].to_numpy(np.object_)
    steps = step_of(history[TIMESTAMP].to_numpy(), contract.frequency)
    return [
        *_gaps(items, steps, contract.frequency),
        *_stale(items, steps, contract.frequency),
    ]


def _is_twin(history: pd.DataFrame) -> NDArray[np.bool_]:
    times = history[TIMESTAMP].to_numpy()
    starts = np.zeros(len(history), np.bool_)
    starts[_starts(history[ITEM_ID].to_numpy(np.object_))] = True
    as_before = np.zeros(len(history) + 1, np.bool_)
    as_before[1:-1] = (times[1:] == times[:-1]) & ~starts[1:]
    return as_before[:-1] | as_before[1:]


def _starts(items: NDArray[np.object_]) -> NDArray[np.int64]:
    """Return the position of the first row of each item, of rows sorted by item."""
    changes = np.flatnonzero(items[1:] != items[:-1]) + 1
    return np.insert(changes, 0, 0) if len(items) else changes


def _gaps(items: NDArray[np.object_], steps: NDArray[np.int64], frequency: Frequency) -> Iterator[Problem]:
    missing = np.diff(steps) - 1
    missing[_starts(items)[1:] - 1] = 0
    before = np.flatnonzero(missing)
    sizes = missing[before]
    ranges = _ranges(steps[before] + 1, sizes, frequency)
    for start, end in pairwise([*_starts(items[before]).tolist(), len(before)]):
        item_id, count = items[before[start]], int(sizes[start:end].sum())
        shown = ", ".join(ranges[start : min(end, start + _RANGES_SHOWN)])
        hidden = end - start - _RANGES_SHOWN
        more = f" and {hidden} more ranges" if hidden > 0 else ""
        what = f"item {quoted(item_id)} lacks {count} timestamps: {shown}{more}"
        yield problem("DATA_GAP", what, count=count, item_id=item_id)


def _ranges(first: NDArray[np.int64], sizes: NDArray[np.int64], frequency: Frequency) -> list[str]:
    starts = np.datetime_as_string(time_of(first, frequency), unit="m").tolist()
    ends = np.datetime_as_string(time_of(first + sizes - 1, frequency), unit="m").tolist()
    return [
        start if size == 1 else f"{start} to {end} ({size})"
        for start, end, size in zip(starts, ends, sizes.tolist(), strict=True)
    ]


def _stale(items: NDArray[np.object_], steps: NDArray[np.int64], frequency: Frequency) -> Iterator[Problem]:
    last = np.append(_starts(items)[1:], len(items)) - 1
    behind = steps[last].max() - steps[last]
    stale = behind > STALE_AFTER[frequency]
    ends = np.datetime_as_string(time_of(steps[last[stale]], frequency), unit="m")
    for item_id, end, count in zip(items[last[stale]], ends, behind[stale].tolist(), strict=True):
        what = f"item {quoted(item_id)} ends at {end}, {count} steps before the latest item"
        yield problem("DATA_ITEM_STALE", what, count=count, item_id=item_id)
