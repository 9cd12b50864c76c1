import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from inputs import DAILY, HEADER, csv_rows, days

from forecast_platform.data import CheckedData, Contract, check, examine, problem_table
from forecast_platform.errors import ForecastError

GOOD = "A,2014-01-01,1"


def found(checked: CheckedData) -> list[tuple[str, str | None, tuple[int, ...]]]:
    return [(problem.code, problem.file, problem.rows) for problem in checked.problems]


@pytest.mark.parametrize(
    ("line", "code", "value"),
    [
        ("A,2014-01-02", "DATA_ROW_RAGGED", "A,2014-01-02"),
        ("A,2014-01-02,1,5", "DATA_ROW_RAGGED", "A,2014-01-02,1,5"),
        (" ,2014-01-02,1", "DATA_ITEM_ID_MISSING", " "),
        ("A,02/01/2014,1", "DATA_TIMESTAMP_UNREADABLE", "02/01/2014"),
        ("A,20140102,1", "DATA_TIMESTAMP_UNREADABLE", "20140102"),
        ("A,2014-02-30,1", "DATA_TIMESTAMP_UNREADABLE", "2014-02-30"),
        ("A,2014-01-02123,1", "DATA_TIMESTAMP_UNREADABLE", "2014-01-02123"),
        ("A,2014-01-02 24:00,1", "DATA_TIMESTAMP_UNREADABLE", "2014-01-02 24:00"),
        ("A,,1", "DATA_TIMESTAMP_UNREADABLE", ""),
        ("A,9999-12-31,1", "DATA_TIMESTAMP_OUT_OF_RANGE", "9999-12-31"),
        ("A,1899-12-31,1", "DATA_TIMESTAMP_OUT_OF_RANGE", "1899-12-31"),
        ("A,2014-01-02 00:00:00.001,1", "DATA_TIMESTAMP_OFF_GRID", "2014-01-02 00:00:00.001"),
        ("A,2014-01-02T00:00Z,1", "DATA_TIME_ZONE_MIXED", "2014-01-02T00:00Z"),
        ("A,2014-01-02,", "DATA_TARGET_NOT_NUMERIC", ""),
        ("A,2014-01-02,nan", "DATA_TARGET_NOT_NUMERIC", "nan"),
        ("A,2014-01-02,-inf", "DATA_TARGET_NOT_NUMERIC", "-inf"),
        ("A,2014-01-02,1e999", "DATA_TARGET_NOT_NUMERIC", "1e999"),
        ('A,2014-01-02,"1,5"', "DATA_TARGET_NOT_NUMERIC", "1,5"),
        ("A,2014-01-02,-0.5", "DATA_TARGET_NEGATIVE", "-0.5"),
    ],
)
def test_a_bad_row_is_quarantined_with_its_line(tmp_path: Path, line: str, code: str, value: str) -> None:
    checked = examine(csv_rows(tmp_path, GOOD, "B,2014-01-01,1", line), DAILY)

    assert checked.history["item_id"].tolist() == ["A", "B"]
    row = checked.quarantine.iloc[0]
    assert (row["file"], row["row"], row["problem"], row["value"]) == ("sales.csv", 4, code, value)
    assert found(checked) == [(code, "sales.csv", (4,))]
    assert f'"{value}"' in checked.problems[0].message


def test_all_problems_of_a_row_are_told(tmp_path: Path) -> None:
    checked = examine(csv_rows(tmp_path, GOOD, ",tomorrow,many"), DAILY)

    assert checked.quarantine["problem"].tolist() == [
        "DATA_ITEM_ID_MISSING DATA_TIMESTAMP_UNREADABLE DATA_TARGET_NOT_NUMERIC"
    ]
    assert len(checked.problems) == 3


def test_of_equal_rows_one_is_kept(tmp_path: Path) -> None:
    checked = examine(csv_rows(tmp_path, GOOD, "A,2014-01-02,1", "A,2014-01-01T00:00,1.0"), DAILY)

    assert checked.history["target_value"].tolist() == [1.0, 1.0]
    assert found(checked) == [("DATA_DUPLICATE_IDENTICAL", "sales.csv", (4,))]
    assert checked.problems[0].severity == "warning"


def test_of_conflicting_rows_none_is_kept(tmp_path: Path) -> None:
    lines = [GOOD, "B,2014-01-01,1", "A,2014-01-01,2", GOOD]

    checked = examine(csv_rows(tmp_path, *lines), DAILY)

    assert checked.history["item_id"].tolist() == ["B"]
    assert found(checked) == [("DATA_DUPLICATE_CONFLICTING", "sales.csv", (2, 4, 5))]


def test_rows_that_differ_in_a_related_column_conflict(tmp_path: Path) -> None:
    header = f"{HEADER},promo"

    checked = examine(csv_rows(tmp_path, f"{GOOD},yes", f"{GOOD},no", header=header), DAILY)

    assert found(checked) == [("DATA_DUPLICATE_CONFLICTING", "sales.csv", (2, 3))]


