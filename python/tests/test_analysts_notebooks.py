"""The analysts' notebooks, run as Databricks runs them, on real data with a real MLflow store.

Not proven here: what `display` makes of a table or a picture.
"""

import re
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

from forecast_platform.errors import ForecastError

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
ITEMS = [f"item-{number:02d}" for number in range(3)]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Days of three items, the last of which is mere noise, and a row that is bad."""
    folder = tmp_path_factory.mktemp("analyst") / "demand"
    folder.mkdir()
    days = pd.date_range("2025-11-10", "2026-03-01", freq="D")
    random = np.random.default_rng(0)
    frames = []
    for number, item in enumerate(ITEMS):
        season = 0 if item == ITEMS[-1] else 3 * np.sin(2 * np.pi * days.day_of_week / 7)
        noise = random.normal(0, 8 if item == ITEMS[-1] else 1, len(days))
        frames.append(
            pd.DataFrame(
                {"item_id": item, "timestamp": days, "target_value": 20 * (number + 1) + season + noise}
            )
        )
    pd.concat(frames).to_csv(folder / "part-0.csv", index=False)
    with (folder / "part-0.csv").open("a", encoding="utf-8") as file:
        file.write("item-00,2026-01-03,many\n")
    return folder


def run(name: str, widgets: dict[str, str]) -> list[object]:
    """Run a notebook with widgets that a person has filled in, and return what it displayed."""
    shown: list[object] = []
    values: dict[str, str] = {}

    def text(name: str, value: str) -> None:
        values[name] = widgets.get(name, value)

    dbutils = SimpleNamespace(widgets=SimpleNamespace(text=text, get=values.__getitem__))
    path = NOTEBOOKS / f"{name}.py"
    code = compile(path.read_text(encoding="utf-8"), path, "exec")
    exec(code, {"dbutils": dbutils, "display": shown.append})  # noqa: S102
    assert set(widgets) <= set(values)
    return shown


def test_explores_a_forecast(data: Path) -> None:
    shown = run(
        "explore_forecast", {"data": str(data), "horizon": "7", "start": "2026-03-02", "windows": "2"}
    )
    problems, windows, items, largest, costliest = shown

    assert problems["code"].tolist() == ["DATA_TARGET_NOT_NUMERIC"]
    assert windows["window"].astype(str).tolist() == ["2026-02-16", "2026-02-23"]
    assert items["item_id"].iloc[0] == ITEMS[-1]
    assert sorted(items["item_id"]) == ITEMS
    assert all(isinstance(picture, Figure) for picture in (largest, costliest))


def test_says_how_many_windows_are_too_many(data: Path) -> None:
    with pytest.raises(ForecastError, match="HISTORY_TOO_SHORT"):
        run("explore_forecast", {"data": str(data), "start": "2026-03-02", "windows": "40"})


def test_trains_registers_and_validates(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MLFLOW_TRACKING_URI", f"sqlite:///{tmp_path}/mlflow.db")
    widgets = {
        "forecast": "demand",
        "model": "demand",
        "data": str(data),
        "horizon": "7",
        "start": "2026-03-02",
        "scheduled_at": "2026-03-01T18:00:00Z",
    }
    trained, checks, picture = run("train_random_forest", widgets)

    assert trained[["decision", "model_version", "items"]].to_numpy().tolist() == [["full", "1", 3]]
    assert len(checks) == 2
    assert picture.size[0] > 500


@pytest.mark.parametrize("name", ["explore_forecast", "train_random_forest"])
def test_opens_with_what_it_is_for_and_every_parameter(name: str) -> None:
    source = (NOTEBOOKS / f"{name}.py").read_text(encoding="utf-8")
    first, second = source.split("\n# COMMAND ----------\n\n")[:2]
    parameters = re.findall(r'^    "([a-z_]+)": "', second, re.MULTILINE)

    assert first.startswith("# Databricks notebook source\n# MAGIC %md\n# MAGIC # ")
    assert parameters
    assert all(f"| `{parameter}` |" in first for parameter in parameters)
    assert "**Reads**" in first
    assert "**Writes**" in first
