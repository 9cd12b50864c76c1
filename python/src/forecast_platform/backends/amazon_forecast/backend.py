"""What the other parts call: a step of a run, its end before its time, and the clean-up."""

from dataclasses import dataclass

import pandas as pd

from forecast_platform.backends.access import Access, find_access
from forecast_platform.backends.amazon_forecast.chain import STAGES, follow
from forecast_platform.backends.amazon_forecast.cleanup import clean_up
from forecast_platform.backends.amazon_forecast.collect import collect
from forecast_platform.backends.amazon_forecast.dataset import ready_group
from forecast_platform.backends.amazon_forecast.names import data_name
from forecast_platform.backends.amazon_forecast.run import Run
from forecast_platform.backends.amazon_forecast.service import ForecastService
from forecast_platform.backends.aws.exchange import Exchange
from forecast_platform.backends.aws.sessions import Sessions
from forecast_platform.backends.aws.settings import AwsSettings, read_aws
from forecast_platform.backends.history import count_late, late_answer
from forecast_platform.backends.step import Step, StepAnswer
from forecast_platform.errors import ForecastError

NAME = "amazon-forecast"


@dataclass(frozen=True)
class AmazonForecast:
    """The backend.

    Attributes:
        settings: where it works, and as whom.
        store: MLflow's tracking URI; default as `default_store`.

    """

    settings: AwsSettings
    store: str | None = None

    def preflight(self, step: Step) -> StepAnswer | None:
        """Return why the run cannot begin: the account does not let it, or its input is awaited."""
        return _preflight(Run.of(step, self.settings))

    def access(self, forecast: str) -> Access:
        """Return whether the account lets runs of a forecast begin, without one.

        A closed account shows at the first call that creates, so the forecast's dataset group is made
        where it is missing: it is free, and the first resource of the first run anyway.

        Args:
            forecast: its name.

        """
        sessions = Sessions(self.settings, "preflight")
        service = ForecastService(self.settings, sessions, forecast=forecast)
        exchange = Exchange(self.settings, sessions)
        return find_access(lambda: _require(service, exchange, data_name(self.settings.prefix, forecast)))

    def advance(self, step: Step) -> StepAnswer:
        """Make every call that can be made now, and say how long the service needs."""
        run = Run.of(step, self.settings)
        return _preflight(run) or follow(run, self.store)

    def collect(self, step: Step) -> int:
        """Bring the results into the lake, and return the number of rows."""
        return collect(Run.of(step, self.settings))

    def cancel(self, step: Step) -> None:
        """Stop what still works for the run; what is stopped is charged up to then."""
        run = Run.of(step, self.settings)
        for stage, work in STAGES.items():
            arn = run.state.get(stage)
            found = run.service.describe(work.kind, arn) if arn is not None else None
            if found is not None and found.progress == "working" and run.is_own(found):
                run.service.call("cleaner", "StopResource", found.arn, ResourceArn=found.arn)

    def cleanup(self, now: pd.Timestamp, retention: pd.Timedelta) -> int:
        """Delete what is older than the retention, and return how much that was."""
        service = ForecastService(self.settings, Sessions(self.settings, "clean-up"))
        return clean_up(service, self.settings, now - retention)


def create(settings: str, store: str | None) -> AmazonForecast:
    """Return the backend.

    Raises:
        ForecastError: AWS_SETTINGS_MISSING.

    """
    return AmazonForecast(read_aws(settings, NAME), store)


def _preflight(run: Run) -> StepAnswer | None:
    """Return why a run cannot begin; one that has begun, can."""
    if run.step.stage != "import" or "import" in run.state:
        return None
    try:
        _require(run.service, run.exchange, run.names.data)
        return late_answer(run.step, *count_late(run.step, run.history))
    except ForecastError as error:
        return StepAnswer.failed(run.step.stage, run.state, error)


def _require(service: ForecastService, exchange: Exchange, group: str) -> None:
    """Make the first calls of a run: the bucket as submitter, the dataset group as poller and submitter."""
    exchange.check_region()
    ready_group(service, group)
