"""Proves: what the commands take and answer, as a user calls them."""

import io
import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from forecast_platform.cli import main


def run(*words: str) -> tuple[int, str]:
    out = io.StringIO()
    return main(words, out), out.getvalue()


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten weeks of days of one item, without a header."""
    file = tmp_path_factory.mktemp("cli") / "demand.csv"
    days = pd.date_range("2026-01-05", periods=140, freq="D")
    value = 10 + 3 * np.sin(2 * np.pi * days.day_of_week / 7) + np.random.default_rng(0).normal(0, 1, 140)
    frame = pd.DataFrame({"timestamp": days, "target_value": value, "item_id": "a"})
    frame.to_csv(file, header=False, index=False)
    return file


def backtest(table: Path, *more: str, start: str = "2026-05-11") -> list[str]:
    columns = "timestamp,target_value,item_id"
    words = ["backtest", "--data", str(table), "--columns", columns, "--frequency", "D", "--horizon", "7"]
    return [*words, "--start", start, *more]


def test_a_backtest_answers_in_the_promised_shape(table: Path) -> None:
    code, text = run(*backtest(table, "--windows", "2", "--step", "48", "--json"))
    answer = json.loads(text)

    assert code == 0
    assert set(answer) == {"rmse", "wape", "mase", "wql", "baseline", "ratio", "windows", "seconds"}
    assert set(answer["wql"]) == set(answer["baseline"]["wql"]) == {"0.1", "0.5", "0.9"}
    assert [window["start"] for window in answer["windows"]] == ["2026-05-07T00:00:00", "2026-05-09T00:00:00"]
    assert answer["ratio"] == pytest.approx(np.sqrt(np.prod([each["ratio"] for each in answer["windows"]])))
    assert answer["seconds"] > 0


def test_windows_lie_a_horizon_apart_unless_told(table: Path) -> None:
    _, text = run(*backtest(table, "--windows", "2", "--json"))

    assert [each["start"][:10] for each in json.loads(text)["windows"]] == ["2026-04-27", "2026-05-04"]


def test_a_backtest_is_a_table_for_people(table: Path) -> None:
    code, text = run(*backtest(table))

    assert code == 0
    assert "wQL 0.5" in text
    assert "1 windows" in text


def test_one_document_stands_for_the_options(table: Path, tmp_path: Path) -> None:
    document = tmp_path / "options.json"
    options = {
        "data": str(table),
        "columns": ["timestamp", "target_value", "item_id"],
        "frequency": "D",
        "horizon": 7,
        "start": "2026-05-11",
        "json": True,
    }
    document.write_text(json.dumps(options))
    code, text = run("backtest", "--document", str(document))

    assert (code, len(json.loads(text)["windows"])) == (0, 1)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (["--windows", "0"], "OPTION_WRONG"),
        (["--windows", "1", "--step", "36"], "OPTION_WRONG"),
        (["--horizon", "none"], "OPTION_WRONG"),
        (["--colour", "red"], "OPTION_WRONG"),
        (["--horizon", "2000"], "HORIZON_OUT_OF_RANGE"),
        (["--horizon", "120"], "HISTORY_TOO_SHORT"),
        (["--quantiles", "0.9,0.1"], "QUANTILES_OUT_OF_RANGE"),
        (["--start", "2026-05-11 01:00"], "TIMESTAMP_OFF_GRID"),
        (["--start", "someday"], "OPTION_WRONG"),
        (["--start", "2027-01-01"], "WINDOW_WITHOUT_ACTUALS"),
        (["--columns", "timestamp,value,item_id"], "DATA_COLUMN_MISSING"),
        (["--country", "XX"], "UNKNOWN_COUNTRY"),
        (["--data", "nowhere.csv"], "DATA_PATH_MISSING"),
    ],
)
def test_rejects_what_it_cannot_use_by_one_document(table: Path, more: list[str], code: str) -> None:
    status, text = run(*backtest(table, *more, "--json"))
    answer = json.loads(text)

    assert (status, answer["error"]["code"]) == (2, code)
    assert set(answer["error"]) == {"code", "message", "repair"}


def test_asks_for_a_command() -> None:
    status, text = run()

    assert (status, json.loads(text)["error"]["code"]) == (2, "OPTION_WRONG")


@pytest.mark.parametrize("content", ["[1]", "{", None])
def test_rejects_a_document_that_cannot_be_read(tmp_path: Path, content: str | None) -> None:
    place = tmp_path / "options.json"
    if content is not None:
        place.write_text(content)
    status, text = run("backtest", "--document", str(place))

    assert (status, json.loads(text)["error"]["code"]) == (2, "DOCUMENT_UNREADABLE")
