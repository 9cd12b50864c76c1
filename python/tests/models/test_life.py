"""Proves: a model's whole life with a real MLflow store, by the commands as a user gives them."""

import io
import json
from pathlib import Path

import mlflow
import numpy as np
import pandas as pd
import pytest

from forecast_platform.cli import main
from forecast_platform.models.registry import Registry

WEEK = pd.Timedelta(days=7)
PERIOD = pd.Timestamp("2026-03-02")


def run(*words: str) -> tuple[int, dict]:
    out = io.StringIO()
    code = main(words, out)
    return code, json.loads(out.getvalue())


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store and a CSV of sixteen weeks of days, two items."""
    folder = tmp_path_factory.mktemp("life")
    days = pd.date_range("2025-11-10", periods=200, freq="D")
    noise = np.random.default_rng(0)
    frames = [
        pd.DataFrame(
            {
                "item_id": item,
                "timestamp": days,
                "target_value": level
                * (10 + 3 * np.sin(2 * np.pi * days.day_of_week / 7) + noise.normal(0, 1, len(days))),
            }
        )
        for item, level in (("a", 1), ("b", 100))
    ]
    pd.concat(frames).to_csv(folder / "demand.csv", index=False)
    return folder


@pytest.fixture(scope="module")
def options(place: Path) -> list[str]:
    return ["--forecast", "demand", "--store", f"sqlite:///{place}/mlflow.db"]


def train(options: list[str], place: Path, start: pd.Timestamp) -> tuple[int, dict]:
    return run(
        "train",
        *options,
        *("--data", str(place / "demand.csv"), "--frequency", "D", "--horizon", "7"),
        *("--start", str(start), "--scheduled-at", f"{start - pd.Timedelta('6h')}"),
        *("--run-id", "r-1", "--git-commit", "abc"),
    )


@pytest.fixture(scope="module")
def first(options: list[str], place: Path) -> dict:
    code, answer = train(options, place, PERIOD)
    assert code == 0
    return answer


@pytest.fixture(scope="module")
def champion(options: list[str], place: Path, first: dict) -> dict:
    data = ["--data", str(place / "demand.csv"), "--start", str(PERIOD)]
    code, validated = run("validate", *options, *data, "--model-version", first["model_version"])
    assert (code, validated["passed"]) == (0, True)
    code, promoted = run("promote", *options, "--model-version", first["model_version"])
    assert code == 0
    return promoted


def test_a_first_training_is_full_and_registers_a_version(first: dict) -> None:
    assert (first["decision"], first["model_version"]) == ("full", "1")
    assert first["reason"] == "there is no champion"
    assert first["rows"] == 400


def test_mlflow_holds_what_its_users_look_for(options: list[str], first: dict) -> None:
    registry = Registry("demand", options[3])
    client = mlflow.MlflowClient()
    logged = client.get_run(first["mlflow_run_id"])
    losses = client.get_metric_history(first["mlflow_run_id"], "wql_0.5")
    served = mlflow.pyfunc.load_model("models:/demand/1")

    assert logged.data.params["trees"] == "40"
    assert len(losses) == 2
    assert {"run_id", "git_commit", "input_checksum", "decision"} <= set(logged.data.tags)
    assert {file.path for file in client.list_artifacts(first["mlflow_run_id"])} >= {
        "forecast-against-actuals.png",
        "forecast",
    }
    assert set(served.metadata.get_output_schema().input_names()) == {
        "item_id",
        "timestamp",
        "quantile",
        "value",
    }
    assert registry.version("1").tags["input_checksum"] == first["input_checksum"]
    assert len(served.predict(served.input_example)) == 7 * 3


def test_a_candidate_cannot_be_promoted_unvalidated(options: list[str], first: dict) -> None:
    # A version that nobody validated: the same forest, registered again.
    client = mlflow.MlflowClient()
    source = client.get_model_version("demand", first["model_version"])
    copy = client.create_model_version("demand", source.source, source.run_id)
    code, answer = run("promote", *options, "--model-version", str(copy.version))

    assert (code, answer["error"]["code"]) == (2, "MODEL_NOT_VALIDATED")


def test_a_champion_is_reused_while_it_is_young(options: list[str], place: Path, champion: dict) -> None:
    code, answer = train(options, place, PERIOD + pd.Timedelta(days=6))

    assert code == 0
    assert (answer["decision"], answer["model_version"]) == ("reuse", champion["model_version"])


def test_a_champion_as_old_as_the_limit_is_renewed(options: list[str], place: Path, champion: dict) -> None:
    code, answer = train(options, place, PERIOD + WEEK)

    assert code == 0
    assert answer["decision"] in {"incremental", "full"}
    assert answer["model_version"] != champion["model_version"]
    assert "7 days" in answer["reason"]


def test_an_approval_has_to_be_of_this_very_version(options: list[str], champion: dict) -> None:
    number = champion["model_version"]
    missing = run("promote", *options, "--model-version", number, "--approval", "required")
    refused = run("promote", *options, "--model-version", number, "--decision", "refused")

    assert [answer["error"]["code"] for _, answer in (missing, refused)] == ["MODEL_NOT_APPROVED"] * 2


def test_the_champion_forecasts(options: list[str], place: Path, champion: dict) -> None:
    out = place / "forecast.parquet"
    code, answer = run(
        "predict",
        *options,
        *("--data", str(place / "demand.csv"), "--start", str(PERIOD), "--out", str(out), "--run-id", "r-1"),
    )
    written = pd.read_parquet(out)

    assert (code, answer["model_version"], answer["rows"]) == (0, champion["model_version"], 42)
    assert list(written.columns) == ["run_id", "item_id", "timestamp", "quantile", "value"]
    assert written["timestamp"].min() == PERIOD


def test_a_rollback_is_one_command_and_one_step(options: list[str], place: Path, champion: dict) -> None:
    data = ["--data", str(place / "demand.csv"), "--start", str(PERIOD + WEEK)]
    _, second = train(options, place, PERIOD + WEEK)
    run("validate", *options, *data, "--model-version", second["model_version"], "--tolerance", "1")
    run("promote", *options, "--model-version", second["model_version"])
    code, answer = run("rollback", *options)
    registry = Registry("demand", options[3])
    previous = registry.holder("previous")

    assert (code, answer["model_version"]) == (0, champion["model_version"])
    assert previous is not None
    assert previous.number == second["model_version"]
    assert registry.version(champion["model_version"]).tags["stage"] == "Production"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["promote", "--model-version", "99"], "MODEL_VERSION_UNKNOWN"),
        (
            ["validate", "--model-version", "99", "--data", "x", "--start", "2026-01-01"],
            "MODEL_VERSION_UNKNOWN",
        ),
    ],
)
def test_an_unknown_version_is_told(options: list[str], first: dict, words: list[str], code: str) -> None:
    status, answer = run(words[0], *options, *words[1:])

    assert (status, answer["error"]["code"]) == (2, code)
    assert "1" in answer["error"]["repair"]


def test_a_corrupt_model_is_told(options: list[str], place: Path, champion: dict) -> None:
    whole = {file: file.read_bytes() for file in place.glob("mlartifacts/**/group-0.joblib")}
    for file in whole:
        file.write_bytes(b"not a forest")
    code, answer = run(
        "predict",
        *options,
        *("--data", str(place / "demand.csv"), "--start", str(PERIOD), "--out", str(place / "none.parquet")),
    )
    for file, content in whole.items():
        file.write_bytes(content)

    assert (code, answer["error"]["code"]) == (2, "MODEL_UNREADABLE")
    assert not (place / "none.parquet").exists()
