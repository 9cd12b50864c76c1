"""What a run leaves behind in MLflow, beside the random forest's runs: both can be compared there."""

import mlflow
from mlflow.tracking import MlflowClient

from forecast_platform.backends.amazon_forecast.run import Run
from forecast_platform.models.registry import Registry

_TAGS = ("import", "train", "forecast", "export", "input_checksum", "decision", "reason")


def track(run: Run, store: str | None) -> str:
    """Log a run's parameters, accuracy, tags and forecast, once; return the MLflow run's id.

    The experiment is the forecast's, and the metrics have the random forest's names: `rmse`, `wape`,
    `mase` of the median, `wql_<quantile>`. They are the service's own, of its backtest windows.

    Raises:
        ForecastError: those of `sorted_errors`.

    """
    step = run.step
    experiment = Registry(step.forecast.model, store).experiment(step.forecast.name)
    found = MlflowClient().search_runs([experiment], f"tags.run_id = '{step.run_id}'")
    if found and found[0].info.status == "FINISHED":
        return str(found[0].info.run_id)
    # A run that was cut short is gone on with.
    where = {"run_id": found[0].info.run_id} if found else {"experiment_id": experiment}
    metrics = accuracy(run)
    with mlflow.start_run(run_name=run.names.numbered(), **where) as active:
        mlflow.set_tags({"run_id": step.run_id, "forecast": step.forecast.name, "backend": step.backend})
        mlflow.set_tags({key: run.state[key] for key in _TAGS if key in run.state})
        mlflow.log_params(_parameters(run))
        mlflow.log_metrics(metrics)
        mlflow.log_artifact(str(step.results_folder / "part-0.parquet"), "forecast")
        return str(active.info.run_id)


def accuracy(run: Run) -> dict[str, float]:
    """Return the accuracy of the run's predictor over its backtest windows.

    See https://docs.aws.amazon.com/forecast/latest/dg/API_GetAccuracyMetrics.html
    """
    arn = run.state["train"]
    answer = run.service.call("poller", "GetAccuracyMetrics", arn, PredictorArn=arn)
    results = answer.get("PredictorEvaluationResults")
    windows = (
        [window for each in results for window in each.get("TestWindows", [])]
        if isinstance(results, list)
        else []
    )
    summaries = [window["Metrics"] for window in windows if window.get("EvaluationType") == "SUMMARY"]
    return _figures(summaries[0]) if summaries else {}


def _figures(metrics: dict) -> dict[str, float]:  # type: ignore[type-arg] # JSON
    errors = {str(each.get("ForecastType")): each for each in metrics.get("ErrorMetrics", [])}
    median: dict[str, float] = errors.get("0.5") or next(iter(errors.values()), {})
    figures = {name.lower(): median[name] for name in ("RMSE", "WAPE", "MASE", "MAPE") if name in median}
    losses = {
        f"wql_{each['Quantile']:g}": each["LossValue"] for each in metrics.get("WeightedQuantileLosses", [])
    }
    return {name: float(value) for name, value in {**figures, **losses}.items()}


def _parameters(run: Run) -> dict[str, object]:
    forecast = run.step.forecast
    given = {
        "backend": run.step.backend,
        "frequency": run.step.frequency,
        "horizon": forecast.horizon,
        "quantiles": forecast.quantiles,
        "country": forecast.country,
    }
    return {name: value for name, value in given.items() if value is not None}
