"""The Databricks workspace of a rehearsal: one Python process that runs the real notebooks.

A JSON line in, a JSON line out, until stdin ends; `do` says what is wanted:

    {"do": "notebook", "notebook": "advance", "widgets": {..}}   -> {"exit": ".."}
    {"do": "describe", "data": "..", "frequency": "D", ..}       -> {"first", "last", "items", "rows"}
    {"do": "deliver", "data": "..", "frequency": "D", "period": "..", "steps": 1, "file": ".."}  -> {"rows"}
    {"do": "cut", "data": "..", "frequency": "D", "items": 4, "steps": 120, "file": ".."}  -> {"rows"}
    {"do": "results", "folder": "..", "recursive": false}         -> {"rows": [{run_id, item_id, ..}]}
    {"do": "score", "data": "..", "folder": "..", ..}            -> {"accuracy", "series", "coverage"}
    {"do": "reset", "store": ".."}                               -> {}
    {"do": "registry"}                                           -> {"models": [{model, versions}]}
    {"do": "draw", "of": "run", "document": {..}}                -> {"pictures": {name: {wide, narrow}}}

An error of the package, or of what is asked, is {"failure": {code, message, repair}}. What the package logs
goes to stderr. Nothing of it is replaced: `dbutils` alone is a stand-in.
"""

import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from shutil import rmtree
from types import CodeType, SimpleNamespace
from typing import Any

import pandas as pd
from mlflow.tracking import MlflowClient

from coverage_of_results import Wanted, coverage
from forecast_platform.accuracy import score
from forecast_platform.data import Contract, Frequency, Problem, check, examine, read, write_table
from forecast_platform.data.frequency import shift
from forecast_platform.errors import ForecastError
from forecast_platform.forest import ForestSettings
from registry_state import registry_state

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
SHOWN_ITEMS = 3
SHOWN_PROBLEMS = 5
SHOWN_PAST = 2
"""Lengths of the forecast that are shown before it."""

_sources: dict[str, CodeType] = {}
_histories: dict[tuple[str, str], pd.DataFrame] = {}


class _Exit(Exception):  # noqa: N818 - an end, no error
    """What `dbutils.notebook.exit` was called with."""


def notebook(notebook: str, widgets: dict[str, str]) -> dict[str, Any]:
    """Run a notebook's source with its widgets; return what it exits with."""
    if notebook not in _sources:
        path = NOTEBOOKS / f"{notebook}.py"
        _sources[notebook] = compile(path.read_text(encoding="utf-8"), path, "exec")

    def leave(answer: str) -> None:
        raise _Exit(answer)

    dbutils = SimpleNamespace(
        widgets=SimpleNamespace(get=widgets.__getitem__), notebook=SimpleNamespace(exit=leave)
    )
    try:
        exec(_sources[notebook], {"dbutils": dbutils})  # noqa: S102 - our own notebooks
    except _Exit as end:
        return {"exit": end.args[0]}
    return {"exit": None}


def describe(data: str, frequency: Frequency, *, allow_negative: bool) -> dict[str, Any]:
    """Return how far a table reaches; one with bad rows is refused, since a rehearsal is no delivery."""
    checked = examine(read(Path(data)), Contract(frequency, allow_negative=allow_negative))
    bad = [problem for problem in checked.problems if problem.severity == "error"]
    if bad:
        return {"failure": {"code": bad[0].code, "message": _told(bad), "repair": bad[0].repair}}
    history = _history(data, frequency)
    return {
        "first": history["timestamp"].min().isoformat(),
        "last": history["timestamp"].max().isoformat(),
        "items": int(history["item_id"].nunique()),
        "rows": len(history),
    }


def _told(bad: list[Problem]) -> str:
    """Return the first problems, for a person: what is wrong, and in which rows."""
    lines = [each.message for each in bad[:SHOWN_PROBLEMS]]
    if len(bad) > SHOWN_PROBLEMS:
        lines.append(f"and {len(bad) - SHOWN_PROBLEMS} more kinds of problems")
    return "\n  ".join(lines)


def deliver(data: str, frequency: Frequency, period: str, steps: int, file: str) -> dict[str, Any]:
    """Write what was known so many steps after a period's first to a file of the lake."""
    history = _history(data, frequency)
    known = history[history["timestamp"] < shift(pd.Timestamp(period), steps, frequency)]
    write_table(known, Path(file))
    return {"rows": len(known)}


def cut(data: str, frequency: Frequency, items: int, steps: int, file: str) -> dict[str, Any]:
    """Write the last steps of the largest items."""
    history = _history(data, frequency)
    largest = history.groupby("item_id")["target_value"].sum().sort_values(ascending=False).index[:items]
    first = shift(history["timestamp"].max(), -steps, frequency)
    kept = history[history["item_id"].isin(largest) & (history["timestamp"] > first)]
    write_table(kept, Path(file))
    return {"rows": len(kept)}