def test_gaps_are_told_as_ranges_of_each_item(tmp_path: Path) -> None:
    dates = ["2014-01-01", "2014-01-02", "2014-01-05", "2014-01-07"]

    checked = examine(csv_rows(tmp_path, *[f"A,{date},1" for date in dates], "B,2014-01-07,1"), DAILY)

    (gap,) = checked.problems
    assert (gap.code, gap.severity, gap.item_id, gap.count) == ("DATA_GAP", "warning", "A", 3)
    assert "2014-01-03T00:00 to 2014-01-04T00:00 (2), 2014-01-06T00:00;" in gap.message
    assert len(checked.history) == 5


def test_a_quarantined_row_leaves_a_gap(tmp_path: Path) -> None:
    checked = examine(csv_rows(tmp_path, GOOD, "A,2014-01-02,x", "A,2014-01-03,1"), DAILY)

    assert [problem.code for problem in checked.problems] == ["DATA_TARGET_NOT_NUMERIC", "DATA_GAP"]


def test_an_item_with_too_few_rows_is_left_out(tmp_path: Path) -> None:
    lines = [*days("A", "2014-01-01", [1, 2, 3]), *days("B", "2014-01-02", [1, 2])]

    checked = examine(csv_rows(tmp_path, *lines), replace(DAILY, min_rows=3))

    assert checked.history["item_id"].tolist() == ["A", "A", "A"]
    (short,) = checked.problems
    assert (short.code, short.item_id, short.count) == ("DATA_HISTORY_TOO_SHORT", "B", 2)
    assert 'item "B" has 2 rows, fewer than 3' in short.message
    assert checked.quarantine[["row", "problem"]].values.tolist() == [
        [5, "DATA_HISTORY_TOO_SHORT"],
        [6, "DATA_HISTORY_TOO_SHORT"],
    ]


def test_an_item_that_ends_long_before_the_others_is_stale(tmp_path: Path) -> None:
    lines = ["A,2014-01-01,1", "B,2014-01-30,1", "C,2014-01-02,1"]

    checked = examine(csv_rows(tmp_path, *lines), DAILY)

    (stale,) = checked.problems
    assert (stale.code, stale.item_id, stale.count) == ("DATA_ITEM_STALE", "A", 29)
    assert len(checked.history) == 3


def test_one_offset_is_cut_and_the_local_time_kept(tmp_path: Path) -> None:
    lines = ["A,2014-01-01T00:00:00+09:00,1", "A,2014-01-02T00:00+0900,2"]

    checked = examine(csv_rows(tmp_path, *lines), DAILY)

    assert checked.problems == ()
    assert checked.history["timestamp"].astype(str).tolist() == ["2014-01-01", "2014-01-02"]


def test_of_different_offsets_the_rarer_is_bad(tmp_path: Path) -> None:
    lines = ["A,2014-01-01T00:00Z,1", "A,2014-01-02T00:00+00:00,2", "A,2014-01-03T00:00+01:00,3"]

    checked = examine(csv_rows(tmp_path, *lines), DAILY)

    assert found(checked) == [("DATA_TIME_ZONE_MIXED", "sales.csv", (4,))]


def test_with_a_time_zone_offsets_become_its_local_time(tmp_path: Path) -> None:
    lines = ["A,2014-01-01T10:00-05:00,1", "A,2014-01-02T15:00Z,2", "A,2014-01-04,3"]

    checked = examine(csv_rows(tmp_path, *lines), replace(DAILY, time_zone="Asia/Seoul"))

    assert checked.history["timestamp"].astype(str).tolist() == ["2014-01-02", "2014-01-03"]
    assert found(checked) == [("DATA_TIME_ZONE_MIXED", "sales.csv", (4,))]


@pytest.mark.parametrize("zone", ["Europe/Atlantis", "", "../etc", "Europe"])
def test_rejects_an_unknown_time_zone(tmp_path: Path, zone: str) -> None:
    with pytest.raises(ForecastError, match="DATA_TIME_ZONE_UNKNOWN"):
        examine(csv_rows(tmp_path, GOOD), replace(DAILY, time_zone=zone))


def test_negative_values_are_kept_where_allowed(tmp_path: Path) -> None:
    checked = examine(csv_rows(tmp_path, "A,2014-01-01,-1"), replace(DAILY, allow_negative=True))

    assert checked.history["target_value"].tolist() == [-1.0]


def test_related_columns_are_numbers_only_if_all_values_are(tmp_path: Path) -> None:
    header = f"{HEADER},price,promo,empty"
    lines = ["A,2014-01-02,1, 2.5 ,x,", "A,2014-01-01,1,,1,", "A,2014-01-03,?,much,2,"]

    history = examine(csv_rows(tmp_path, *lines, header=header), DAILY).history

    assert history["price"].fillna(-1).tolist() == [-1.0, 2.5]
    assert history["promo"].tolist() == ["1", "x"]
    assert history["empty"].isna().all()
    assert history["price"].dtype == history["empty"].dtype == "float64"


