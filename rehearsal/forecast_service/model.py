"""What the stand-in forecasts with: the last season again, spread as the past differed from it.

It is the seasonal naive method with empirical intervals, which depends on every imported value, can
be checked by hand, and is nobody's idea of the service's accuracy.
"""

import numpy as np

from forecast_service.series import Floats


def forecast(values: Floats, season: int, horizon: int, types: tuple[str, ...]) -> Floats:
    """Return a value for each step (row) and forecast type (column).

    Args:
        values: the history of one item, at least one value.
        season: after how many steps the pattern repeats; a shorter history repeats its last value.
        horizon: steps.
        types: quantiles such as `0.1`, or `mean`.

    """
    lag = season if len(values) > season else 1
    differences = values[lag:] - values[:-lag] if len(values) > lag else np.zeros(1)
    ahead = np.arange(horizon)
    base = values[len(values) - lag + ahead % lag]
    # Differences add up with each season that is forecast, and spread with its square root.
    seasons = ahead // lag + 1
    columns = [
        base + differences.mean()
        if each == "mean"
        else base + np.quantile(differences, float(each)) * np.sqrt(seasons)
        for each in types
    ]
    return np.column_stack(columns)
