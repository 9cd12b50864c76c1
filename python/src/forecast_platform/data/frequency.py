"""The grid of a frequency: its points in time, numbered from 1970 on.

Every question about the grid is answered by two inverse functions, `step_of` and `time_of`.
All times are naive local times; a step of `D`, `W` or `M` has no fixed length in hours.
"""

from datetime import datetime
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Frequency = Literal["H", "D", "W", "M"]
"""Length of a step: hour, day, week from Monday 00:00, month from the first 00:00."""

Times = NDArray[np.datetime64]
"""Naive local times, of unit microsecond unless said otherwise."""

_UNITS = {"H": "h", "D": "D", "M": "M"}
# 1970-01-01, where numpy counts from, was a Thursday: three days after a Monday.
_DAYS_SINCE_MONDAY = 3


def step_of(times: Times, frequency: Frequency) -> NDArray[np.int64]:
    """Return the number of the step that each time falls in (negative before 1970; no NaT)."""
    if frequency == "W":
        days: NDArray[np.int64] = times.astype("datetime64[D]").astype(np.int64)
        return (days + _DAYS_SINCE_MONDAY) // 7
    return times.astype(f"datetime64[{_UNITS[frequency]}]").astype(np.int64)


def time_of(steps: NDArray[np.int64], frequency: Frequency) -> Times:
    """Return the time at which each numbered step begins."""
    if frequency == "W":
        starts = (steps * 7 - _DAYS_SINCE_MONDAY).astype("datetime64[D]")
    else:
        starts = steps.astype(f"datetime64[{_UNITS[frequency]}]")
    return starts.astype("datetime64[us]")


def floor(time: datetime, frequency: Frequency) -> pd.Timestamp:
    """Return the beginning of the step that the time falls in."""
    return shift(time, 0, frequency)


def shift(time: datetime, steps: int, frequency: Frequency) -> pd.Timestamp:
    """Return the beginning of the step so many steps after (negative: before) that of the time."""
    number = step_of(_array(time), frequency) + steps
    return pd.Timestamp(time_of(number, frequency)[0])


def steps_between(start: datetime, end: datetime, frequency: Frequency) -> int:
    """Return how many steps lead from that of `start` to that of `end` (0: the same step)."""
    return int(step_of(_array(end), frequency)[0] - step_of(_array(start), frequency)[0])


def grid(start: datetime, steps: int, frequency: Frequency) -> pd.DatetimeIndex:
    """Return the beginnings of so many steps in a row, that of `start` first."""
    first = step_of(_array(start), frequency)[0]
    return pd.DatetimeIndex(time_of(first + np.arange(steps, dtype=np.int64), frequency))


def _array(time: datetime) -> Times:
    return np.array([time], dtype="datetime64[us]")
