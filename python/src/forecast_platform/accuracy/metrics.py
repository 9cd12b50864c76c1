"""Accuracy metrics as vectorised functions; smaller is better, and zero is perfect."""

import numpy as np

from forecast_platform.forest.grid import Ints
from forecast_platform.forest.lookback import Floats


def rmse(actual: Floats, forecast: Floats) -> float:
    """Return the root mean square error, in the target's unit.

    Args:
        actual: (n,) what came.
        forecast: (n,) the point forecast; the backtest gives the median (Amazon Forecast's
            own RMSE is of the mean).

    """
    return float(np.sqrt(np.mean((actual - forecast) ** 2)))


def wape(actual: Floats, forecast: Floats) -> float:
    """Return sum |actual - forecast| / sum |actual|, NaN where all actuals are zero."""
    return _ratio(float(np.abs(actual - forecast).sum()), float(np.abs(actual).sum()))


def wql(actual: Floats, forecast: Floats, quantile: float) -> float:
    """Return 2 * sum max(q * e, (q - 1) * e) / sum |actual| with e = actual - forecast.

    Args:
        actual: (n,) what came.
        forecast: (n,) the forecast of the quantile.
        quantile: q, 0 to 1.

    Returns:
        NaN where all actuals are zero.

    """
    error = actual - forecast
    loss = np.maximum(quantile * error, (quantile - 1) * error).sum()
    return _ratio(2 * float(loss), float(np.abs(actual).sum()))


def mase(item: Ints, actual: Floats, forecast: Floats, scale: Floats) -> float:
    """Return the mean over items of the mean absolute error in units of the seasonal naive's.

    Args:
        item: (n,) item of each value.
        actual: (n,) what came.
        forecast: (n,) the point forecast; the backtest gives the median.
        scale: (items,) mean |y[t] - y[t - season]| in the training data; items where it is
            zero or NaN are left out, since nothing can be said in units of it.

    Returns:
        NaN where no item is left.

    """
    count = np.bincount(item, minlength=scale.size)
    total = np.bincount(item, weights=np.abs(actual - forecast), minlength=scale.size)
    use = (count > 0) & (scale > 0)
    return float(np.mean(total[use] / count[use] / scale[use])) if use.any() else float("nan")


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole > 0 else float("nan")
