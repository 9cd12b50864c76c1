"""Proves: pandas and Spark, which is a real one of two cores, give the same from the same input.

Not proven: Spark on more than one machine, where the work folder has to be on a disk that all see.
"""

from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from forecast_platform.data import Contract, checksum
from forecast_platform.errors import ForecastError
from forecast_platform.groups import Engine, GroupedHistory, Rows, Source, engine_of, grouped
from forecast_platform.groups.grouping import group_of
from forecast_platform.groups.pandas_engine import PandasEngine

ITEMS = [f"item-{number:02d}" for number in range(50)]
DAYS = pd.date_range("2026-01-01", periods=30, freq="D")
BEFORE = pd.Timestamp("2026-01-25")


def table() -> pd.DataFrame:
    value = np.random.default_rng(0).uniform(1, 9, len(ITEMS) * len(DAYS)).round(3)
    return pd.DataFrame(
        {
            "item_id": np.repeat(ITEMS, len(DAYS)),
            "timestamp": np.tile(DAYS, len(ITEMS)),
            "target_value": value,
        }
    )


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A delivery of two CSV files and a Parquet file, with a bad row of each kind."""
    folder = tmp_path_factory.mktemp("lake") / "demand"
    folder.mkdir()
    whole = table()
    parts = np.array_split(np.arange(len(whole)), 3)
    for number in (0, 1):
        whole.iloc[parts[number]].to_csv(folder / f"part-{number}.csv", index=False)
    whole.iloc[parts[2]].to_parquet(folder / "part-2.parquet", index=False)
    with (folder / "part-1.csv").open("a", encoding="utf-8") as file:
        file.write(
            "item-07,2026-01-03,many\nitem-08,2026-01-04\n,2026-01-05,1\n item-09 ,2026-01-05 12:00,1\n"
        )
    return folder


@pytest.fixture(scope="module")
def spark(lake: Path) -> Engine:
    return engine_of("spark", lake)


@pytest.fixture(scope="module", params=["pandas", "spark"])
def history(
    request: pytest.FixtureRequest, lake: Path, spark: Engine, tmp_path_factory: pytest.TempPathFactory
) -> GroupedHistory:
    engine = spark if request.param == "spark" else PandasEngine()
    work = tmp_path_factory.mktemp(request.param)
    return grouped(Source(Rows(lake), Contract("D"), BEFORE, work / "quarantine"), engine, work)


def test_counts_what_it_took_and_left_out(history: GroupedHistory) -> None:
    assert (history.count, history.groups, history.items) == (2, (0, 1), 50)
    assert (history.tally.history, history.tally.quarantined, history.late) == (1500, 4, 0)


def test_every_item_is_in_its_group_up_to_the_period(history: GroupedHistory) -> None:
    parts = [history.read(group) for group in history.groups]
    whole = pd.concat(parts).sort_values(["item_id", "timestamp"], ignore_index=True)
    wanted = table().query("timestamp < @BEFORE").reset_index(drop=True)

    for group, part in zip(history.groups, parts, strict=True):
        assert {group_of(item, history.count) for item in part["item_id"]} == {group}
    pd.testing.assert_frame_equal(whole, wanted, check_dtype=False)
    assert history.checksum == checksum(wanted)


def test_what_is_left_out_tells_its_place(history: GroupedHistory) -> None:
    parts = [pd.read_parquet(file) for file in sorted(history.folder.parent.glob("quarantine/*.parquet"))]
    left = pd.concat(parts).sort_values("row")[["file", "row", "problem"]].to_numpy().tolist()

    assert left == [
        ["part-1.csv", 502, "DATA_TARGET_NOT_NUMERIC"],
        ["part-1.csv", 503, "DATA_ROW_RAGGED"],
        ["part-1.csv", 504, "DATA_ITEM_ID_MISSING"],
        ["part-1.csv", 505, "DATA_TIMESTAMP_OFF_GRID"],
    ]


def test_answers_come_in_the_order_of_the_groups(history: GroupedHistory) -> None:
    assert history.each(_size) == [(group, len(history.read(group))) for group in history.groups]


def test_an_error_in_a_group_is_the_error_here(history: GroupedHistory) -> None:
    with pytest.raises(ForecastError, match=r"\[GROUP_BROKEN\] group 1 is broken; mend it"):
        history.each(partial(_broken, 1))


def test_a_spared_error_leaves_its_group_out_unless_all_are(history: GroupedHistory) -> None:
    assert history.each(partial(_broken, 1), sparing=["GROUP_BROKEN"]) == [0]
    with pytest.raises(ForecastError, match="GROUP_BROKEN"):
        history.each(partial(_broken, None), sparing=["GROUP_BROKEN"])


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("part-3.csv", "item_id,timestamp\na,2026-01-01\n", "DATA_COLUMN_MISSING"),
        ("part-3.parquet", "no Parquet", "DATA_FILE_CORRUPT"),
        ("part-3.csv", "item_id,timestamp,target_value\n", "DATA_NO_ROWS"),
    ],
)
@pytest.mark.parametrize("name_of_engine", ["pandas", "spark"])
def test_rejects_a_delivery_that_it_cannot_read(  # noqa: PLR0913
    tmp_path: Path, spark: Engine, name_of_engine: str, name: str, content: str, code: str
) -> None:
    (tmp_path / "input").mkdir()
    (tmp_path / "input" / name).write_text(content)
    engine = spark if name_of_engine == "spark" else PandasEngine()
    with pytest.raises(ForecastError) as raised:
        grouped(Source(Rows(tmp_path / "input"), Contract("D")), engine, tmp_path)

    assert raised.value.code == code


def test_rejects_a_history_without_a_row_before_the_period(tmp_path: Path) -> None:
    table().to_csv(tmp_path / "demand.csv", index=False)
    source = Source(Rows(tmp_path / "demand.csv"), Contract("D"), DAYS[0])
    history = grouped(source, PandasEngine(), tmp_path)

    with pytest.raises(ForecastError, match="HISTORY_TOO_SHORT"):
        history.each(_size)


def test_small_input_needs_no_spark(lake: Path) -> None:
    assert isinstance(engine_of("auto", lake), PandasEngine)


def _size(group: int, history: pd.DataFrame) -> tuple[int, int]:
    return group, len(history)


def _broken(which: int | None, group: int, _history: pd.DataFrame) -> int:
    if which is None or group == which:
        raise ForecastError("GROUP_BROKEN", f"group {group} is broken", "mend it")
    return group
