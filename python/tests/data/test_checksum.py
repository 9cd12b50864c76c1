import pandas as pd
import pytest

from forecast_platform.data import checksum


def history(**columns: object) -> pd.DataFrame:
    base = {
        "item_id": ["A", "A", "B"],
        "timestamp": pd.to_datetime(["2014-01-01", "2014-01-02", "2014-01-01"]),
        "target_value": [1.0, 2.5, 0.0],
        "promo": ["é", None, ""],
        "price": [1.0, float("nan"), 2.0],
    }
    return pd.DataFrame({**base, **columns})


def test_checksum_is_the_same_for_ever() -> None:
    assert checksum(history()) == ("be14ae1c62f5e97d0fd277885af8af858ffdaf8469fe0ff0d6741720cfea3bac")


def test_order_index_and_unit_do_not_matter() -> None:
    other = history()[["price", "promo", "target_value", "timestamp", "item_id"]].iloc[[2, 0, 1]]
    other["timestamp"] = other["timestamp"].astype("datetime64[ns]")

    assert checksum(other) == checksum(history())


@pytest.mark.parametrize(
    "columns",
    [
        {"item_id": ["A", "A", "C"]},
        {"timestamp": pd.to_datetime(["2014-01-01", "2014-01-03", "2014-01-01"])},
        {"target_value": [1.0, 2.5, 5e-324]},
        {"promo": ["é", None, None]},
        {"promo": ["", "é", None]},
        {"price": [1.0, 0.0, 2.0]},
        {"cost": [1.0, 1.0, 1.0]},
    ],
)
def test_any_change_of_content_changes_it(columns: dict[str, object]) -> None:
    assert checksum(history(**columns)) != checksum(history())


def test_a_related_column_of_another_name_changes_it() -> None:
    assert checksum(history().rename(columns={"price": "cost"})) != checksum(history())


def test_negative_zero_is_zero() -> None:
    assert checksum(history(target_value=[1.0, 2.5, -0.0])) == checksum(history())
