"""The windows from which no candidate learns, on which models are compared."""

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

from forecast_platform.accuracy import Window, score
from forecast_platform.data.frequency import Frequency, shift
from forecast_platform.forest import ForestSettings

WINDOWS = 2
"""Windows of one horizon each, right before the period: one alone is luck."""


def held_out_starts(period: pd.Timestamp, horizon: int, frequency: Frequency) -> list[pd.Timestamp]:
    """Return the first steps of the held-out windows, the earliest first.

    A champion of an earlier period has not learnt from them either: its own lay earlier still.
    """
    return [shift(period, -horizon * number, frequency) for number in range(WINDOWS, 0, -1)]


def measure(
    forecast: Callable[[pd.DataFrame, pd.Timestamp], pd.DataFrame],
    settings: ForestSettings,
    history: pd.DataFrame,
    starts: Sequence[pd.Timestamp],
) -> tuple[Window, ...]:
    """Return the accuracy of a model on each window; none where it knows no item of the history.

    Args:
        forecast: the model: history before a start, and the start, to a forecast as of `predict`.
        settings: of the model.
        history: item_id, timestamp, target_value up to the period.
        starts: first steps of the windows.

    Raises:
        ForecastError: those of `forecast` and `score`.

    """
    forecasts = [forecast(history[history["timestamp"] < start], start) for start in starts]
    if any(each.empty for each in forecasts):
        return ()
    return tuple(
        score(history[history["item_id"].isin(each["item_id"].unique())], each, settings)
        for each in forecasts
    )


def mean_loss(windows: Sequence[Window]) -> float:
    """Return the mean wql over quantiles and windows."""
    return float(np.mean([window.loss for window in windows]))
