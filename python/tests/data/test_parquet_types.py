"""Typed Parquet columns lead to the same history as text does."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from inputs import DAILY, csv_rows, days

from forecast_platform.data import CheckedData, checksum, examine, read

UTC_DAYS = [datetime(2014, 1, day, tzinfo=UTC) for day in (1, 2)]
LOCAL_DAYS = [day.replace(tzinfo=None) for day in UTC_DAYS]


def examined(folder: Path, timestamp: pa.Array, target: pa.Array, item: pa.Array) -> CheckedData:
    table = pa.table({"item_id": item, "timestamp": timestamp, "target_value": target})
    pq.write_table(table, folder / "a.parquet")
    return examine(read(folder / "a.parquet"), DAILY)


@pytest.mark.parametrize(
    "timestamp",
    [
        pa.array(LOCAL_DAYS, pa.timestamp("ms")),
        pa.array(LOCAL_DAYS, pa.timestamp("us")),
        pa.array(LOCAL_DAYS, pa.timestamp("ns")),
        pa.array(UTC_DAYS, pa.timestamp("us", "UTC")),
        pa.array([datetime(2013, 12, 31, 15), datetime(2014, 1, 1, 15)], pa.timestamp("us", "Asia/Seoul")),
        pa.array([datetime(2013, 12, 31, 22), datetime(2014, 1, 1, 22)], pa.timestamp("us", "+02:00")),
        pa.array([date(2014, 1, 1), date(2014, 1, 2)], pa.date32()),
        pa.array([date(2014, 1, 1), date(2014, 1, 2)], pa.date64()),
        pa.array(["2014-01-01", "2014-01-02 00:00"]),
        pa.array(["2014-01-01", "2014-01-02"]).dictionary_encode(),
    ],
    ids=lambda column: str(column.type),
)
def test_timestamps_of_each_type_are_read(tmp_path: Path, timestamp: pa.Array) -> None:
    checked = examined(tmp_path, timestamp, pa.array([1, 2]), pa.array(["A", "A"]))

    assert checked.problems == ()
    assert checked.history["timestamp"].tolist() == [pd.Timestamp(day) for day in LOCAL_DAYS]
    assert checked.history["timestamp"].dtype == "datetime64[us]"


@pytest.mark.parametrize(
    "target",
    [
        pa.array([1, 2], pa.uint8()),
        pa.array([1, 2], pa.int64()),
        pa.array([1, 2], pa.float32()),
        pa.array([Decimal("1.00"), Decimal("2.00")], pa.decimal128(10, 2)),
        pa.array(["1", "2e0"]),
        pa.array(["1", "2"]).dictionary_encode(),
    ],
    ids=lambda column: str(column.type),
)
def test_targets_of_each_type_are_read(tmp_path: Path, target: pa.Array) -> None:
    checked = examined(tmp_path, pa.array(LOCAL_DAYS), target, pa.array([7, 7]))

    assert checked.history["target_value"].tolist() == [1.0, 2.0]
    assert checked.history["item_id"].tolist() == ["7", "7"]


@pytest.mark.parametrize(
    ("timestamp", "target", "item", "code"),
    [
        (None, 1.0, "A", "DATA_TIMESTAMP_UNREADABLE"),
        (datetime(9999, 12, 31), 1.0, "A", "DATA_TIMESTAMP_OUT_OF_RANGE"),
        (datetime(2014, 1, 1, 1), 1.0, "A", "DATA_TIMESTAMP_OFF_GRID"),
        (datetime(2014, 1, 1), None, "A", "DATA_TARGET_NOT_NUMERIC"),
        (datetime(2014, 1, 1), float("inf"), "A", "DATA_TARGET_NOT_NUMERIC"),
        (datetime(2014, 1, 1), -1.0, "A", "DATA_TARGET_NEGATIVE"),
        (datetime(2014, 1, 1), 1.0, None, "DATA_ITEM_ID_MISSING"),
    ],
)
def test_bad_values_are_told_with_their_row(
    tmp_path: Path, timestamp: datetime | None, target: float | None, item: str | None, code: str
) -> None:
    checked = examined(
        tmp_path,
        pa.array([LOCAL_DAYS[1], timestamp], pa.timestamp("us")),
        pa.array([1.0, target], pa.float64()),
        pa.array(["A", item], pa.string()),
    )

    (bad,) = checked.problems
    assert (bad.code, bad.file, bad.rows) == (code, "a.parquet", (2,))


def test_numbers_are_no_timestamps_and_booleans_no_targets(tmp_path: Path) -> None:
    checked = examined(tmp_path, pa.array([20140101]), pa.array([True]), pa.array(["A"]))

    assert checked.quarantine["problem"].tolist() == ["DATA_TIMESTAMP_UNREADABLE DATA_TARGET_NOT_NUMERIC"]


def test_summer_time_of_a_zone_is_a_mix_until_the_zone_is_named(tmp_path: Path) -> None:
    days_of_2014 = pd.date_range("2014-01-01", "2014-12-31", freq="D", tz="Europe/Lisbon")
    table = pa.table(
        {
            "item_id": ["A"] * 365,
            "timestamp": pa.array(days_of_2014).cast(pa.timestamp("us", "Europe/Lisbon")),
            "target_value": range(365),
        }
    )
    pq.write_table(table, tmp_path / "a.parquet")
    rows = read(tmp_path / "a.parquet")

    named = examine(rows, replace(DAILY, time_zone="Europe/Lisbon"))

    assert examine(rows, DAILY).problems[0].code == "DATA_TIME_ZONE_MIXED"
    assert named.problems == ()
    assert len(named.history) == 365


def test_files_with_and_without_a_zone_are_a_mix(tmp_path: Path) -> None:
    for name, kind, day in (("a", None, 1), ("b", None, 2), ("c", "UTC", 3)):
        time = pa.array([datetime(2014, 1, day)], pa.timestamp("us", kind))
        table = pa.table({"item_id": ["A"], "timestamp": time, "target_value": [1.0]})
        pq.write_table(table, tmp_path / f"{name}.parquet")

    checked = examine(read(tmp_path), DAILY)

    assert [(p.code, p.file) for p in checked.problems] == [("DATA_TIME_ZONE_MIXED", "c.parquet")]
    assert checked.quarantine["value"].tolist() == ["2014-01-03 00:00:00.000000Z"]


def test_csv_and_parquet_of_the_same_data_have_one_checksum(tmp_path: Path) -> None:
    header = "item_id,timestamp,target_value,holiday,price"
    lines = [
        f"{line},{flag},{price}"
        for line, flag, price in zip(days("A", "2014-01-01", [1.5, 2]), ("1", "0"), ("", "3"), strict=True)
    ]
    table = pa.table(
        {
            "price": pa.array([None, 3], pa.int32()),
            "target_value": pa.array([1.5, 2.0], pa.float32()),
            "timestamp": pa.array(LOCAL_DAYS, pa.timestamp("ns")),
            "item_id": pa.array(["A", "A"]).dictionary_encode(),
            "holiday": [True, False],
        }
    )
    pq.write_table(table, tmp_path / "a.parquet")

    from_csv = examine(csv_rows(tmp_path, *lines, header=header), DAILY)
    from_parquet = examine(read(tmp_path / "a.parquet"), DAILY)

    assert checksum(from_csv.history) == checksum(from_parquet.history)
