"""The backend `random-forest`: trains on the node itself, so nothing ever has to be waited for.

    train ─► validate ─► predict

One job takes all three, since a second job would only cost a second cluster. A job that was cut
short is begun again from the recorded stage, and finds what it has registered by the run's id.
"""

from dataclasses import dataclass

import pandas as pd

from forecast_platform.backends.history import late_answer, read_history
from forecast_platform.backends.step import Step, StepAnswer
from forecast_platform.data import checksum, write_table
from forecast_platform.forest import ForestSettings, predict
from forecast_platform.logs import log
from forecast_platform.models.decision import Occasion
from forecast_platform.models.promotion import promote
from forecast_platform.models.registry import Registry, Version
from forecast_platform.models.train import train_version
from forecast_platform.models.validate import validate_version


@dataclass(frozen=True)
class RandomForest:
    """The backend; `store` is MLflow's tracking URI, default as `default_store`."""

    store: str | None = None

    def preflight(self, step: Step) -> StepAnswer | None:
        """Return that the input is awaited, where it does not reach the period yet."""
        return late_answer(step, read_history(step))

    def advance(self, step: Step) -> StepAnswer:
        """Train, validate and predict, as far as the stage has not come yet."""
        history = read_history(step)
        late = late_answer(step, history)
        if late is not None:
            return late
        registry = Registry(step.forecast.model, self.store)
        version = _train(registry, step, history) if step.stage == "train" else _candidate(registry, step)
        if step.stage != "predict":
            _validate(registry, step, version, history)
        champion = registry.holder("champion")
        state = {"candidate": version.number} if version is not None else {}
        if champion is None:
            return _without_champion(step, state)
        rows = self._predict(registry, step, champion, history)
        log("predicted", version=champion.number, rows=rows)
        return StepAnswer(
            stage="predict",
            status="succeeded",
            state=state,
            lineage={
                "mlflow_run_id": champion.run_id,
                "model_version": champion.number,
                "input_checksum": checksum(history),
            },
        )

    def collect(self, step: Step) -> int:
        """Return the number of result rows: they are in the lake already."""
        return sum(len(pd.read_parquet(file)) for file in step.results_folder.glob("*.parquet"))

    def cancel(self, step: Step) -> None:
        """Do nothing: nothing works for a run but its job."""

    def cleanup(self, now: pd.Timestamp, retention: pd.Timedelta) -> int:  # noqa: ARG002
        """Delete nothing: versions are the history of what was forecast with."""
        return 0

    def _predict(self, registry: Registry, step: Step, champion: Version, history: pd.DataFrame) -> int:
        model = registry.load(champion)
        known = history[history["item_id"].isin(model.items)]
        forecast = predict(model, known, step.period)
        forecast.insert(0, "run_id", step.run_id)
        write_table(forecast, step.results_folder / "part-0.parquet")
        return len(forecast)


def create(settings: str, store: str | None) -> RandomForest:  # noqa: ARG001 - as all backends are made
    """Return the backend."""
    return RandomForest(store)


def _train(registry: Registry, step: Step, history: pd.DataFrame) -> Version | None:
    """Return the version to validate; none where the champion is used as it is."""
    found = registry.of_run(step.run_id)
    if found is not None:
        return found
    forecast = step.forecast
    settings = ForestSettings(step.frequency, forecast.horizon, forecast.quantiles, forecast.country)
    occasion = Occasion(step.period, step.scheduled_at, step.retrain_after)
    tags = {"forecast": forecast.name, "run_id": step.run_id}
    trained = train_version(registry, history, settings, occasion, tags)
    candidate = trained.candidate
    log("trained", decision=candidate.decision, reason=candidate.reason, version=trained.version.number)
    return None if candidate.decision == "reuse" else trained.version


def _candidate(registry: Registry, step: Step) -> Version | None:
    number = step.state.get("candidate")
    return registry.of_run(step.run_id) if number is None else registry.version(number)


def _validate(registry: Registry, step: Step, version: Version | None, history: pd.DataFrame) -> None:
    """Validate a candidate; who passes is the challenger, and champion where nobody has to approve."""
    if version is None:
        return
    found = validate_version(registry, version, history, step.period)
    if found.passed and step.approval == "none":
        promote(registry, registry.version(version.number), None, required=False)


def _without_champion(step: Step, state: dict[str, str]) -> StepAnswer:
    """Return what a run does that has nothing to forecast with."""
    if step.approval == "required":
        # The run log stops there until somebody approves, and says so.
        return StepAnswer(stage="predict", status="advance", state=state)
    return StepAnswer(
        stage=step.stage,
        status="failed",
        state=state,
        retry="never",
        error_code="MODEL_NO_CHAMPION",
        error_message="the first model did not pass its validation, so there is none to forecast with; "
        "its MLflow run has the checks",
    )
