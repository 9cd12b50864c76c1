from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from inputs import DAILY, csv_rows, days

from forecast_platform.data import checksum, examine, read, write_table
from forecast_platform.data.write import written_parts

LINES = [*days("A", "2014-01-01", [0.1, 1e-300]), *days("B/ü", "2014-01-01", [3])]


@pytest.mark.parametrize("name", ["history.csv", "history.parquet"])
def test_a_history_written_and_read_again_is_the_same(tmp_path: Path, name: str) -> None:
    history = examine(csv_rows(tmp_path, *LINES), DAILY).history

    write_table(history, tmp_path / "new" / name)

    again = examine(read(tmp_path / "new"), DAILY).history
    assert checksum(again) == checksum(history)


def write_part(folder: Path, *values: float) -> None:
    with written_parts(folder) as parts:
        write_table(pd.DataFrame({"value": values}), parts / "part-0.parquet")


def test_parts_replace_the_whole_folder(tmp_path: Path) -> None:
    folder = tmp_path / "lake"
    write_part(folder, 1)
    (folder / "part-1.parquet").write_bytes(b"of a run before")

    write_part(folder, 2)

    assert [path.name for path in folder.iterdir()] == ["part-0.parquet"]
    assert pd.read_parquet(folder)["value"].tolist() == [2]
    assert [path.name for path in tmp_path.iterdir()] == ["lake"]


def test_a_failed_move_brings_the_old_folder_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "lake"
    write_part(folder, 1)
    rename = Path.rename

    def refuse_new(path: Path, target: Path) -> Path:
        if path.name == "parts":
            raise PermissionError
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse_new)

    with pytest.raises(PermissionError):
        write_part(folder, 2)
    assert pd.read_parquet(folder)["value"].tolist() == [1]


def test_the_quarantine_is_a_file_people_can_read(tmp_path: Path) -> None:
    checked = examine(csv_rows(tmp_path, *LINES, 'A,"a,b",1'), DAILY)

    write_table(checked.quarantine, tmp_path / "quarantine.csv")

    assert (tmp_path / "quarantine.csv").read_text(encoding="utf-8").splitlines() == [
        "file,row,problem,value,item_id,timestamp,target_value",
        'sales.csv,5,DATA_TIMESTAMP_UNREADABLE,"a,b",A,"a,b",1',
    ]


@pytest.mark.parametrize("name", ["a.csv", "a.parquet"])
def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path, name: str) -> None:
    class Unwritable:
        def __str__(self) -> str:
            raise OSError

    (tmp_path / name).write_text("old")

    with pytest.raises(Exception):  # noqa: B017, PT011 - pandas and pyarrow raise their own
        write_table(pd.DataFrame({"x": ["1", Unwritable()]}), tmp_path / name)

    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text() == "old"


def test_rejects_another_suffix(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"\.csv, \.parquet"):
        write_table(pd.DataFrame({"x": [1]}), tmp_path / "a.xlsx")


def test_times_are_microseconds_whatever_pandas_has(tmp_path: Path) -> None:
    stamps = pd.to_datetime(["2026-01-01"]).astype("datetime64[ns]")
    write_table(pd.DataFrame({"timestamp": stamps}), tmp_path / "a.parquet")

    assert str(pq.read_schema(tmp_path / "a.parquet").field("timestamp").type) == "timestamp[us]"