def test_quarantine_keeps_the_raw_row_also_where_names_collide(tmp_path: Path) -> None:
    checked = examine(csv_rows(tmp_path, "A,x,1,7", GOOD + ",8", header=f"{HEADER},row"), DAILY)

    assert checked.quarantine.to_dict("records") == [
        {
            "file": "sales.csv",
            "row": 2,
            "problem": "DATA_TIMESTAMP_UNREADABLE",
            "value": "x",
            "item_id": "A",
            "timestamp": "x",
            "target_value": "1",
            "raw_row": "7",
        }
    ]


def test_rows_are_sorted_by_item_and_time(tmp_path: Path) -> None:
    lines = ["b,2014-01-01,1", "a,2014-01-02,2", "B,2014-01-01,3", "a,2014-01-01,4"]

    history = examine(csv_rows(tmp_path, *lines), DAILY).history

    assert history["target_value"].tolist() == [3.0, 4.0, 2.0, 1.0]
    assert history["timestamp"].dtype == "datetime64[us]"
    assert history.index.tolist() == [0, 1, 2, 3]


def test_a_few_bad_rows_pass_and_more_are_refused(tmp_path: Path) -> None:
    rows = csv_rows(tmp_path, *days("A", "2014-01-01", [1] * 19), "A,2014-02-01,x")

    assert len(check(rows, Contract(frequency="D")).quarantine) == 1
    with pytest.raises(ForecastError) as caught:
        check(rows, Contract(frequency="D", max_bad_share=0.049))
    assert caught.value.code == "DATA_TOO_MANY_BAD_ROWS"
    assert "1 of 20 rows are bad (5.0%), allowed are 4.9%" in caught.value.message
    assert 'DATA_TARGET_NOT_NUMERIC 1; such as file "sales.csv" row 21' in caught.value.message


def test_repeated_rows_and_short_items_do_not_count_as_bad(tmp_path: Path) -> None:
    lines = days("A", "2014-01-01", [1, 2, 3])

    checked = check(
        csv_rows(tmp_path, *lines, *lines, "B,2014-01-01,1"),
        Contract("D", min_rows=2, max_bad_share=0),
    )

    assert len(checked.history) == 3
    assert len(checked.quarantine) == 4


def test_rejects_data_of_which_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(ForecastError, match=r"DATA_NO_HISTORY.*DATA_HISTORY_TOO_SHORT 1"):
        check(csv_rows(tmp_path, GOOD), Contract("D", min_rows=2))


def test_a_problem_lists_its_first_rows_and_counts_all(tmp_path: Path) -> None:
    checked = examine(csv_rows(tmp_path, GOOD, *["A,x,1"] * 30), DAILY)

    (bad,) = checked.problems
    assert bad.rows == tuple(range(3, 13))
    assert bad.count == 30
    assert "(and 29 more rows)" in bad.message


def test_problems_are_written_as_json_and_as_a_table(tmp_path: Path) -> None:
    checked = examine(csv_rows(tmp_path, GOOD, "A,2014-01-02,x", "A,2014-01-03,1"), DAILY)

    document = json.loads(json.dumps(checked.to_json()))
    lines = problem_table(checked.problems, most=1).splitlines()

    assert (document["history_rows"], document["quarantine_rows"]) == (2, 1)
    assert document["problems"][0]["rows"] == [3]
    assert document["problems"][1]["item_id"] == "A"
    assert lines[0].split() == ["SEVERITY", "CODE", "WHERE", "COUNT", "MESSAGE"]
    assert lines[1].startswith("error     DATA_TARGET_NOT_NUMERIC  sales.csv row 3  1")
    assert lines[2:] == ["and 1 more"]


def test_values_in_messages_are_cut(tmp_path: Path) -> None:
    checked = examine(csv_rows(tmp_path, GOOD, f"A,2014-01-02,{'x' * 99}"), DAILY)

    assert f'"{"x" * 80}"' in checked.problems[0].message


def test_the_table_keeps_one_line_for_values_of_several(tmp_path: Path) -> None:
    checked = examine(csv_rows(tmp_path, GOOD, 'A,"2014\n01",1'), DAILY)

    assert len(problem_table(checked.problems).splitlines()) == 2
    assert r'"2014\n01"' in checked.problems[0].message


def test_history_of_nothing_has_all_columns(tmp_path: Path) -> None:
    history = examine(csv_rows(tmp_path, "A,x,1,2", header=f"{HEADER},price"), DAILY).history

    assert history.columns.tolist() == ["item_id", "timestamp", "target_value", "price"]
    assert isinstance(history, pd.DataFrame)
    assert history.empty
