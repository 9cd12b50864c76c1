"""Which group an item belongs to: by the checksum of its name, so that nobody has to keep a list."""

from zlib import crc32

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from forecast_platform.data.rows import ITEM_ID, RawRows, as_text
from forecast_platform.forest.grid import Ints

GROUP_ITEMS = 20
"""Items that share a forest: enough to learn from each other, few enough to train in seconds."""

OUTGROWN = 2
"""Times `GROUP_ITEMS` that a group may hold on average before all items are grouped anew."""


def groups_for(items: int, present: int | None = None) -> int:
    """Return the number of groups for so many items.

    Args:
        items: their number.
        present: the groups of the champion; kept until they are outgrown, since a forest knows
            the items of its group only. None without a champion.

    """
    if present is not None and items <= present * GROUP_ITEMS * OUTGROWN:
        return present
    return max(1, round(items / GROUP_ITEMS))


def group_of(item: str, groups: int) -> int:
    """Return the group of an item, 0 to groups - 1."""
    return crc32(item.encode()) % groups


def hashes(rows: RawRows) -> Ints:
    """Return the CRC-32 of each row's item, without the blanks around it; missing is as blank."""
    names = pc.utf8_trim_whitespace(as_text(rows.table[ITEM_ID])).combine_chunks()
    encoded = names.fill_null("").dictionary_encode()
    distinct = np.array([crc32(name.encode()) for name in encoded.dictionary.to_pylist()], np.int64)
    codes: Ints = encoded.indices.to_numpy(zero_copy_only=False)
    return distinct[codes]


def item_count(rows: RawRows) -> int:
    """Return the number of items."""
    names = pc.utf8_trim_whitespace(as_text(rows.table[ITEM_ID]))
    return int(pc.count_distinct(names.filter(pc.not_equal(names, pa.scalar("")))).as_py())
