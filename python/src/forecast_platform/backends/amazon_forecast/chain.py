"""The chain of a run: import, train, forecast, export, collect.

Each stage is about one resource, whose ARN the state keeps. What is there is described, what is not is
made, and where the service works the step ends: no call waits.
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
from forecast_platform.backends.aws.tracking import track
from forecast_platform.backends.step import StepAnswer
from forecast_platform.errors import ForecastError
from forecast_platform.logs import log

MOST_TRIES = 2
"""Resources of a stage that may fail before a person has to look: one more may mend a fault of the
service, and a fault of the data stays what it is."""

_LEAST_WAIT_SECONDS = 60
_LONGEST_WAIT_SECONDS = 86_400


@dataclass(frozen=True)
class _Stage:
    kind: Kind
    start: Callable[[Run], Resource]
    following: str


STAGES = {
    "import": _Stage(IMPORT, start_import, "train"),
    "train": _Stage(PREDICTOR, start_training, "forecast"),
    "forecast": _Stage(FORECAST, start_forecast, "export"),
    "export": _Stage(EXPORT, start_export, "collect"),
}
"""The stages in which the service works."""

_LINEAGE = {
    "import": "dataset_import_arn",
    "train": "predictor_arn",
    "forecast": "forecast_arn",
    "export": "export_arn",
    "input_checksum": "input_checksum",
    "mlflow_run_id": "mlflow_run_id",
}
"""The fields of an answer, by the keys of the state."""

_TAGS = (*STAGES, "input_checksum", "decision", "reason")
"""What a run in MLflow is traced by."""


def follow(run: Run, store: str | None) -> StepAnswer:
    """Go as far along the chain as the service has come, and say where that is.

    Args:
        run: whose.
        store: MLflow's tracking URI; default as `default_store`.

    """
    stage = run.step.stage
    seconds: int | None = None
    try:
        while stage in STAGES:
            resource = _resource(run, stage)
            if resource.progress == "working":
                wait = _wait_seconds(resource)
                log("waiting", stage=stage, status=resource.status, seconds=wait)
                return _answer(
                    run, StepAnswer(stage, "waiting", {}, wait_seconds=wait, stage_seconds=seconds)
                )
            if stage == run.step.stage and run.is_own(resource):
                seconds = resource.seconds
            stage = STAGES[stage].following
        rows = collect(run)
        tags = {key: run.state[key] for key in _TAGS if key in run.state}
        run.state["mlflow_run_id"] = track(run.step, store, tags, lambda: accuracy(run))
        log("collected", rows=rows)
    except ForecastError as error:
        log("failed", code=error.code, stage=stage)
        return _answer(run, StepAnswer.failed(stage, {}, error))
    return _answer(run, StepAnswer(stage, "succeeded", {}, stage_seconds=seconds))


def _resource(run: Run, stage: str) -> Resource:
    """Return what a stage is about, begun where it is missing.

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
    return resource


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


def _answer(run: Run, answer: StepAnswer) -> StepAnswer:
    """Return an answer with the run's state and what it is traced by."""
    state = {**run.state, "stage": answer.stage}
    lineage = {field: state[key] for key, field in _LINEAGE.items() if key in state}
    return answer.with_state(state, lineage)
