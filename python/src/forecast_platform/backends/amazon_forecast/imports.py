"""The import of a run: its history as a file in the exchange bucket, and the job that reads it."""

import csv
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from forecast_platform.backends.amazon_forecast.dataset import COLUMNS, ready_dataset, ready_group
from forecast_platform.backends.amazon_forecast.run import Run
from forecast_platform.backends.amazon_forecast.service import IMPORT, Resource
from forecast_platform.backends.aws.exchange import INPUT
from forecast_platform.data import checksum
from forecast_platform.data.frequency import steps_between
from forecast_platform.errors import ForecastError
from forecast_platform.logs import log

SHORTEST_HISTORY = 4
"""Lengths of the horizon that the history has to have.

https://docs.aws.amazon.com/forecast/latest/dg/API_CreateAutoPredictor.html, read 2026-11-23.
"""

_TIMES = {"H": ("yyyy-MM-dd HH:mm:ss", "%Y-%m-%d %H:%M:%S")}
_DATES = ("yyyy-MM-dd", "%Y-%m-%d")
_SHORT_DIGEST = 16


def start_import(run: Run) -> Resource:
    """Return the run's import, begun where it is missing.

    Its file is named by the checksum of the history. An import that failed is passed over, and so is one
    of other data: what a person repaired before he restarted the run is imported.

    Raises:
        ForecastError: HISTORY_TOO_SHORT, and those of `ready_dataset`.

    """
    history = run.history[list(COLUMNS)]
    _refuse_short(run, history)
    digest = checksum(history)
    run.state["input_checksum"] = digest
    key = f"{INPUT}{run.names.folder}{digest[:_SHORT_DIGEST]}.csv"
    dataset = ready_dataset(run, ready_group(run))

    def arn_of(number: int) -> str:
        return run.service.arn(f"dataset-import-job/{run.names.data}/{run.names.numbered(number)}")

    def usable(found: Resource) -> bool:
        return found.progress in {"working", "ready"} and _path(found) == run.exchange.uri(key)

    number, found = run.service.first_usable(IMPORT, arn_of, usable)
    if found is not None:
        return found
    _put(run, history, key)
    source = {"Path": run.exchange.uri(key), "RoleArn": run.settings.roles["import"]}
    log("importing", rows=len(history), items=history["item_id"].nunique())
    return run.service.create(
        IMPORT,
        run.names.numbered(number),
        arn_of(number),
        DatasetArn=dataset.arn,
        DataSource={"S3Config": source},
        TimestampFormat=_TIMES.get(run.step.frequency, _DATES)[0],
        Format="CSV",
        ImportMode="FULL",
    )


def _path(found: Resource) -> str | None:
    source = found.details.get("DataSource")
    return source.get("S3Config", {}).get("Path") if isinstance(source, dict) else None


def _put(run: Run, history: pd.DataFrame, key: str) -> None:
    """Put the history in, without a header: the schema names the columns by their order."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "target.csv"
        history.to_csv(
            file,
            index=False,
            header=False,
            date_format=_TIMES.get(run.step.frequency, _DATES)[1],
            lineterminator="\n",
            quoting=csv.QUOTE_MINIMAL,
        )
        run.exchange.put(key, file)


def _refuse_short(run: Run, history: pd.DataFrame) -> None:
    first, last = history["timestamp"].min(), history["timestamp"].max()
    steps = steps_between(first, last, run.step.frequency) + 1 if len(history) else 0
    needed = SHORTEST_HISTORY * run.step.forecast.horizon
    if steps < needed:
        raise ForecastError(
            "HISTORY_TOO_SHORT",
            f"the history has {steps} steps, a horizon of {run.step.forecast.horizon} needs {needed}",
            "give a longer history or shorten the horizon",
        )
