"""How good one forecast was, once what it forecast has come."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from forecast_platform.accuracy.baseline import Baseline
from forecast_platform.accuracy.metrics import mase, rmse, wape, wql
from forecast_platform.accuracy.pooled import ratio
from forecast_platform.accuracy.report import Window
from forecast_platform.errors import ForecastError
from forecast_platform.forest.grid import to_steps
from forecast_platform.forest.lookback import Floats
from forecast_platform.forest.panel import to_panel
from forecast_platform.forest.past import Rows
from forecast_platform.forest.settings import ForestSettings


def score(history: pd.DataFrame, forecast: pd.DataFrame, settings: ForestSettings) -> Window:
    """Return the accuracy of a forecast, beside what is known without any model.

    Args:
        history: item_id (str), timestamp (datetime64, naive), target_value (float, not null): what
            was known before the forecast's first step, and what came.
        forecast: as `predict` returns it.
        settings: of the forecast.

    Raises:
        ForecastError: WINDOW_WITHOUT_ACTUALS, and those of `to_panel`.

    """
    start = forecast["timestamp"].min()
    past = history[history["timestamp"] < start]
    naive = Baseline(to_panel(past, settings.frequency), settings.frequency)
    found = _compare(history, forecast, naive, settings)
    levels = settings.quantiles
    keyed = [(str(level), level) for level in levels]
    own = {key: wql(found.actual, found.forecast[:, at], q) for at, (key, q) in enumerate(keyed)}
    other = {key: wql(found.actual, found.baseline[:, at], q) for at, (key, q) in enumerate(keyed)}
    median = _median(found.forecast, levels)
    return Window(
        start=start,
        count=found.actual.size,
        items=int(np.unique(found.rows.item).size),
        size=float(np.abs(found.actual).sum()),
        rmse=rmse(found.actual, median),
        wape=wape(found.actual, median),
        mase=mase(found.rows.item, found.actual, median, naive.naive_scale()),
        wql=own,
        baseline=other,
        naive=float(np.mean([wql(found.actual, found.naive, level) for level in levels])),
        ratio=ratio(own, other),
    )


@dataclass(frozen=True)
class _Comparison:
    """Rows with an actual, and their forecasts (n, levels)."""

    rows: Rows
    actual: Floats
    forecast: Floats
    baseline: Floats
    naive: Floats


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
    repeated = naive.seasonal_naive(asked)
    # Where no season ago is known, the usual value stands in.
    repeated = np.where(np.isnan(repeated), _median(baseline, settings.quantiles), repeated)
    return _Comparison(asked.take(there), actual[there], values[there], baseline[there], repeated[there])


def _median(values: Floats, levels: tuple[float, ...]) -> Floats:
    """Return the median (n,), between the two nearest quantiles, or the nearest one."""
    high = min(int(np.searchsorted(levels, 0.5)), len(levels) - 1)
    low = high if levels[high] <= 0.5 else max(high - 1, 0)
    width = levels[high] - levels[low]
    part = (0.5 - levels[low]) / width if width > 0 else 0.0
    return values[:, low] + (values[:, high] - values[:, low]) * part
