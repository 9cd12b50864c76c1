"""The backend `random-forest`: trains on the node itself, so nothing ever has to be waited for.

    train ─► validate ─► predict

One job takes all three, since a second job would only cost a second cluster. A job that was cut
short is begun again from the recorded stage, and finds what it has registered by the run's id.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pandas as pd
import pyarrow.parquet as pq

from forecast_platform.backends.access import Access
from forecast_platform.backends.history import late_answer
from forecast_platform.backends.step import Step, StepAnswer
from forecast_platform.data import Contract
from forecast_platform.forest import ForestSettings
from forecast_platform.groups import EngineName, GroupedHistory, Rows, Source, opened
from forecast_platform.logs import log
from forecast_platform.models.decision import Occasion
from forecast_platform.models.predict import predict_groups
from forecast_platform.models.promotion import promote
from forecast_platform.models.registry import Registry, Version
from forecast_platform.models.train import train_version
from forecast_platform.models.validate import validate_version


@dataclass(frozen=True)
class RandomForest:
    """The backend.

    Attributes:
        store: MLflow's tracking URI; default as `default_store`.
        engine: that works on the groups of items; default by the size of the input.

    """

    store: str | None = None
    engine: EngineName = "auto"

    def preflight(self, step: Step) -> StepAnswer | None:
        """Return that the input is awaited, where it does not reach the period yet."""
        with self._history(step, None) as history:
            return late_answer(step, history.late, history.items)

    def access(self, forecast: str) -> Access:  # noqa: ARG002
        """Return that nothing is needed but the job's own compute."""
        return Access("authorised")

    def advance(self, step: Step) -> StepAnswer:
        """Train, validate and predict, as far as the stage has not come yet."""
        registry = Registry(step.forecast.model, self.store)
        with self._history(step, registry.champion_groups()) as history:
            late = late_answer(step, history.late, history.items)
            return late if late is not None else _advance(registry, step, history)

    def collect(self, step: Step) -> int:
        """Return the number of result rows: they are in the lake already."""
        return sum(pq.read_metadata(file).num_rows for file in step.results_folder.glob("*.parquet"))

    def cancel(self, step: Step) -> None:
        """Do nothing: nothing works for a run but its job."""

    def cleanup(self, now: pd.Timestamp, retention: pd.Timedelta) -> int:  # noqa: ARG002
        """Delete nothing: versions are the history of what was forecast with."""
        return 0

    @contextmanager
    def _history(self, step: Step, groups: int | None) -> Iterator[GroupedHistory]:
        forecast = step.forecast
        contract = Contract(
            step.frequency, allow_negative=forecast.allow_negative, time_zone=forecast.time_zone
        )
        quarantine = forecast.lake / "forecasts" / "_quarantine" / step.run_id
        rows = Rows(forecast.lake / forecast.input)
        with opened(Source(rows, contract, step.period, quarantine, groups), self.engine) as history:
            if history.tally.quarantined:
                log("quarantined", rows=history.tally.quarantined)
            yield history


def create(settings: str, store: str | None) -> RandomForest:  # noqa: ARG001 - as all backends are made
    """Return the backend."""
    return RandomForest(store)


def _advance(registry: Registry, step: Step, history: GroupedHistory) -> StepAnswer:
    version = _train(registry, step, history) if step.stage == "train" else _candidate(registry, step)
    if step.stage != "predict":
        _validate(registry, step, version, history)
    champion = registry.holder("champion")
    state = {"candidate": version.number} if version is not None else {}
    if champion is None:
        return _without_champion(step, state)
    rows, items = predict_groups(
        registry.files(champion), history, step.period, step.run_id, step.results_folder
    )
    log("predicted", version=champion.number, rows=rows, items=items)
    return StepAnswer(
        stage="predict",
        status="succeeded",
        state=state,
        lineage={
            "mlflow_run_id": champion.run_id,
            "model_version": champion.number,
            "input_checksum": history.checksum,
        },
    )


def _train(registry: Registry, step: Step, history: GroupedHistory) -> Version | None:
    """Return the version to validate; none where the champion is used as it is."""
    found = _registered(registry, step)
    if found is not None:
        return found
    forecast = step.forecast
    settings = ForestSettings(step.frequency, forecast.horizon, forecast.quantiles, forecast.country)
    occasion = Occasion(step.period, step.scheduled_at, step.retrain_after)
    tags = {"forecast": forecast.name, "run_id": step.run_id}
    trained = train_version(registry, history, settings, occasion, tags)
    log("trained", decision=trained.decision, reason=trained.reason, version=trained.version.number)
    return None if trained.decision == "reuse" else trained.version


def _candidate(registry: Registry, step: Step) -> Version | None:
    number = step.state.get("candidate")
    return _registered(registry, step) if number is None else registry.version(number)


def _registered(registry: Registry, step: Step) -> Version | None:
    return registry.of_run(registry.experiment(step.forecast.name), step.run_id)


def _validate(registry: Registry, step: Step, version: Version | None, history: GroupedHistory) -> None:
    """Validate a candidate; who passes is the challenger, and champion where nobody has to approve."""
    if version is None:
        return
    found = validate_version(registry, version, history, step.period)
    if found.passed and step.approval == "none":
        promote(registry, registry.version(version.number), None, required=False)


def _without_champion(step: Step, state: dict[str, str]) -> StepAnswer:
    """Return what a run does that has nothing to forecast with."""
    if step.approval == "required" and step.stage != "predict":
        # The run log stops there until somebody approves, and says so.
        return StepAnswer(stage="predict", status="advance", state=state)
    if step.approval == "required":
        # The promotion is another job, which may still run, or has failed.
        return StepAnswer(
            stage="predict",
            status="failed",
            state=state,
            retry="soon",
            error_code="MODEL_NOT_PROMOTED",
            error_message="a model is approved and none is champion; the run tries again; if approve-model "
            "has failed, run it again with the number of a version that is there",
        )
    return StepAnswer(
        stage=step.stage,
        status="failed",
        state=state,
        retry="never",
        error_code="MODEL_NO_CHAMPION",
        error_message="the first model did not pass its validation, so there is none to forecast with; "
        "its MLflow run has the checks",
    )
