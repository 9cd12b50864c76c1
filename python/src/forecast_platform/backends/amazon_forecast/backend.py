"""What the other parts call: a step of a run, its end before its time, and the clean-up."""

from dataclasses import dataclass
from typing import ClassVar

import pandas as pd

from forecast_platform.backends.amazon_forecast.chain import CHAIN, NAME, STAGES
from forecast_platform.backends.amazon_forecast.cleanup import clean_up
from forecast_platform.backends.amazon_forecast.dataset import ready_group
from forecast_platform.backends.amazon_forecast.names import data_name
from forecast_platform.backends.amazon_forecast.run import Run
from forecast_platform.backends.amazon_forecast.service import ForecastService
from forecast_platform.backends.aws.backend import AwsBackend
from forecast_platform.backends.aws.chain import Chain
from forecast_platform.backends.aws.sessions import Sessions
from forecast_platform.backends.aws.settings import read_aws
from forecast_platform.backends.step import Step


@dataclass(frozen=True)
class AmazonForecast(AwsBackend[Run]):
    """The backend; see `AwsBackend`."""

    chain: ClassVar[Chain[Run]] = CHAIN

    def run_of(self, step: Step) -> Run:
        """Return a step's run."""
        return Run.of(step, self.settings)

    def service_of(self, sessions: Sessions, forecast: str) -> ForecastService:
        """Return the service for calls that are of no run."""
        return ForecastService(self.settings, sessions, forecast=forecast)

    def require(self, service: ForecastService, forecast: str) -> None:
        """Make the dataset group, as poller and submitter, where it is missing.

        A closed account shows at the first call that creates, and the group is free, and the first
        resource of the first run anyway.
        """
        ready_group(service, data_name(self.settings.prefix, forecast))

    def stop(self, run: Run, stage: str) -> None:
        """Stop what still works for a stage of the run."""
        found = run.service.describe(STAGES[stage].kind, run.state[stage])
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
