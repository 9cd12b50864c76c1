"""How good the predictor of a run is, by the service's own backtest."""

from forecast_platform.backends.amazon_forecast.run import Run

_ERRORS = ("RMSE", "WAPE", "MASE", "MAPE")


def accuracy(run: Run) -> dict[str, float]:
    """Return the accuracy of the run's predictor over its backtest windows, of the median where it has one.

    See https://docs.aws.amazon.com/forecast/latest/dg/API_GetAccuracyMetrics.html

    Raises:
        ForecastError: those of `sorted_errors`.

    """
    arn = run.state["train"]
    answer = run.service.call("poller", "GetAccuracyMetrics", arn, PredictorArn=arn)
    results = answer.get("PredictorEvaluationResults")
    evaluated = results if isinstance(results, list) else []
    windows = [window for each in evaluated for window in each.get("TestWindows", [])]
    summaries = [window["Metrics"] for window in windows if window.get("EvaluationType") == "SUMMARY"]
    return _figures(summaries[0]) if summaries else {}


def _figures(metrics: dict) -> dict[str, float]:  # type: ignore[type-arg] # JSON
    errors = {str(each.get("ForecastType")): each for each in metrics.get("ErrorMetrics", [])}
    median: dict[str, float] = errors.get("0.5") or next(iter(errors.values()), {})
    figures = {name.lower(): median[name] for name in _ERRORS if name in median}
    losses = {
        f"wql_{each['Quantile']:g}": each["LossValue"] for each in metrics.get("WeightedQuantileLosses", [])
    }
    return {name: float(value) for name, value in {**figures, **losses}.items()}
