"""Timestamps as whole steps of a frequency, so that everything else is integer arithmetic."""

from typing import get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from forecast_platform.data.frequency import Frequency, step_of, time_of
from forecast_platform.errors import ForecastError

Ints = NDArray[np.int64]


def check_frequency(frequency: str) -> None:
    """Raise UNKNOWN_FREQUENCY unless the frequency is one of H, D, W, M."""
    if frequency not in get_args(Frequency):
        raise ForecastError(
            "UNKNOWN_FREQUENCY",
            f"frequency is {frequency[:80]!r}, allowed are H, D, W, M",
            "choose one of H (hours), D (days), W (weeks from Monday), M (month starts)",
        )


def to_steps(timestamps: pd.Series, frequency: Frequency) -> Ints:
    """Return the number of whole hours, days, weeks or months since 1970.

    Args:
        timestamps: datetime64 of any unit, naive, not null.
        frequency: the grid.

    Raises:
        ForecastError: TIMESTAMP_OFF_GRID, if a timestamp does not begin an hour, a day,
            a Monday or a month.

    """
    steps = step_of(timestamps.to_numpy(), frequency)
    off = np.flatnonzero(to_timestamps(steps, frequency) != pd.DatetimeIndex(timestamps))
    if off.size:
        raise ForecastError(
            "TIMESTAMP_OFF_GRID",
            f"row {off[0]}: timestamp {timestamps.iloc[off[0]]} does not begin a step of "
            f"frequency {frequency}",
            "round the timestamps down to hours, days, Mondays or month starts first",
        )
    return steps


def to_timestamps(steps: Ints, frequency: Frequency) -> pd.DatetimeIndex:
    """Return the beginnings of the steps, naive, with a resolution of nanoseconds."""
    return pd.DatetimeIndex(time_of(steps, frequency).astype("M8[ns]"))


def to_days(steps: Ints, frequency: Frequency) -> Ints:
    """Return the day (since 1970) on which each step begins."""
    return to_timestamps(steps, frequency).to_numpy().astype("datetime64[D]").astype(np.int64)