def results(folder: str, *, recursive: bool) -> dict[str, Any]:
    """Return the rows that the job wrote, as a copy activity reads them."""
    found = Path(folder).rglob("*.parquet") if recursive else Path(folder).glob("*.parquet")
    parts = [pd.read_parquet(file) for file in sorted(found)]
    table = pd.concat(parts) if parts else pd.DataFrame()
    return {"rows": json.loads(table.to_json(orient="records", date_format="iso"))}


def score_results(  # noqa: PLR0913 - a request's fields, all by name
    data: str, folder: str, frequency: Frequency, period: str, horizon: int, quantiles: list[float]
) -> dict[str, Any]:
    """Compare a forecast with what was wanted and what came, and return the largest items to be drawn."""
    history = _history(data, frequency)
    forecast = pd.concat([pd.read_parquet(file) for file in sorted(Path(folder).glob("*.parquet"))])
    forecast = forecast.drop(columns="run_id").sort_values(["item_id", "timestamp", "quantile"])
    known = history[history["item_id"].isin(forecast["item_id"].unique())]
    window = score(known, forecast, ForestSettings(frequency, horizon, tuple(quantiles)))
    accuracy = {
        name: getattr(window, name) for name in ("wape", "mase", "wql", "baseline", "ratio", "count", "items")
    }
    wanted = Wanted(frequency, pd.Timestamp(period), horizon, tuple(quantiles))
    return {
        "accuracy": accuracy,
        "series": _series(known, forecast),
        "coverage": coverage(history, forecast, wanted),
    }


def _series(history: pd.DataFrame, forecast: pd.DataFrame) -> list[dict[str, Any]]:
    start, end = forecast["timestamp"].min(), forecast["timestamp"].max()
    past = history[history["timestamp"] >= start - SHOWN_PAST * (end - start)]
    past = past[past["timestamp"] <= end]
    largest = past.groupby("item_id")["target_value"].sum().sort_values(ascending=False).index[:SHOWN_ITEMS]
    shown = []
    for item in largest:
        actual = past[past["item_id"] == item]
        wide = forecast[forecast["item_id"] == item].pivot_table(
            index="timestamp", columns="quantile", values="value"
        )
        shown.append(
            {
                "item": item,
                "timestamps": [each.isoformat() for each in actual["timestamp"]],
                "actual": actual["target_value"].tolist(),
                "forecast": [each.isoformat() for each in wide.index],
                "quantiles": {str(level): wide[level].round(3).tolist() for level in wide.columns},
            }
        )
    return shown


def _history(data: str, frequency: Frequency) -> pd.DataFrame:
    key = (data, frequency)
    if key not in _histories:
        checked = check(read(Path(data)), Contract(frequency, allow_negative=True))
        _histories[key] = checked.history[["item_id", "timestamp", "target_value"]]
    return _histories[key]


def reset(store: str) -> dict[str, Any]:
    """Make MLflow's store, or make it as good as new; to make one takes seconds, so an empty one is kept."""
    database = Path(store)
    empty = database.with_suffix(".empty")
    if empty.exists():
        _copy(empty, database)
    else:
        MlflowClient(f"sqlite:///{database}").search_experiments()
        _copy(database, empty)
    rmtree(database.with_name("mlartifacts"), ignore_errors=True)
    return {}


def _copy(source: Path, target: Path) -> None:
    # Not as files: MLflow keeps connections to the store open.
    with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(target)) as written:
        read.backup(written)


def registry() -> dict[str, Any]:
    """Return the models that the notebooks have registered."""
    return {"models": registry_state()}


def draw(of: str, document: dict[str, Any]) -> dict[str, Any]:
    """Draw the pictures of a document for the report."""
    # Only here, since it takes a second, and who only wants figures does not need it.
    from pictures import draw as pictures_of  # noqa: PLC0415

    return {"pictures": pictures_of(of, document)}


DO = {
    "notebook": notebook,
    "describe": describe,
    "deliver": deliver,
    "cut": cut,
    "results": results,
    "score": score_results,
    "reset": reset,
    "registry": registry,
    "draw": draw,
}


def main() -> None:
    """Answer line by line."""
    answers = sys.stdout
    # What a library prints must not stand between the answers.
    sys.stdout = sys.stderr
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer = DO[request.pop("do")](**request)
        except ForecastError as error:
            answer = {"failure": {"code": error.code, "message": error.message, "repair": error.repair}}
        except Exception as error:  # noqa: BLE001 - a job that crashes is a failed job
            answer = {"failure": {"code": type(error).__name__, "message": str(error)[:2000]}}
        answers.write(f"{json.dumps(answer)}\n")
        answers.flush()


if __name__ == "__main__":
    main()
