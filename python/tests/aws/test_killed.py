"""A process that dies after any call: the next one goes on, makes nothing twice, and ends with equal bytes.

The process really ends, without a farewell: each step runs in a child of this one.
"""

import json
import os
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import pandas as pd
import pytest
from botocore.client import BaseClient
from cloud import Cloud
from mlflow.tracking import MlflowClient
from play import Play, created

pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")

CALLS = 32
"""How many calls a run makes, to all services; a test holds it."""

KILLED = 9

MADE_ONCE = [
    ("CreateDatasetGroup", "forecast_dev_demand"),
    ("CreateDataset", "forecast_dev_demand"),
    ("CreateDatasetImportJob", "forecast_dev_demand_20260302"),
    ("CreateAutoPredictor", "forecast_dev_demand_20260302"),
    ("CreateForecast", "forecast_dev_demand_20260302"),
    ("CreateForecastExportJob", "forecast_dev_demand_20260302"),
]


@dataclass(frozen=True)
class Undisturbed:
    """What a run comes to that nobody kills."""

    results: bytes
    calls: int


@pytest.fixture(scope="module")
def undisturbed(cloud_for_module: Cloud, new_lake: Path) -> Undisturbed:
    play = Play(cloud_for_module, new_lake)
    calls = 0
    while not play.answers or play.answers[-1]["status"] != "succeeded":
        calls += step_in_child(play, None)
    return Undisturbed(play.results.read_bytes(), calls)


def test_these_are_all_calls(undisturbed: Undisturbed) -> None:
    assert undisturbed.calls == CALLS


@pytest.mark.parametrize("last", range(1, CALLS + 1))
def test_goes_on_after_it_was_killed(play: Play, undisturbed: Undisturbed, last: int) -> None:
    spent = 0
    while spent < last:
        spent += step_in_child(play, last - spent)
    # The run log tries again after five minutes.
    play.now += pd.Timedelta(minutes=5)
    answers = play.to_the_end()
    runs = MlflowClient(f"sqlite:///{play.lake}/mlflow.db").search_runs(
        ["1"], f"tags.run_id = '{play.run_id}'"
    )

    assert answers[-1]["status"] == "succeeded"
    assert created(play.cloud) == MADE_ONCE
    assert play.results.read_bytes() == undisturbed.results
    assert len(runs) == 1


def step_in_child(play: Play, left: int | None) -> int:
    """Take a step that dies after so many calls, and return how many it made; its answer is recorded."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _step_and_end(play, left, writer)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        told = pipe.read()
    _, status = os.waitpid(child, 0)
    if left is not None and os.waitstatus_to_exitcode(status) == KILLED:
        return left
    assert status == 0
    end: dict[str, Any] = json.loads(told)
    play.record(end["answer"])
    return int(end["calls"])


def _step_and_end(play: Play, left: int | None, writer: int) -> NoReturn:
    calls = 0
    make_call = BaseClient._make_api_call  # noqa: SLF001

    def counted(client: BaseClient, operation: str, given: dict[str, Any]) -> Any:
        nonlocal calls
        try:
            return make_call(client, operation, given)
        finally:
            calls += 1
            if calls == left:
                os._exit(KILLED)

    BaseClient._make_api_call = counted  # noqa: SLF001
    try:
        answer = play.step()
        os.write(writer, json.dumps({"answer": answer, "calls": calls}).encode())
        os._exit(0)
    except BaseException:  # noqa: BLE001 - a child must not come back
        traceback.print_exc()
        os._exit(1)
