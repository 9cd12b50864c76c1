"""What the other parts call: a step of a run, its end before its time, and the clean-up."""

from dataclasses import dataclass
from typing import ClassVar

import pandas as pd

from forecast_platform.backends.aws.backend import AwsBackend
from forecast_platform.backends.aws.chain import Chain
from forecast_platform.backends.aws.sessions import Sessions
from forecast_platform.backends.aws.settings import read_aws
from forecast_platform.backends.sagemaker_automl.chain import CHAIN, NAME, STAGES
from forecast_platform.backends.sagemaker_automl.cleanup import clean_up
from forecast_platform.backends.sagemaker_automl.names import LONGEST
from forecast_platform.backends.sagemaker_automl.run import Run
from forecast_platform.backends.sagemaker_automl.service import JOB, SageMaker
from forecast_platform.backends.step import Step


@dataclass(frozen=True)
class SageMakerAutoML(AwsBackend[Run]):
    """The backend; see `AwsBackend`."""

    chain: ClassVar[Chain[Run]] = CHAIN

    def run_of(self, step: Step) -> Run:
        """Return a step's run."""
        return Run.of(step, self.settings)

    def service_of(self, sessions: Sessions, forecast: str) -> SageMaker:  # noqa: ARG002 - jobs alone have tags
        """Return the service for calls that are of no run."""
        return SageMaker(sessions, [])

    def require(self, service: SageMaker, forecast: str) -> None:
        """Ask for any job, as poller; nothing is made."""
        service.describe(JOB, f"{self.settings.prefix}-{forecast}"[:LONGEST])

    def stop(self, run: Run, stage: str) -> None:
        """Stop what still works for a stage of the run; the history needs no end."""
        work = STAGES.get(stage)
        found = run.service.describe(work.kind, run.state[stage]) if work is not None else None
        if work is None or found is None or not run.is_own(found.name):
            return
        if found.text(work.status) == "InProgress":
            action, field = f"Stop{work.kind.noun}", f"{work.kind.noun}Name"
            run.service.call("cleaner", action, found.name, **{field: found.name})

    def cleanup(self, now: pd.Timestamp, retention: pd.Timedelta) -> int:
        """Delete models that are older than the retention, and return how many; jobs cannot be deleted."""
        service = SageMaker(Sessions(self.settings, "clean-up"), self.settings.tag_list())
        return clean_up(service, self.settings.prefix, now - retention)


def create(settings: str, store: str | None) -> SageMakerAutoML:
    """Return the backend.

    Raises:
        ForecastError: AWS_SETTINGS_MISSING.

    """
    return SageMakerAutoML(read_aws(settings, NAME), store)
