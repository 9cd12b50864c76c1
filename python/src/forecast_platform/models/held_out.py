"""The windows from which no candidate learns, on which models are compared."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from forecast_platform.accuracy import Window, score
from forecast_platform.data.frequency import Frequency, shift
from forecast_platform.forest import ForestModel, predict

WINDOWS = 2
"""Windows of one horizon each, right before the period: one alone is luck."""


def held_out_starts(period: pd.Timestamp, horizon: int, frequency: Frequency) -> list[pd.Timestamp]:
    """Return the first steps of the held-out windows, the earliest first.

    A champion of an earlier period has not learnt from them either: its own lay earlier still.
    """
    return [shift(period, -horizon * number, frequency) for number in range(WINDOWS, 0, -1)]


def measure(model: ForestModel, history: pd.DataFrame, starts: Sequence[pd.Timestamp]) -> tuple[Window, ...]:
    """Return the accuracy of a model on each window.

    Args:
        model: what is measured.
        history: item_id, timestamp, target_value up to the period; items that the model does not
            know are left out.
        starts: first steps of the windows.

    Raises:
        ForecastError: those of `predict` and `score`.

    """
    known = history[history["item_id"].isin(model.items)]
    forecasts = [predict(model, known[known["timestamp"] < start], start) for start in starts]
    return tuple(score(known, forecast, model.settings) for forecast in forecasts)


def mean_loss(windows: Sequence[Window]) -> float:
    """Return the mean wql over quantiles and windows."""
    return float(np.mean([window.loss for window in windows]))
