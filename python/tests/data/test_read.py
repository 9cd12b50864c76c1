import gzip
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from inputs import HEADER

from forecast_platform.data import read
from forecast_platform.errors import ForecastError

COLUMNS = ("timestamp", "target_value", "item_id")


def refusal(path: Path, columns: tuple[str, ...] | None = None) -> ForecastError:
    with pytest.raises(ForecastError) as caught:
        read(path, columns)
    return caught.value


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def test_csv_is_kept_as_text(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "timestamp,item_id,target_value,code\n2014-01-01,007,1.50,NA\n")

    rows = read(path)

    assert rows.table.to_pylist() == [
        {"timestamp": "2014-01-01", "item_id": "007", "target_value": "1.50", "code": "NA"}
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_rows_are_the_lines_an_editor_shows(tmp_path: Path, end: str) -> None:
    lines = [HEADER, '"two', 'lines",2014-01-01,1', "", "B,2014-01-01,2", '"C ""x""",2014-01-01,3']

    rows = read(write(tmp_path / "a.csv", end.join([*lines, ""])))

    assert rows.row.tolist() == [2, 5, 6]
    assert rows.table["item_id"].to_pylist() == [f"two{end}lines", "B", 'C "x"']


def test_rows_are_counted_on_over_chunks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("forecast_platform.data.csv_rows._CHUNK", 2)
    path = write(tmp_path / "a.csv", "\n".join([HEADER, *["A,2014-01-01,1"] * 4, "short"]))

    rows = read(path)

    assert rows.row.tolist() == [2, 3, 4, 5, 6]
    assert rows.ragged == {4: "short"}
    assert rows.files == ("a.csv",)
    assert rows.file.tolist() == [0] * 5


def test_gzip_and_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(f"\ufeff{HEADER}\nA,2014-01-01,1\n".encode()))

    assert read(path).table["item_id"].to_pylist() == ["A"]


def test_columns_name_those_of_a_file_without_header(tmp_path: Path) -> None:
    rows = read(write(tmp_path / "a.csv", "2014-01-01 01:00:00,38.3,client_12\n"), COLUMNS)

    assert rows.row.tolist() == [1]
    assert rows.table.to_pylist() == [
        {"timestamp": "2014-01-01 01:00:00", "target_value": "38.3", "item_id": "client_12"}
    ]


def test_a_header_is_believed_before_the_columns_given(tmp_path: Path) -> None:
    rows = read(write(tmp_path / "a.csv", f"{HEADER}\nA,2014-01-01,1\n"), COLUMNS)

    assert rows.row.tolist() == [2]
    assert rows.table["item_id"].to_pylist() == ["A"]


def test_an_item_named_like_a_column_is_no_header(tmp_path: Path) -> None:
    rows = read(write(tmp_path / "a.csv", "2014-01-01,1,item_id\n"), COLUMNS)

    assert rows.table["item_id"].to_pylist() == ["item_id"]


def test_rejects_a_header_that_shares_some_of_the_columns_given(tmp_path: Path) -> None:
    error = refusal(write(tmp_path / "a.csv", "timestamp,value,item\n2014-01-01,1,A\n"), COLUMNS)

    assert error.code == "DATA_HEADER_CONFLICT"
    assert "timestamp,value,item" in error.message


def test_rejects_a_file_without_header_and_names_the_option(tmp_path: Path) -> None:
    error = refusal(write(tmp_path / "a.csv", "2014-01-01 01:00:00,38.3,client_12\n"))

    assert error.code == "DATA_HEADER_MISSING"
    assert "--columns timestamp,target_value,item_id" in error.repair


@pytest.mark.parametrize(
    ("header", "repair"),
    [
        ("Item_ID,timestamp,target_value", 'rename column "Item_ID" to "item_id"'),
        ("item_id,timestmp,target_value", 'rename column "timestmp" to "timestamp"'),
        ("item_id;timestamp;target_value", "separate the columns by commas"),
        ("item_id,timestamp,q", 'add a column "target_value"'),
    ],
)
def test_rejects_a_missing_column_and_suggests_the_nearest(tmp_path: Path, header: str, repair: str) -> None:
    error = refusal(write(tmp_path / "a.csv", f"{header}\nA,2014-01-01,1\n"))

    assert (error.code, error.repair) == ("DATA_COLUMN_MISSING", repair)


def test_rejects_columns_given_that_lack_a_required_one(tmp_path: Path) -> None:
    error = refusal(write(tmp_path / "a.csv", "2014-01-01,1\n"), ("timestamp", "target_value"))

    assert error.code == "DATA_COLUMN_MISSING"


