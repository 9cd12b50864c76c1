"""Rolling origins: train before each start, forecast, compare with what came."""

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
import pandas as pd

from forecast_platform.accuracy.pooled import pooled
from forecast_platform.accuracy.report import Report, Window
from forecast_platform.accuracy.score import score
from forecast_platform.errors import ForecastError
from forecast_platform.forest.model import predict, train
from forecast_platform.forest.settings import ForestSettings
from forecast_platform.groups.history import GroupedHistory

_NOT_THERE = ("HISTORY_TOO_SHORT", "WINDOW_WITHOUT_ACTUALS")


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
    began = clock()
    windows = [_window(history, settings, pd.Timestamp(start)) for start in _some(starts)]
    return _report(windows, clock() - began)


def backtest_groups(
    history: GroupedHistory,
    settings: ForestSettings,
    starts: Sequence[pd.Timestamp],
    clock: Callable[[], float] = lambda: 0.0,
) -> Report:
    """Return how a forest for each group, trained before each start, would have done.

    Args:
        history: in groups; a group that has no past or no actuals at a window is no part of it.
        settings: see `backtest`, as for starts and clock.
        starts: see `backtest`.
        clock: see `backtest`.

    Raises:
        ForecastError: those of `backtest`.

    """
    began = clock()
    parts = history.each(partial(_windows, settings, _some(starts)))
    windows = [_pooled([part[at] for part in parts]) for at in range(len(starts))]
    return _report(windows, clock() - began)


def _windows(
    settings: ForestSettings, starts: Sequence[pd.Timestamp], _group: int, history: pd.DataFrame
) -> list[Window | ForecastError]:
    return [_window_or_error(history, settings, pd.Timestamp(start)) for start in starts]


def _window_or_error(
    history: pd.DataFrame, settings: ForestSettings, start: pd.Timestamp
) -> Window | ForecastError:
    try:
        return _window(history, settings, start)
    except ForecastError as error:
        if error.code in _NOT_THERE:
            return error
        raise


def _pooled(parts: Sequence[Window | ForecastError]) -> Window:
    windows = [part for part in parts if isinstance(part, Window)]
    if windows:
        return pooled(windows)
    raise next(part for part in parts if isinstance(part, ForecastError))


def _some(starts: Sequence[pd.Timestamp]) -> Sequence[pd.Timestamp]:
    if not len(starts):
        raise ForecastError("NO_WINDOWS", "no window's start was given", "give at least one")
    return starts


def _report(windows: Sequence[Window], seconds: float) -> Report:
    ratios = np.array([window.ratio for window in windows])
    return Report(
        rmse=_mean([window.rmse for window in windows]),
        wape=_mean([window.wape for window in windows]),
        mase=_mean([window.mase for window in windows]),
        wql=_means([window.wql for window in windows]),
        baseline=_means([window.baseline for window in windows]),
        ratio=float(np.exp(_mean(list(np.log(ratios))))),
        windows=tuple(windows),
        seconds=seconds,
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
