"""One step of a run: what a job is told, and what it answers."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from forecast_platform.contract import (
    JOB_PARAMETER_FIELDS,
    LONGEST_STATE,
    STAGES,
    AnswerStatus,
    Retry,
)
from forecast_platform.data import Frequency
from forecast_platform.errors import ForecastError
from forecast_platform.forest.settings import ForestSettings
from forecast_platform.json_text import to_json


@dataclass(frozen=True)
class ForecastSettings:
    """What the deployment says of a forecast.

    Attributes:
        name: of the forecast.
        model: its name in the registry.
        lake: folder of the lake; its containers are folders in it.
        input: folder of the input, in the lake.
        horizon: steps to forecast.
        quantiles: 0.01 to 0.99, rising.
        country: ISO 3166 code whose holidays count as Sundays; default none.

    """

    name: str
    model: str
    lake: Path
    input: str
    horizon: int
    quantiles: tuple[float, ...] = ForestSettings.quantiles
    country: str | None = None
    allow_negative: bool = False
    time_zone: str | None = None


@dataclass(frozen=True)
class Step:
    """What a job is told; the fields of the run log's document.

    Attributes:
        run_id: of the run.
        step_id: of the step, which names its answer.
        now: UTC; nothing else is read of a clock.
        backend: whose step it is.
        stage: the stage that the run is in.
        period: the first step that is forecast, local time.
        scheduled_at: UTC.
        frequency: of the forecast.
        retrain_after: age from which a model is renewed.
        approval: `none` or `required`.
        attempt: failures in a row.
        state: what the backend answered last, its own.
        forecast: what the deployment says of the forecast.

    """

    run_id: str
    step_id: str
    now: pd.Timestamp
    backend: str
    stage: str
    period: pd.Timestamp
    scheduled_at: pd.Timestamp
    frequency: Frequency
    retrain_after: pd.Timedelta
    approval: str
    attempt: int
    state: Mapping[str, str]
    forecast: ForecastSettings

    @property
    def answer_path(self) -> Path:
        """Where the pipeline looks the answer up."""
        return self.forecast.lake / "forecasts" / "_steps" / f"{self.step_id}.json"

    @property
    def results_folder(self) -> Path:
        """From where the pipeline loads the results."""
        return self.forecast.lake / "forecasts" / "_runs" / self.run_id


@dataclass(frozen=True)
class StepAnswer:
    """What a job answers.

    Attributes:
        stage: the stage that the run is in now.
        status: come back later, come back at once, the results lie in the lake, it failed.
        state: the backend's own, for its next step.
        wait_seconds: the estimate after which to come back; none where there is none.
        stage_seconds: how long the stage that was left took a service; default: the run log counts itself.
        retry: whether another try helps; for a failure, and for waiting on somebody else.
        error_code: of a failure, or of what is waited for.
        error_message: for a person.
        lineage: any of the contract's lineage fields, such as `model_version`.

    """

    stage: str
    status: AnswerStatus
    state: Mapping[str, str]
    wait_seconds: int | None = None
    retry: Retry | None = None
    error_code: str | None = None
    error_message: str | None = None
    lineage: Mapping[str, str] | None = None
    stage_seconds: int | None = None

    @classmethod
    def failed(cls, stage: str, state: Mapping[str, str], error: ForecastError) -> "StepAnswer":
        """Return that a stage failed, and whether another try helps."""
        return cls(
            stage=stage,
            status="failed",
            state=state,
            retry=error.retry,
            error_code=error.code,
            error_message=f"{error.message}; {error.repair}"[:2000],
        )

    def with_state(self, state: Mapping[str, str], lineage: Mapping[str, str]) -> "StepAnswer":
        """Return the same answer with another state and lineage."""
        return replace(self, state=state, lineage=lineage)

    def to_json(self) -> dict[str, object]:
        """Return the flat document that the run log records; what is not known is left out."""
        text = to_json(self.state)
        if len(text) > LONGEST_STATE:
            raise ValueError(f"the state has {len(text)} characters, the run log keeps {LONGEST_STATE}")
        fields = {
            "stage": self.stage,
            "status": self.status,
            "state": text,
            "wait_seconds": self.wait_seconds,
            "stage_seconds": self.stage_seconds,
            "retry": self.retry,
            "error_code": self.error_code,
            "error_message": self.error_message,
            **(self.lineage or {}),
        }
        return {name: value for name, value in fields.items() if value is not None}


def read_step(parameters: str, settings: str) -> Step:
    """Read what a job is given.

    Args:
        parameters: the run log's document, JSON text with the fields of `JOB_PARAMETER_FIELDS`.
        settings: the deployment's, JSON text: `{lake, modelSchema, forecasts: [{name, input, horizon,
            quantiles, country, allowNegative, timeZone}]}`.

    Raises:
        ForecastError: STEP_UNREADABLE, STEP_FIELD_MISSING, STEP_STAGE_UNKNOWN, FORECAST_UNKNOWN.

    """
    given = _object(parameters, "parameters")
    missing = [field for field in JOB_PARAMETER_FIELDS if field not in given]
    if missing:
        raise ForecastError(
            "STEP_FIELD_MISSING",
            f"parameters lack {', '.join(missing)}",
            "give the whole document that the run log's decision holds",
        )
    backend, stage = str(given["backend"]), str(given["stage"])
    if stage not in STAGES.get(backend, ()):
        raise ForecastError(
            "STEP_STAGE_UNKNOWN",
            f"backend {backend[:40]!r} has no stage {stage[:40]!r}",
            f"its stages are {', '.join(STAGES.get(backend, ())) or 'none: the backend is unknown'}",
        )
    return Step(
        run_id=str(given["run_id"]),
        step_id=str(given["step_id"]),
        now=pd.Timestamp(str(given["now"])),
        backend=backend,
        stage=stage,
        period=pd.Timestamp(str(given["period"])),
        scheduled_at=pd.Timestamp(str(given["scheduled_at"])),
        frequency=given["frequency"],
        retrain_after=pd.Timedelta(minutes=int(str(given["retrain_after_minutes"]))),
        approval=str(given["approval"]),
        attempt=int(str(given["attempt"])),
        state={key: str(value) for key, value in _object(str(given["state"]) or "{}", "state").items()},
        forecast=read_forecast(settings, str(given["forecast"])),
    )


def known_state(step: Step) -> dict[str, str]:
    """Return a step's state, without what a person wants to be done again.

    Whoever restarts a run from an earlier stage than it had come to (`stage` in the state) means that one
    and those that follow, each of which has its key.
    """
    stages = STAGES[step.backend]
    state = dict(step.state)
    now = stages.index(step.stage)
    if now < stages.index(state.get("stage", step.stage)):
        for stage in stages[now:]:
            state.pop(stage, None)
    return state


def read_forecast(settings: str, name: str) -> ForecastSettings:
    """Return what the deployment says of a forecast.

    Raises:
        ForecastError: STEP_UNREADABLE, FORECAST_UNKNOWN.

    """
    given = _object(settings, "settings")
    found = _forecast(given, name)
    schema = given.get("modelSchema")
    return ForecastSettings(
        name=name,
        model=f"{schema}.{name.replace('-', '_')}" if schema else name,
        lake=Path(str(given["lake"])),
        input=str(found["input"]),
        horizon=int(found["horizon"]),
        quantiles=tuple(float(level) for level in found.get("quantiles", ForestSettings.quantiles)),
        country=found.get("country"),
        allow_negative=bool(found.get("allowNegative", False)),
        time_zone=found.get("timeZone"),
    )


def backend_name(settings: str, forecast: str) -> str:
    """Return the backend of a forecast; the settings of every job say it.

    Raises:
        ForecastError: STEP_UNREADABLE, FORECAST_UNKNOWN.

    """
    return str(_forecast(_object(settings, "settings"), forecast).get("backend"))


def _forecast(settings: dict, name: str) -> dict:  # type: ignore[type-arg] # JSON
    forecasts = {str(each["name"]): each for each in settings.get("forecasts", [])}
    if name not in forecasts:
        raise ForecastError(
            "FORECAST_UNKNOWN",
            f"the settings have no forecast {name[:40]!r}",
            f"they have {', '.join(sorted(forecasts)) or 'none'}; deploy the stack again",
        )
    found: dict = forecasts[name]  # type: ignore[type-arg] # JSON
    return found


def _object(text: str, what: str) -> dict:  # type: ignore[type-arg] # JSON
    try:
        value = json.loads(text)
    except ValueError as error:
        raise ForecastError(
            "STEP_UNREADABLE", f"{what} are no JSON: {text[:80]!r}", "give one JSON document"
        ) from error
    if not isinstance(value, dict):
        raise ForecastError(
            "STEP_UNREADABLE", f"{what} are no object: {text[:80]!r}", "give {name: value, ...}"
        )
    return value
