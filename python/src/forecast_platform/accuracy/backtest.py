"""Rolling origins: train before each start, forecast, compare with what came."""

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

from forecast_platform.accuracy.report import Report, Window
from forecast_platform.accuracy.score import score
from forecast_platform.errors import ForecastError
from forecast_platform.forest.model import predict, train
from forecast_platform.forest.settings import ForestSettings


def backtest(
    history: pd.DataFrame,
    settings: ForestSettings,
    starts: Sequence[pd.Timestamp],
    clock: Callable[[], float] = lambda: 0.0,
) -> Report:
    """Return how a forest trained before each start would have done.

    Args:
        history: item_id (str), timestamp (datetime64, naive), target_value (float, not null).
        settings: the forest's; each window trains anew.
        starts: the first timestamp of each window, on the grid; at least one.
        clock: seconds, e.g. `time.perf_counter`, for the report's `seconds`.

    Raises:
        ForecastError: NO_WINDOWS, WINDOW_WITHOUT_ACTUALS, HISTORY_TOO_SHORT, and those of
            `train` and `predict`.

    """
    if not len(starts):
        raise ForecastError("NO_WINDOWS", "no window's start was given", "give at least one")
    began = clock()
    windows = tuple(_window(history, settings, pd.Timestamp(start)) for start in starts)
    ratios = np.array([window.ratio for window in windows])
    return Report(
        rmse=_mean([window.rmse for window in windows]),
        wape=_mean([window.wape for window in windows]),
        mase=_mean([window.mase for window in windows]),
        wql=_means([window.wql for window in windows]),
        baseline=_means([window.baseline for window in windows]),
        ratio=float(np.exp(_mean(list(np.log(ratios))))),
        windows=windows,
        seconds=clock() - began,
    )


def _window(history: pd.DataFrame, settings: ForestSettings, start: pd.Timestamp) -> Window:
    past = history[history["timestamp"] < start]
    if past.empty:
        raise ForecastError(
            "HISTORY_TOO_SHORT",
            f"no row lies before the window's start {start}",
            "begin the window later",
        )
    return score(history, predict(train(past, settings), past, start), settings)


def _mean(values: Sequence[float]) -> float:
    known = [value for value in values if not np.isnan(value)]
    return float(np.mean(known)) if known else float("nan")


def _means(values: Sequence[dict[str, float]]) -> dict[str, float]:
    return {key: _mean([value[key] for value in values]) for key in values[0]}
