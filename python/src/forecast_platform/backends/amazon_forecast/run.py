"""A run on Amazon Forecast: what its stages work with."""

from forecast_platform.backends.amazon_forecast.names import Names
from forecast_platform.backends.amazon_forecast.service import ForecastService, Resource
from forecast_platform.backends.aws.exchange import Exchange
from forecast_platform.backends.aws.run import AwsRun
from forecast_platform.backends.aws.sessions import Sessions
from forecast_platform.backends.aws.settings import AwsSettings
from forecast_platform.backends.step import Step, known_state


class Run(AwsRun[ForecastService, Names]):
    """A run, as one step sees it; the state keeps the ARN that each stage is about."""

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