def test_rejects_duplicated_column_names(tmp_path: Path) -> None:
    error = refusal(write(tmp_path / "a.csv", f"{HEADER},promo,promo\n"))

    assert error.code == "DATA_COLUMN_DUPLICATED"
    assert '"promo"' in error.message


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.csv", b"", "DATA_FILE_EMPTY"),
        ("a.parquet", b"", "DATA_FILE_EMPTY"),
        ("a.csv", f"{HEADER}\n".encode(), "DATA_NO_ROWS"),
        ("a.csv", f"{HEADER}\nCaf\xe9,2014-01-01,1\n".encode("latin-1"), "DATA_FILE_CORRUPT"),
        ("a.csv", f'{HEADER}\nA,2014-01-01,1\n"B,2014'.encode(), "DATA_FILE_CORRUPT"),
        ("a.csv.gz", gzip.compress(b"a" * 999, mtime=0)[:-9], "DATA_FILE_CORRUPT"),
        ("a.csv.gz", HEADER.encode(), "DATA_FILE_CORRUPT"),
        ("a.parquet", b"PAR1 no more PAR1", "DATA_FILE_CORRUPT"),
        ("a.xlsx", b"PK", "DATA_FILE_KIND"),
    ],
)
def test_rejects_an_unusable_file(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(content)

    error = refusal(tmp_path / name)

    assert error.code == code
    assert name in error.message


def test_rejects_an_open_quote_and_says_where_it_opens(tmp_path: Path) -> None:
    error = refusal(write(tmp_path / "a.csv", f'{HEADER}\nA,2014-01-01,1\n"B,2014-01-01\n1\n'))

    assert "begins in row 3" in error.message


def test_rejects_a_path_without_data(tmp_path: Path) -> None:
    write(tmp_path / "_SUCCESS", "")
    write(tmp_path / "_old" / "a.csv", f"{HEADER}\n")
    write(tmp_path / ".hidden.csv", f"{HEADER}\n")

    assert refusal(tmp_path).code == "DATA_FOLDER_EMPTY"
    assert refusal(tmp_path / "none").code == "DATA_PATH_MISSING"


def test_a_lake_folder_is_read_with_both_kinds_of_file(tmp_path: Path) -> None:
    write(tmp_path / "year=2014" / "a.csv", f"{HEADER}\nA,2014-01-01,1\n")
    write(tmp_path / "year=2014" / "_tmp" / "b.csv", "garbage")
    write(tmp_path / "README.md", "# Demand")
    table = pa.table({"item_id": ["A"], "timestamp": [pd.Timestamp("2015-01-01")], "target_value": [2]})
    (tmp_path / "year=2015").mkdir()
    pq.write_table(table, tmp_path / "year=2015" / "part-0.snappy.parquet")

    rows = read(tmp_path)

    assert rows.files == ("year=2014/a.csv", "year=2015/part-0.snappy.parquet")
    assert rows.row.tolist() == [2, 1]
    assert rows.table["target_value"].to_pylist() == ["1", "2"]
    assert "year" not in rows.table.column_names


def test_a_required_column_may_come_from_the_folder_names(tmp_path: Path) -> None:
    header = "timestamp,target_value\n"
    write(tmp_path / "item_id=A%2FB" / "a.csv", f"{header}2014-01-01,1\n")
    write(tmp_path / "item_id=__HIVE_DEFAULT_PARTITION__" / "a.csv", f"{header}2014-01-01,1\n")

    assert read(tmp_path).table["item_id"].to_pylist() == ["A/B", None]


def test_parquet_keeps_its_types(tmp_path: Path) -> None:
    table = pa.table(
        {
            "item_id": pa.array(["A", "B"]).dictionary_encode(),
            "timestamp": pa.array([0, 1], pa.timestamp("us")),
            "target_value": pa.array([1, 2], pa.int16()),
        }
    )
    pq.write_table(table, tmp_path / "a.parquet")

    rows = read(tmp_path / "a.parquet")

    assert rows.table.schema.types[1:] == [pa.timestamp("us"), pa.int16()]
    assert rows.row.tolist() == [1, 2]


def test_rejects_a_column_of_lists(tmp_path: Path) -> None:
    table = pa.table({"item_id": ["A"], "timestamp": ["2014-01-01"], "target_value": [[1]]})
    pq.write_table(table, tmp_path / "a.parquet")

    error = refusal(tmp_path / "a.parquet")

    assert error.code == "DATA_COLUMN_TYPE"
    assert '"target_value"' in error.message
