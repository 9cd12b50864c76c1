"""A run on Amazon Forecast: what its stages work with."""

from collections.abc import MutableMapping
from dataclasses import dataclass

import pandas as pd

from forecast_platform.backends.amazon_forecast.names import Names
from forecast_platform.backends.amazon_forecast.service import ForecastService, Resource
from forecast_platform.backends.aws.exchange import Exchange
from forecast_platform.backends.aws.sessions import Sessions
from forecast_platform.backends.aws.settings import AwsSettings
from forecast_platform.backends.history import read_history
from forecast_platform.backends.step import Step, known_state


@dataclass
class Run:
    """A run, as one step sees it.

    Attributes:
        step: what the job was told.
        settings: what the deployment says.
        service: Amazon Forecast.
        exchange: the bucket.
        names: of the run's resources.
        state: what the steps before left behind: the ARN that each stage is about, `stage`, the
            `input_checksum`, and the `decision` about the predictor with its `reason`.

    """

    step: Step
    settings: AwsSettings
    service: ForecastService
    exchange: Exchange
    names: Names
    state: MutableMapping[str, str]
    _history: pd.DataFrame | None = None

    @classmethod
    def of(cls, step: Step, settings: AwsSettings) -> "Run":
        """Return a step's run."""
        sessions = Sessions(settings, step.run_id)
        tags = {
            "forecast": step.forecast.name,
            "run_id": step.run_id,
            "scheduled_at": step.scheduled_at.isoformat(),
        }
        return cls(
            step,
            settings,
            ForecastService(settings, sessions, **tags),
            Exchange(settings, sessions),
            Names.of(settings.prefix, step),
            known_state(step),
        )

    @property
    def history(self) -> pd.DataFrame:
        """The checked history before the period, read once."""
        if self._history is None:
            self._history = read_history(self.step)
        return self._history

    @property
    def group_arn(self) -> str:
        """The forecast's dataset group."""
        return self.service.arn(f"dataset-group/{self.names.data}")

    @property
    def dataset_arn(self) -> str:
        """The forecast's dataset."""
        return self.service.arn(f"dataset/{self.names.data}")

    def is_own(self, resource: Resource) -> bool:
        """Return whether a resource was made by this run; a predictor may be another one's."""
        return self.names.number_of(resource.name) is not None
