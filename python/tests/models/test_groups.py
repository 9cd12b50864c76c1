"""Proves: a model of several groups of items lives as one of a single group does, by the commands."""

import io
import json
from pathlib import Path

import mlflow
import numpy as np
import pandas as pd
import pytest

from forecast_platform.cli import main
from forecast_platform.groups.grouping import group_of

ITEMS = [f"item-{number:02d}" for number in range(32)]
START = pd.Timestamp("2026-03-02")


def run(*words: str) -> dict:
    out = io.StringIO()
    assert main(words, out) == 0, out.getvalue()
    return json.loads(out.getvalue())


def table(end: pd.Timestamp, *, drifted: int | None = None) -> pd.DataFrame:
    """Return days up to an end; the last week of a group's items is ten times as much."""
    days = pd.date_range("2025-12-01", end, freq="D", inclusive="left")
    noise = np.random.default_rng(0)
    frames = []
    for item in ITEMS:
        value = 10 + 3 * np.sin(2 * np.pi * days.day_of_week / 7) + noise.normal(0, 0.5, len(days))
        late = (days >= end - pd.Timedelta(days=7)) & (group_of(item, 2) == drifted)
        frames.append(
            pd.DataFrame({"item_id": item, "timestamp": days, "target_value": np.where(late, 10, 1) * value})
        )
    return pd.concat(frames)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("groups")
    table(START).to_csv(folder / "demand.csv", index=False)
    return folder


@pytest.fixture(scope="module")
def options(place: Path) -> list[str]:
    return ["--forecast", "many", "--store", f"sqlite:///{place}/mlflow.db"]


def train(options: list[str], data: Path, start: pd.Timestamp, scheduled: pd.Timestamp) -> dict:
    return run(
        "train",
        *options,
        *("--data", str(data), "--frequency", "D", "--horizon", "2", "--start", str(start)),
        *("--scheduled-at", str(scheduled)),
    )


@pytest.fixture(scope="module")
def champion(options: list[str], place: Path) -> dict:
    data = place / "demand.csv"
    trained = train(options, data, START, START)
    version = ["--model-version", trained["model_version"]]
    assert run("validate", *options, *version, "--data", str(data), "--start", str(START))["passed"]
    run("promote", *options, *version)
    return trained


def test_each_group_has_its_forest_in_the_one_version(champion: dict) -> None:
    client = mlflow.MlflowClient()
    files = mlflow.artifacts.list_artifacts("models:/many/1/artifacts/forests")
    parts = client.list_artifacts(champion["mlflow_run_id"], "forecast")

    assert (champion["items"], champion["groups"], champion["decision"]) == (32, 2, "full")
    assert {Path(file.path).name for file in files} == {"group-0.joblib", "group-1.joblib", "model.json"}
    assert {Path(file.path).name for file in parts} == {"part-0.parquet", "part-1.parquet"}


def test_the_served_model_answers_for_items_of_any_group(champion: dict) -> None:
    served = mlflow.pyfunc.load_model(f"models:/many/{champion['model_version']}")
    answer = served.predict(table(START))

    assert len(answer) == 32 * 2 * 3
    assert sorted(answer["item_id"].unique()) == ITEMS


@pytest.mark.parametrize("name", ["forecast.parquet", "forecast.csv", "forecast"])
def test_a_forecast_is_one_file_or_a_folder_of_parts(
    options: list[str], place: Path, champion: dict, name: str
) -> None:
    out = place / name
    answer = run(
        "predict", *options, *("--data", str(place / "demand.csv"), "--start", str(START), "--out", str(out))
    )
    written = pd.read_csv(out) if out.suffix == ".csv" else pd.read_parquet(out)

    assert (answer["items"], answer["rows"], len(written)) == (32, 192, 192)
    assert out.is_dir() == (name == "forecast")
    assert not list(place.glob(".forecast*"))
    assert sorted(written["item_id"].unique()) == ITEMS


@pytest.mark.parametrize("name", ["none.parquet", "none"])
def test_rejects_items_that_it_does_not_know(
    options: list[str], place: Path, champion: dict, name: str
) -> None:
    others = place / "others.csv"
    table(START).assign(item_id="other").drop_duplicates("timestamp").to_csv(others, index=False)
    out = io.StringIO()
    words = ["--data", str(others), "--start", str(START), "--out", str(place / name)]
    code = main(["predict", *options, *words], out)

    assert (code, json.loads(out.getvalue())["error"]["code"]) == (2, "UNKNOWN_ITEM")
    assert not (place / name).exists()


def test_only_the_group_that_has_drifted_is_renewed(options: list[str], place: Path, champion: dict) -> None:
    start = START + pd.Timedelta(days=14)
    data = place / "drifted.csv"
    table(start, drifted=1).to_csv(data, index=False)
    trained = train(options, data, start, START + pd.Timedelta(days=1))

    assert trained["decision"] in {"incremental", "full"}
    assert trained["reason"].startswith("1 of 2 groups; of group 1: the data have drifted")


def test_a_backtest_is_of_all_groups_together(place: Path) -> None:
    words = [
        "--data",
        str(place / "demand.csv"),
        "--frequency",
        "D",
        "--horizon",
        "2",
        "--start",
        "2026-02-20",
    ]
    [window] = run("backtest", *words, "--json")["windows"]

    assert window["count"] == 64
    assert window["ratio"] < 1.5
