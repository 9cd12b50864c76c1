"""The history of a run as the services in AWS read it: one CSV in the exchange bucket."""

import csv
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from forecast_platform.backends.aws.exchange import Exchange
from forecast_platform.backends.step import Step
from forecast_platform.data.frequency import Frequency, steps_between
from forecast_platform.data.rows import REQUIRED
from forecast_platform.errors import ForecastError

SHORTEST_HISTORY = 4
"""Lengths of the horizon that the history has to have, for both services.

https://docs.aws.amazon.com/forecast/latest/dg/API_CreateAutoPredictor.html and
https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TimeSeriesForecastingJobConfig.html,
read 2026-11-23.
"""

_FORMATS: dict[Frequency, str] = {"H": "%Y-%m-%d %H:%M:%S"}
_DAY = "%Y-%m-%d"


def series_of(history: pd.DataFrame) -> pd.DataFrame:
    """Return the columns that are sent, `REQUIRED` in this order: related columns have no future here."""
    return history[list(REQUIRED)]


def refuse_short(step: Step, history: pd.DataFrame) -> None:
    """Refuse a history that the services would refuse after minutes.

    Raises:
        ForecastError: HISTORY_TOO_SHORT.

    """
    first, last = history["timestamp"].min(), history["timestamp"].max()
    steps = steps_between(first, last, step.frequency) + 1 if len(history) else 0
    needed = SHORTEST_HISTORY * step.forecast.horizon
    if steps < needed:
        raise ForecastError(
            "HISTORY_TOO_SHORT",
            f"the history has {steps} steps, a horizon of {step.forecast.horizon} needs {needed}",
            "give a longer history or shorten the horizon",
        )


def put_history(exchange: Exchange, key: str, history: pd.DataFrame, step: Step, *, header: bool) -> None:
    """Put a history in; times are local, whole days without their hours.

    Args:
        exchange: the bucket.
        key: where; equal histories give equal bytes.
        history: what `series_of` returns.
        step: whose frequency it has.
        header: whether the first line names the columns.

    Raises:
        ForecastError: those of `sorted_errors`.

    """
    with TemporaryDirectory() as folder:
        file = Path(folder) / "history.csv"
        history.to_csv(
            file,
            index=False,
            header=header,
            date_format=_FORMATS.get(step.frequency, _DAY),
            lineterminator="\n",
            quoting=csv.QUOTE_MINIMAL,
        )
        exchange.put(key, file)
