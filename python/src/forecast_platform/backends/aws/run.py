"""A run on an AWS service, as one step sees it."""

from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Generic, TypeVar

import pandas as pd

from forecast_platform.backends.aws.exchange import Exchange
from forecast_platform.backends.aws.settings import AwsSettings
from forecast_platform.backends.history import read_history
from forecast_platform.backends.step import Step

ServiceT = TypeVar("ServiceT")
NamesT = TypeVar("NamesT")


@dataclass
class AwsRun(Generic[ServiceT, NamesT]):
    """A run, as one step sees it.

    Attributes:
        step: what the job was told.
        settings: what the deployment says.
        service: the service that works.
        exchange: the bucket.
        names: of what the run makes in the service.
        state: what the steps before left behind: what each stage is about, by its name, `stage`, the
            `input_checksum`, and the `decision` to train or not.

    """

    step: Step
    settings: AwsSettings
    service: ServiceT
    exchange: Exchange
    names: NamesT
    state: MutableMapping[str, str]
    _history: pd.DataFrame | None = None

    @property
    def history(self) -> pd.DataFrame:
        """The checked history before the period, read once."""
        if self._history is None:
            self._history = read_history(self.step)
        return self._history
