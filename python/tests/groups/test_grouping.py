"""Proves: an item's group follows from its name alone, and groups are kept until they are outgrown."""

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from forecast_platform.data import RawRows
from forecast_platform.groups.grouping import GROUP_ITEMS, group_of, groups_for, hashes, item_count


def rows(items: list[str | None]) -> RawRows:
    count = len(items)
    table = pa.table({"item_id": pa.array(items, pa.string())})
    return RawRows(table, ("a.csv",), np.zeros(count, np.int32), np.arange(count))


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=5).map(str.strip)), st.integers(1, 50)
)
def test_rows_go_where_their_item_belongs(items: list[str], groups: int) -> None:
    assert [group_of(item, groups) for item in items] == list(hashes(rows(list(items))) % groups)


def test_blanks_around_an_item_are_no_part_of_it() -> None:
    given_rows = rows([" a", "a ", "a", None, ""])

    assert len(set(hashes(given_rows).tolist())) == 2
    assert item_count(given_rows) == 1


def test_groups_hold_about_twenty_items_and_are_kept_until_twice_as_many() -> None:
    assert [groups_for(items) for items in (0, 1, 29, 100, 1000)] == [1, 1, 1, 5, 50]
    assert groups_for(5 * GROUP_ITEMS * 2, present=5) == 5
    assert groups_for(5 * GROUP_ITEMS * 2 + 1, present=5) == 10
    assert groups_for(3, present=5) == 5


def test_groups_are_of_about_the_same_size() -> None:
    sizes = np.bincount(hashes(rows([f"item-{number}" for number in range(10_000)])) % 500)

    assert (sizes.mean(), sizes.max() < 3 * GROUP_ITEMS) == (GROUP_ITEMS, True)
