"""What the other parts call: a step of a run, its end before its time, and the clean-up."""

from dataclasses import dataclass

import pandas as pd

from forecast_platform.backends.access import Access, find_access
from forecast_platform.backends.aws.exchange import Exchange
from forecast_platform.backends.aws.sessions import Sessions
from forecast_platform.backends.aws.settings import AwsSettings, read_aws
from forecast_platform.backends.history import count_late, late_answer
from forecast_platform.backends.sagemaker_automl.chain import STAGES, collect, follow
from forecast_platform.backends.sagemaker_automl.cleanup import clean_up
from forecast_platform.backends.sagemaker_automl.names import LONGEST
from forecast_platform.backends.sagemaker_automl.run import Run
from forecast_platform.backends.sagemaker_automl.service import JOB, SageMaker
from forecast_platform.backends.step import Step, StepAnswer
from forecast_platform.errors import ForecastError

NAME = "sagemaker-automl"


@dataclass(frozen=True)
class SageMakerAutoML:
    """The backend.

    Attributes:
        settings: where it works, and as whom.
        store: MLflow's tracking URI; default as `default_store`.

    """

    settings: AwsSettings
    store: str | None = None

    def preflight(self, step: Step) -> StepAnswer | None:
        """Return why the run cannot begin: the bucket, the service, or its input that is awaited."""
        return _preflight(Run.of(step, self.settings))

    def access(self, forecast: str) -> Access:
        """Return whether the account lets runs of a forecast begin, without one; nothing is made."""
        sessions = Sessions(self.settings, "preflight")
        service, exchange = SageMaker(sessions, []), Exchange(self.settings, sessions)
        return find_access(
            lambda: _require(service, exchange, f"{self.settings.prefix}-{forecast}"[:LONGEST])
        )

    def advance(self, step: Step) -> StepAnswer:
        """Make every call that can be made now; the service estimates nothing, so the run log does."""
        run = Run.of(step, self.settings)
        return _preflight(run) or follow(run, self.store)

    def collect(self, step: Step) -> int:
        """Bring the results into the lake, and return the number of rows."""
        return collect(Run.of(step, self.settings))

    def cancel(self, step: Step) -> None:
        """Stop what still works for the run; what is stopped is charged up to then."""
        run = Run.of(step, self.settings)
        for stage, work in STAGES.items():
            name = run.state.get(stage)
            found = run.service.describe(work.kind, name) if name is not None else None
            if found is not None and run.is_own(found.name) and found.text(work.status) == "InProgress":
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


def _preflight(run: Run) -> StepAnswer | None:
    """Return why a run cannot begin; one that has begun, can."""
    if run.step.stage != "stage-data":
        return None
    try:
        _require(run.service, run.exchange, run.names.numbered())
        return late_answer(run.step, *count_late(run.step, run.history))
    except ForecastError as error:
        return StepAnswer.failed(run.step.stage, run.state, error)


def _require(service: SageMaker, exchange: Exchange, job: str) -> None:
    """Make calls that cost nothing: the bucket as submitter, any job as poller."""
    exchange.check_region()
    service.describe(JOB, job)
