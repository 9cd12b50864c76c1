"""Rolling origins: train before each start, forecast, compare with what came."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from forecast_platform.accuracy.baseline import Baseline
from forecast_platform.accuracy.metrics import mase, rmse, wape, wql
from forecast_platform.accuracy.report import Report, Window
from forecast_platform.errors import ForecastError
from forecast_platform.forest.grid import to_steps
from forecast_platform.forest.lookback import Floats
from forecast_platform.forest.model import predict, train
from forecast_platform.forest.panel import to_panel
from forecast_platform.forest.past import Rows
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


@dataclass(frozen=True)
class _Comparison:
    """Rows with an actual, and their forecasts (n, levels)."""

    rows: Rows
    actual: Floats
    forecast: Floats
    baseline: Floats


def _window(history: pd.DataFrame, settings: ForestSettings, start: pd.Timestamp) -> Window:
    past = history[history["timestamp"] < start]
    if past.empty:
        raise ForecastError(
            "HISTORY_TOO_SHORT",
            f"no row lies before the window's start {start}",
            "begin the window later",
        )
    forecast = predict(train(past, settings), past, start)
    naive = Baseline(to_panel(past, settings.frequency), settings.frequency)
    found = _compare(history, forecast, naive, settings)
    levels = settings.quantiles
    keys = [str(level) for level in levels]
    own = [wql(found.actual, found.forecast[:, at], q) for at, q in enumerate(levels)]
    other = [wql(found.actual, found.baseline[:, at], q) for at, q in enumerate(levels)]
    median = _median(found.forecast, levels)
    return Window(
        start=start,
        count=found.actual.size,
        rmse=rmse(found.actual, median),
        wape=wape(found.actual, median),
        mase=mase(found.rows.item, found.actual, median, naive.naive_scale()),
        wql=dict(zip(keys, own, strict=True)),
        baseline=dict(zip(keys, other, strict=True)),
        ratio=_ratio(float(np.mean(own)), float(np.mean(other))),
    )


def _compare(
    history: pd.DataFrame, forecast: pd.DataFrame, naive: Baseline, settings: ForestSettings
) -> _Comparison:
    count = len(settings.quantiles)
    rows = forecast.iloc[::count]
    names = rows["item_id"].astype(str).to_numpy(dtype=object)
    item = np.searchsorted(np.array(naive.panel.items, dtype=object), names)
    step = to_steps(rows["timestamp"], settings.frequency)
    asked = Rows(item, np.full(item.size, step.min()), step - step.min())
    values = forecast["value"].to_numpy(dtype=np.float64).reshape(-1, count)
    known = history[history["item_id"].astype(str).isin(naive.panel.items)]
    whole = to_panel(known, settings.frequency)
    actual = whole.at(item, step)
    there = np.flatnonzero(~np.isnan(actual))
    if not there.size:
        raise ForecastError(
            "WINDOW_WITHOUT_ACTUALS",
            f"no actual lies in the window of {settings.horizon} steps from {rows['timestamp'].iloc[0]}",
            "begin the window earlier or leave it out",
        )
    baseline = naive.quantiles(asked, settings.quantiles)
    return _Comparison(asked.take(there), actual[there], values[there], baseline[there])


def _median(values: Floats, levels: tuple[float, ...]) -> Floats:
    """Return the median (n,), between the two nearest quantiles, or the nearest one."""
    high = min(int(np.searchsorted(levels, 0.5)), len(levels) - 1)
    low = high if levels[high] <= 0.5 else max(high - 1, 0)
    width = levels[high] - levels[low]
    part = (0.5 - levels[low]) / width if width > 0 else 0.0
    return values[:, low] + (values[:, high] - values[:, low]) * part


def _ratio(own: float, other: float) -> float:
    return own / other if own > 0 and other > 0 else float("nan")


def _mean(values: Sequence[float]) -> float:
    known = [value for value in values if not np.isnan(value)]
    return float(np.mean(known)) if known else float("nan")


def _means(values: Sequence[dict[str, float]]) -> dict[str, float]:
    return {key: _mean([value[key] for value in values]) for key in values[0]}
