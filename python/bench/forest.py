"""How fast forests are trained: `python bench/forest.py engine spark 1000`, or `... incremental`.

One JSON document on stdout. Each call is a process of its own, so that its memory is its own.
"""

import json
import resource
import subprocess
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from forecast_platform.data import Contract
from forecast_platform.forest import ForestSettings, extend, train
from forecast_platform.groups import Engine, EngineName, Rows, Source, engine_of, grouped
from forecast_platform.models.decision import Occasion
from forecast_platform.models.model_files import ModelFiles
from forecast_platform.models.predict import predict_groups
from forecast_platform.models.train import train_groups

DAYS, HORIZON = 400, 14
SETTINGS = ForestSettings("D", HORIZON)
FIRST = pd.Timestamp("2025-01-06")
PERIOD = FIRST + pd.Timedelta(days=DAYS)
WEEK = pd.Timedelta(days=7)


def history(items: int, days: int = DAYS) -> pd.DataFrame:
    """Return days of items that have a week's season each, and noise."""
    random = np.random.default_rng(0)
    day = np.arange(days)
    level = 10.0 ** random.uniform(0, 3, items)
    season = 3 * np.sin(2 * np.pi * (day[None, :] + np.arange(items)[:, None]) / 7)
    value = level[:, None] * (10 + season + random.normal(0, 1, (items, days)))
    names = np.array([f"item-{number:05d}" for number in range(items)])
    return pd.DataFrame(
        {
            "item_id": np.repeat(names, days),
            "timestamp": np.tile((FIRST + pd.to_timedelta(day, "D")).to_numpy(), items),
            "target_value": value.ravel(),
        }
    )


def many_items(name: EngineName, items: int) -> dict[str, object]:
    """Read, check, train and forecast items with an engine; its start does not count."""
    with TemporaryDirectory() as folder:
        place = Path(folder)
        data = place / "input" / "part-0.csv"
        data.parent.mkdir()
        # In a process of its own, so that its memory does not count.
        subprocess.run([sys.executable, __file__, "data", str(items), str(data)], check=True)  # noqa: S603
        engine = engine_of(name, data)
        _warm_up(engine, place / "warm-up")
        began = perf_counter()
        made = grouped(Source(Rows(data.parent), Contract("D"), PERIOD), engine, place)
        read = perf_counter()
        files = ModelFiles(place / "forests")
        occasion = Occasion(PERIOD, PERIOD, pd.Timedelta(days=7))
        train_groups(files, None, made, (SETTINGS, occasion), place / "output")
        trained = perf_counter()
        rows, _ = predict_groups(files, made, PERIOD, "run", place / "forecast")
        seconds = perf_counter() - began
        written = sum(pq.read_metadata(file).num_rows for file in (place / "forecast").glob("*.parquet"))
    wanted = items * HORIZON * len(SETTINGS.quantiles)
    if not rows == written == wanted:
        raise SystemExit(f"{written} rows were written and {rows} counted, {wanted} are wanted")
    return {
        "seconds": seconds,
        "read": read - began,
        "train": trained - read,
        "rows": written,
        "driverMegabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def incremental(rounds: int = 3) -> dict[str, object]:
    """Train on everything but a week, then extend by it; beside a full training on everything."""
    known = history(20, 730)
    last = known["timestamp"].max() - WEEK
    model = train(known[known["timestamp"] <= last], SETTINGS)
    extending, full = [], []
    for _ in range(rounds):
        extending.append(_seconds(partial(extend, model, known)))
        full.append(_seconds(partial(train, known, SETTINGS)))
    return {"incremental": float(np.median(extending)), "full": float(np.median(full))}


def _warm_up(engine: Engine, place: Path) -> None:
    """Let every worker import what it needs, and the engine run each kind of work once."""
    (place / "input").mkdir(parents=True)
    history(40, 60).to_csv(place / "input" / "part-0.csv", index=False)
    small = grouped(Source(Rows(place / "input"), Contract("D")), engine, place)
    small.each(_trained)


def _trained(_group: int, known: pd.DataFrame) -> int:
    return len(train(known, ForestSettings("D", 2, trees=1)).items)


def _seconds(work: partial[object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


def main(what: str, *words: str) -> None:
    """Run what is asked for."""
    if what == "data":
        history(int(words[0])).to_csv(words[1], index=False)
    elif what == "engine":
        print(json.dumps(many_items(words[0], int(words[1]))))
    else:
        print(json.dumps(incremental()))


if __name__ == "__main__":
    main(*sys.argv[1:])
