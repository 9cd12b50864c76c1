"""The chain of a run: the stages in which a service works, then its results.

What is there is described, what is not is made, and where the service works the step ends: no call waits.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from forecast_platform.backends.aws.run import AwsRun
from forecast_platform.backends.aws.tracking import track
from forecast_platform.backends.step import StepAnswer
from forecast_platform.contract import STAGES
from forecast_platform.errors import ForecastError
from forecast_platform.logs import log

RunT = TypeVar("RunT", bound=AwsRun[Any, Any])

_COLLECT = "collect"


@dataclass(frozen=True)
class Progress:
    """How far the service has come with a stage.

    Attributes:
        done: whether the next stage can begin.
        status: the service's word.
        wait_seconds: its estimate of what remains; none where it gives none.
        stage_seconds: how long it took; none while it works, or where it worked for another run.

    """

    done: bool
    status: str = ""
    wait_seconds: int | None = None
    stage_seconds: int | None = None


@dataclass(frozen=True)
class Chain(Generic[RunT]):
    """The stages of a backend; their order is the contract's.

    Attributes:
        backend: its name in the contract.
        look: returns how far a stage is, begun where it is missing.
        collect: brings the results into the lake, and returns the number of rows.
        accuracy: asks the service for its own.
        tags: keys of the state that a run in MLflow is traced by.
        lineage: fields of an answer by the keys of the state.

    """

    backend: str
    look: Callable[[RunT, str], Progress]
    collect: Callable[[RunT], int]
    accuracy: Callable[[RunT], Mapping[str, float]]
    tags: tuple[str, ...]
    lineage: Mapping[str, str]

    @property
    def stages(self) -> tuple[str, ...]:
        """The stages in which the service works."""
        order = STAGES[self.backend]
        return order[: order.index(_COLLECT)]

    def follow(self, run: RunT, store: str | None) -> StepAnswer:
        """Go as far along the chain as the service has come, and say where that is.

        Args:
            run: whose.
            store: MLflow's tracking URI; default as `default_store`.

        """
        begun_in = stage = run.step.stage
        seconds: int | None = None
        try:
            for stage in self._stages_from(begun_in):
                progress = self.look(run, stage)
                if not progress.done:
                    wait = progress.wait_seconds
                    log("waiting", stage=stage, status=progress.status, seconds=wait)
                    return self._answer(
                        run, StepAnswer(stage, "waiting", {}, wait_seconds=wait, stage_seconds=seconds)
                    )
                if stage == begun_in:
                    seconds = progress.stage_seconds
            stage = _COLLECT
            rows = self.collect(run)
            tags = {key: run.state[key] for key in self.tags if key in run.state}
            run.state["mlflow_run_id"] = track(run.step, store, tags, lambda: self.accuracy(run))
            log("collected", rows=rows)
        except ForecastError as error:
            log("failed", code=error.code, stage=stage)
            return self._answer(run, StepAnswer.failed(stage, {}, error))
        return self._answer(run, StepAnswer(stage, "succeeded", {}, stage_seconds=seconds))

    def _stages_from(self, stage: str) -> tuple[str, ...]:
        return () if stage == _COLLECT else self.stages[self.stages.index(stage) :]

    def _answer(self, run: RunT, answer: StepAnswer) -> StepAnswer:
        """Return an answer with the run's state and what it is traced by."""
        state = {**run.state, "stage": answer.stage}
        lineage = {field: state[key] for key, field in self.lineage.items() if key in state}
        return answer.with_state(state, lineage)
