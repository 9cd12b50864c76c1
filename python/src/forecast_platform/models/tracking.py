"""What a training leaves behind in MLflow: parameters, metrics, tags, the model, the picture."""

from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr
from dataclasses import asdict, dataclass
from io import StringIO
from pathlib import Path

import mlflow
import pandas as pd
from mlflow.models import ModelSignature, infer_signature

from forecast_platform.accuracy import Window
from forecast_platform.models.drift import Drift
from forecast_platform.models.model_files import FORESTS, ModelFiles
from forecast_platform.models.picture import forecast_picture
from forecast_platform.models.registry import MODEL_VERSION, Registry, Version

_CODE = Path(__file__).with_name("pyfunc_model.py")
_EXAMPLE_ROWS = 48
_REQUIREMENTS = ["forecast-platform"]


@dataclass(frozen=True)
class Training:
    """A training and what it was made from.

    Attributes:
        forecast: its name.
        files: the forests; the name of their folder is that of the artifact.
        output: folder of the forecasts of the last held-out window, `part-<group>.parquet`, each as
            `predict` returns it.
        sample: a group, and its history before the period: for the picture and the example.
        windows: the accuracy on the held-out windows.
        parameters: of the training, beside its settings.
        drift: how far the data have moved; none without a champion.
        tags: run id, git commit, input checksum and the like.

    """

    forecast: str
    files: ModelFiles
    output: Path
    sample: tuple[int, pd.DataFrame]
    windows: Sequence[Window]
    parameters: Mapping[str, object]
    drift: Drift | None
    tags: Mapping[str, str]


def log_training(registry: Registry, training: Training) -> Version:
    """Log a training as an MLflow run, register its model, and return the version."""
    settings = {name: value for name, value in asdict(training.files.settings).items() if value is not None}
    with mlflow.start_run(experiment_id=registry.experiment(training.forecast)) as run:
        mlflow.log_params({**settings, **training.parameters})
        _log_windows(training.windows)
        if training.drift is not None:
            mlflow.log_metrics({"drift_target": training.drift.target, "drift_lag": training.drift.lag})
        mlflow.set_tags(dict(training.tags))
        mlflow.log_artifacts(str(training.output), "forecast")
        number = _log_model(registry.model, training)
        # Last, so that a run with this tag is one whose version is registered.
        mlflow.set_tag(MODEL_VERSION, number)
    version = registry.version(number)
    registry.tag(version, {**training.tags, "mlflow_run_id": run.info.run_id})
    return version


def _log_windows(windows: Sequence[Window]) -> None:
    """Log a step a window, the earliest first."""
    for step, window in enumerate(windows):
        figures = {"rmse": window.rmse, "wape": window.wape, "mase": window.mase, "ratio": window.ratio}
        losses = {f"wql_{level}": loss for level, loss in window.wql.items()}
        known = {name: value for name, value in {**figures, **losses}.items() if value == value}  # noqa: PLR0124
        mlflow.log_metrics(known, step=step)


def _log_model(name: str, training: Training) -> str:
    """Log the forests with signature, example and picture, and return the version's number."""
    group, history = training.sample
    output = pd.read_parquet(training.output / f"part-{group}.parquet")
    mlflow.log_figure(forecast_picture(history, output, training.forecast), "forecast-against-actuals.png")
    # MLflow prints what it registers, and stderr is for JSON lines.
    with redirect_stderr(StringIO()):
        info = mlflow.pyfunc.log_model(
            name="model",
            python_model=str(_CODE),
            artifacts={FORESTS: str(training.files.folder)},
            signature=_signature(history, output),
            input_example=(history.tail(_EXAMPLE_ROWS), {"start": ""}),
            pip_requirements=_REQUIREMENTS,
            registered_model_name=name,
        )
    return str(info.registered_model_version)


def _signature(history: pd.DataFrame, output: pd.DataFrame) -> ModelSignature:
    """Return the columns in and out; the start is the only parameter."""
    return infer_signature(history, output, params={"start": ""})
