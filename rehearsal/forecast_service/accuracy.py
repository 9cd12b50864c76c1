"""The metrics of a predictor, from a backtest of the last steps.

https://docs.aws.amazon.com/forecast/latest/dg/metrics.html
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from forecast_service.frequency import Frequency
from forecast_service.model import forecast
from forecast_service.resource import Fields
from forecast_service.series import Floats, History


def backtest(past: History, frequency: Frequency, horizon: int, types: tuple[str, ...]) -> Fields:
    """Forecast the last steps from those before them, and return the metrics of the service.

    Items whose history is all in those steps are left out.
    """
    season = frequency.season
    tested = [each.values for each in past.series if len(each.values) > horizon]
    actual = np.array([values[-horizon:] for values in tested])
    asked = (*types, "mean")
    forecasts = np.array([forecast(v[:-horizon], season, horizon, asked) for v in tested])
    scale = np.array([_naive_error(v[:-horizon], season) for v in tested])
    losses = _quantile_losses(actual, forecasts, types)
    metrics: Fields = {
        "RMSE": _rmse(actual, forecasts[:, :, -1]),
        "WeightedQuantileLosses": losses,
        "ErrorMetrics": [_errors(name, actual, forecasts[:, :, at], scale) for at, name in enumerate(types)],
    }
    if losses:
        metrics["AverageWeightedQuantileLoss"] = float(np.mean([each["LossValue"] for each in losses]))
    summary = {"EvaluationType": "SUMMARY", "ItemCount": len(tested), "Metrics": metrics}
    window = frequency.until(past.last, horizon)
    return {
        "TestWindows": [
            summary,
            {
                **summary,
                "EvaluationType": "COMPUTED",
                "TestWindowStart": _utc(window[0]),
                "TestWindowEnd": _utc(frequency.after(past.last, 1)[0]),
            },
        ]
    }


def _quantile_losses(actual: Floats, forecasts: Floats, types: Sequence[str]) -> list[Fields]:
    losses = []
    for at, name in enumerate(types):
        if name == "mean":
            continue
        level = float(name)
        short = actual - forecasts[:, :, at]
        loss = 2 * np.maximum(level * short, (level - 1) * short).sum()
        losses.append({"Quantile": level, "LossValue": float(loss / _weight(actual))})
    return losses


def _errors(name: str, actual: Floats, values: Floats, scale: Floats) -> Fields:
    errors = np.abs(actual - values)
    nonzero = actual != 0
    metrics: Fields = {
        "ForecastType": name,
        "WAPE": float(errors.sum() / _weight(actual)),
        "RMSE": _rmse(actual, values),
    }
    if (scale > 0).any():
        metrics["MASE"] = float((errors.mean(axis=1)[scale > 0] / scale[scale > 0]).mean())
    if nonzero.any():
        metrics["MAPE"] = float((errors[nonzero] / np.abs(actual[nonzero])).mean())
    return metrics


def _weight(actual: Floats) -> float:
    """Return what losses are divided by; where all is zero, the service does not divide."""
    return float(np.abs(actual).sum()) or 1.0


def _rmse(actual: Floats, values: Floats) -> float:
    return float(np.sqrt(((actual - values) ** 2).mean()))


def _naive_error(values: Floats, season: int) -> float:
    lag = season if len(values) > season else 1
    return float(np.abs(values[lag:] - values[:-lag]).mean()) if len(values) > lag else 0.0


def _utc(time: pd.Timestamp) -> pd.Timestamp:
    return time.tz_localize("UTC")
