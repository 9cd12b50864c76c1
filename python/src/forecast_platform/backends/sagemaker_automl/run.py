"""A run on SageMaker AutoML: what its stages work with."""

from forecast_platform.backends.aws.exchange import Exchange
from forecast_platform.backends.aws.run import AwsRun
from forecast_platform.backends.aws.sessions import Sessions
from forecast_platform.backends.aws.settings import AwsSettings
from forecast_platform.backends.sagemaker_automl.names import Names
from forecast_platform.backends.sagemaker_automl.service import SageMaker
from forecast_platform.backends.step import Step, known_state


class Run(AwsRun[SageMaker, Names]):
    """A run, as one step sees it; the state keeps the input's key and the names of the jobs."""

    @classmethod
    def of(cls, step: Step, settings: AwsSettings) -> "Run":
        """Return a step's run."""
        sessions = Sessions(settings, step.run_id)
        tags = settings.tag_list(forecast=step.forecast.name, run_id=step.run_id)
        names = Names.of(settings.prefix, step)
        service, exchange = SageMaker(sessions, tags), Exchange(settings, sessions)
        return cls(step, settings, service, exchange, names, known_state(step))

    def is_own(self, name: str) -> bool:
        """Return whether a job is this run's; the one that it forecasts with may be another's."""
        return name == self.names.numbered() or name.startswith(f"{self.names.numbered()}-")
