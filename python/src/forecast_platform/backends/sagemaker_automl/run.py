"""A run on SageMaker AutoML: what its stages work with."""

from collections.abc import MutableMapping
from dataclasses import dataclass

import pandas as pd

from forecast_platform.backends.aws.exchange import Exchange
from forecast_platform.backends.aws.sessions import Sessions
from forecast_platform.backends.aws.settings import AwsSettings
from forecast_platform.backends.history import read_history
from forecast_platform.backends.sagemaker_automl.names import Names
from forecast_platform.backends.sagemaker_automl.service import SageMaker
from forecast_platform.backends.step import Step, known_state


@dataclass
class Run:
    """A run, as one step sees it.

    Attributes:
        step: what the job was told.
        settings: what the deployment says.
        service: SageMaker.
        exchange: the bucket.
        names: of the run's jobs.
        state: what the steps before left behind: the input's key as `stage-data`, the AutoML job's name as
            `train`, the transform job's as `predict`, `stage`, `input_checksum` and `decision`.

    """

    step: Step
    settings: AwsSettings
    service: SageMaker
    exchange: Exchange
    names: Names
    state: MutableMapping[str, str]
    _history: pd.DataFrame | None = None

    @classmethod
    def of(cls, step: Step, settings: AwsSettings) -> "Run":
        """Return a step's run."""
        sessions = Sessions(settings, step.run_id)
        tags = settings.tag_list(forecast=step.forecast.name, run_id=step.run_id)
        names = Names.of(settings.prefix, step)
        service, exchange = SageMaker(sessions, tags), Exchange(settings, sessions)
        return cls(step, settings, service, exchange, names, known_state(step))

    @property
    def history(self) -> pd.DataFrame:
        """The checked history before the period, read once."""
        if self._history is None:
            self._history = read_history(self.step)
        return self._history

    def is_own(self, name: str) -> bool:
        """Return whether a job is this run's; the one that it forecasts with may be another's."""
        return name == self.names.numbered() or name.startswith(f"{self.names.numbered()}-")
