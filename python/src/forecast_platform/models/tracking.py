"""What a training leaves behind in MLflow: parameters, metrics, tags, the model, the picture."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import joblib
import mlflow
import pandas as pd
from mlflow.models import ModelSignature, infer_signature

from forecast_platform.accuracy import Window
from forecast_platform.models.decision import Candidate
from forecast_platform.models.picture import forecast_picture
from forecast_platform.models.pyfunc_model import FOREST
from forecast_platform.models.registry import Registry, Version

_CODE = Path(__file__).with_name("pyfunc_model.py")
_EXAMPLE_ROWS = 48
_REQUIREMENTS = ["forecast-platform"]


@dataclass(frozen=True)
class Training:
    """A training and what it was made from.

    Attributes:
        forecast: its name.
        candidate: what was decided and trained.
        history: item_id, timestamp, target_value before the period.
        output: the forecast of the last held-out window, as `predict` returns it.
        tags: run id, git commit, input checksum and the like.

    """

    forecast: str
    candidate: Candidate
    history: pd.DataFrame
    output: pd.DataFrame
    tags: Mapping[str, str]


def log_training(registry: Registry, training: Training) -> Version:
    """Log a training as an MLflow run, register its model, and return the version."""
    candidate = training.candidate
    with mlflow.start_run(experiment_id=registry.experiment(training.forecast)) as run:
        mlflow.log_params(_parameters(candidate))
        _log_windows(candidate.windows)
        if candidate.drift is not None:
            mlflow.log_metrics({"drift_target": candidate.drift.target, "drift_lag": candidate.drift.lag})
        mlflow.set_tags({**training.tags, "decision": candidate.decision, "reason": candidate.reason})
        figure = forecast_picture(training.history, training.output, training.forecast)
        mlflow.log_figure(figure, "forecast-against-actuals.png")
        number = _log_model(registry.model, training)
    version = registry.version(number)
    registry.tag(version, {**training.tags, "decision": candidate.decision, "mlflow_run_id": run.info.run_id})
    return version


def _parameters(candidate: Candidate) -> dict[str, object]:
    model = candidate.model
    settings = {name: value for name, value in asdict(model.settings).items() if value is not None}
    return {**settings, "items": len(model.items), "extensions": len(model.forests) - 1}


def _log_windows(windows: Sequence[Window]) -> None:
    """Log a step a window, the earliest first."""
    for step, window in enumerate(windows):
        figures = {"rmse": window.rmse, "wape": window.wape, "mase": window.mase, "ratio": window.ratio}
        losses = {f"wql_{level}": loss for level, loss in window.wql.items()}
        known = {name: value for name, value in {**figures, **losses}.items() if value == value}  # noqa: PLR0124
        mlflow.log_metrics(known, step=step)


def _log_model(name: str, training: Training) -> str:
    """Log the forest with its signature and an example, and return the version's number."""
    with TemporaryDirectory() as folder:
        pickled = Path(folder) / "forest.joblib"
        joblib.dump(training.candidate.model, pickled, compress=3)
        output = Path(folder) / "forecast.parquet"
        training.output.to_parquet(output, index=False)
        mlflow.log_artifact(str(output))
        info = mlflow.pyfunc.log_model(
            name="model",
            python_model=str(_CODE),
            artifacts={FOREST: str(pickled)},
            signature=_signature(training),
            input_example=(training.history.tail(_EXAMPLE_ROWS), {"start": ""}),
            pip_requirements=_REQUIREMENTS,
            registered_model_name=name,
        )
    return str(info.registered_model_version)


def _signature(training: Training) -> ModelSignature:
    """Return the columns in and out; the start is the only parameter."""
    return infer_signature(training.history, training.output, params={"start": ""})
