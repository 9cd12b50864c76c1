"""What a run in AWS leaves behind in MLflow, where all engines of a forecast can be compared."""

from collections.abc import Callable, Mapping

import mlflow
from mlflow.tracking import MlflowClient

from forecast_platform.backends.step import Step
from forecast_platform.models.registry import Registry


def track(
    step: Step, store: str | None, tags: Mapping[str, str], accuracy: Callable[[], Mapping[str, float]]
) -> str:
    """Log a run's parameters, accuracy, tags and forecast, once; return the MLflow run's id.

    The experiment is the forecast's, and the metrics have the random forest's names: `rmse`, `wape`, `mase`,
    `wql_<quantile>`. They are the service's own, of the windows that it held out.

    Args:
        step: whose results lie in the lake.
        store: MLflow's tracking URI; default as `default_store`.
        tags: what the run is traced by: ARNs, checksum, decision.
        accuracy: asks the service; only where the run is not logged yet.

    Raises:
        ForecastError: those of `accuracy`.

    """
    experiment = Registry(step.forecast.model, store).experiment(step.forecast.name)
    found = MlflowClient().search_runs([experiment], f"tags.run_id = '{step.run_id}'")
    if found and found[0].info.status == "FINISHED":
        return str(found[0].info.run_id)
    # A run that was cut short is gone on with.
    where = {"run_id": found[0].info.run_id} if found else {"experiment_id": experiment}
    metrics = accuracy()
    with mlflow.start_run(run_name=f"{step.forecast.name} {step.period:%Y-%m-%d %H:%M}", **where) as active:
        mlflow.set_tags({"run_id": step.run_id, "forecast": step.forecast.name, "backend": step.backend})
        mlflow.set_tags(dict(tags))
        mlflow.log_params(_parameters(step))
        mlflow.log_metrics(dict(metrics))
        mlflow.log_artifact(str(step.results_folder / "part-0.parquet"), "forecast")
        return str(active.info.run_id)


def _parameters(step: Step) -> dict[str, object]:
    forecast = step.forecast
    given = {
        "backend": step.backend,
        "frequency": step.frequency,
        "horizon": forecast.horizon,
        "quantiles": forecast.quantiles,
        "country": forecast.country,
    }
    return {name: value for name, value in given.items() if value is not None}
