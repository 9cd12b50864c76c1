"""What every backend in AWS does the same way: a step of a run, its end before its time, the checks."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar, Generic

import pandas as pd

from forecast_platform.backends.access import Access, find_access
from forecast_platform.backends.aws.chain import Chain, RunT
from forecast_platform.backends.aws.exchange import Exchange
from forecast_platform.backends.aws.sessions import Sessions
from forecast_platform.backends.aws.settings import AwsSettings
from forecast_platform.backends.history import count_late, late_answer
from forecast_platform.backends.step import Step, StepAnswer
from forecast_platform.errors import ForecastError


@dataclass(frozen=True)
class AwsBackend(ABC, Generic[RunT]):
    """A backend in AWS.

    Attributes:
        settings: where it works, and as whom.
        store: MLflow's tracking URI; default as `default_store`.
        chain: its stages.

    """

    settings: AwsSettings
    store: str | None = None
    chain: ClassVar[Chain[Any]]

    @abstractmethod
    def run_of(self, step: Step) -> RunT:
        """Return a step's run."""

    @abstractmethod
    def require(self, service: Any, forecast: str) -> None:  # noqa: ANN401 - each backend's own
        """Make the calls by which a service shows that it lets a forecast's runs begin; they cost nothing."""

    @abstractmethod
    def service_of(self, sessions: Sessions, forecast: str) -> Any:  # noqa: ANN401 - each backend's own
        """Return the service for calls that are of no run."""

    @abstractmethod
    def stop(self, run: RunT, stage: str) -> None:
        """Stop what still works for a stage of the run."""

    @abstractmethod
    def cleanup(self, now: pd.Timestamp, retention: pd.Timedelta) -> int:
        """Delete what is older than the retention, and return how much that was."""

    def preflight(self, step: Step) -> StepAnswer | None:
        """Return why the run cannot begin: the account does not let it, or its input is awaited."""
        return self._preflight(self.run_of(step))

    def access(self, forecast: str) -> Access:
        """Return whether the account lets runs of a forecast begin, without one."""
        sessions = Sessions(self.settings, "preflight")
        service, exchange = self.service_of(sessions, forecast), Exchange(self.settings, sessions)
        return find_access(lambda: self._require(service, exchange, forecast))

    def advance(self, step: Step) -> StepAnswer:
        """Make every call that can be made now, and say how long the service needs."""
        run = self.run_of(step)
        return self._preflight(run) or self.chain.follow(run, self.store)

    def collect(self, step: Step) -> int:
        """Bring the results into the lake, and return the number of rows."""
        return self.chain.collect(self.run_of(step))

    def cancel(self, step: Step) -> None:
        """Stop what still works for the run; what is stopped is charged up to then."""
        run = self.run_of(step)
        for stage in self.chain.stages:
            if stage in run.state:
                self.stop(run, stage)

    def _preflight(self, run: RunT) -> StepAnswer | None:
        """Return why a run cannot begin; one that has begun, can."""
        first, *_ = self.chain.stages
        if run.step.stage != first or first in run.state:
            return None
        try:
            self._require(run.service, run.exchange, run.step.forecast.name)
            return late_answer(run.step, *count_late(run.step, run.history))
        except ForecastError as error:
            return StepAnswer.failed(run.step.stage, run.state, error)

    def _require(self, service: Any, exchange: Exchange, forecast: str) -> None:  # noqa: ANN401
        """Make the first calls of a run: the bucket as submitter, the service as `require` says."""
        exchange.check_region()
        self.require(service, forecast)
