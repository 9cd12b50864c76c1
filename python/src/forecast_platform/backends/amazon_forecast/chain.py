"""The chain of a run: import, train, forecast, export, collect.

Each stage is about one resource, whose ARN the state keeps.
"""

from collections.abc import Callable
from dataclasses import dataclass

from forecast_platform.backends.amazon_forecast.accuracy import accuracy
from forecast_platform.backends.amazon_forecast.collect import collect
from forecast_platform.backends.amazon_forecast.forecasts import start_export, start_forecast
from forecast_platform.backends.amazon_forecast.imports import start_import
from forecast_platform.backends.amazon_forecast.predictor import start_training
from forecast_platform.backends.amazon_forecast.run import Run
from forecast_platform.backends.amazon_forecast.service import (
    EXPORT,
    FORECAST,
    IMPORT,
    PREDICTOR,
    Kind,
    Resource,
)
from forecast_platform.backends.aws.chain import Chain, Progress
from forecast_platform.errors import ForecastError

NAME = "amazon-forecast"

MOST_TRIES = 2
"""Resources of a stage that may fail before a person has to look: one more may mend a fault of the
service, and a fault of the data stays what it is."""

_LEAST_WAIT_SECONDS = 60
_LONGEST_WAIT_SECONDS = 86_400


@dataclass(frozen=True)
class _Stage:
    kind: Kind
    start: Callable[[Run], Resource]


STAGES = {
    "import": _Stage(IMPORT, start_import),
    "train": _Stage(PREDICTOR, start_training),
    "forecast": _Stage(FORECAST, start_forecast),
    "export": _Stage(EXPORT, start_export),
}


def look(run: Run, stage: str) -> Progress:
    """Return how far a stage is, begun where it is missing.

    Raises:
        ForecastError: FORECAST_JOB_FAILED, and what the stage raises.

    """
    known = run.state.get(stage)
    found = run.service.describe(STAGES[stage].kind, known) if known is not None else None
    resource = found or STAGES[stage].start(run)
    run.state[stage] = resource.arn
    if resource.progress in {"failed", "stopped"}:
        # The next try begins another one, with a number.
        del run.state[stage]
        raise _failure(run, stage, resource)
    return Progress(
        done=resource.progress != "working",
        status=resource.status,
        wait_seconds=_wait_seconds(resource),
        stage_seconds=resource.seconds if run.is_own(resource) else None,
    )


def _failure(run: Run, stage: str, resource: Resource) -> ForecastError:
    number = run.names.number_of(resource.name) or 1
    again = resource.progress == "failed" and number < MOST_TRIES
    kind = STAGES[stage].kind.noun
    return ForecastError(
        "FORECAST_JOB_FAILED",
        f"{kind} {resource.name} is {resource.status}: {resource.message or 'the service does not say why'}",
        "the run tries once more"
        if again
        else f"correct what the message names, then restart the run from {stage}",
        retry="soon" if again else "never",
    )


def _wait_seconds(resource: Resource) -> int | None:
    """Return the service's estimate, none where it gives none."""
    if resource.minutes is None:
        return None
    return min(max(resource.minutes * 60, _LEAST_WAIT_SECONDS), _LONGEST_WAIT_SECONDS)


CHAIN = Chain(
    backend=NAME,
    look=look,
    collect=collect,
    accuracy=accuracy,
    tags=(*STAGES, "input_checksum", "decision", "reason"),
    lineage={
        "import": "dataset_import_arn",
        "train": "predictor_arn",
        "forecast": "forecast_arn",
        "export": "export_arn",
        "input_checksum": "input_checksum",
        "mlflow_run_id": "mlflow_run_id",
    },
)
