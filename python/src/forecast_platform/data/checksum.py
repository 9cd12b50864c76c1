"""The checksum of a history: what a forecast was made from."""

import hashlib
from collections.abc import Iterable
from itertools import pairwise

import numpy as np
import pandas as pd

from forecast_platform.data.rows import ITEM_ID, REQUIRED, TIMESTAMP

_VERSION = b"forecast_platform history 2\n"
_SIZE = 2**256


def checksum(history: pd.DataFrame) -> str:
    """Return a checksum of a checked history's content, as 64 hexadecimal digits.

    Equal content gives equal digits: whatever the order of rows and related columns, the layout
    and format of the files, and the versions of pandas, numpy and pyarrow. It is the sum, modulo
    2^256, of a SHA-256 by item, so that parts of a history can be hashed apart (see `combined`);
    it finds what changes by accident, and is no signature. Hashed are, by column (the required
    ones, then the related ones by name), the name, the type, and the values by timestamp: text as
    length (-1: missing) and UTF-8, timestamps as microseconds since 1970, numbers as float64, all
    little-endian.

    Args:
        history: see `CheckedData.history`.

    """
    items, _ = pd.factorize(history[ITEM_ID], sort=True)
    order = np.lexsort((history[TIMESTAMP].to_numpy(), items))
    starts = np.append(np.flatnonzero(np.diff(items[order], prepend=-1)), len(order))
    related = sorted(name for name in history.columns if name not in REQUIRED)
    columns = [history[name].take(order) for name in [*REQUIRED, *related]]
    total = 0
    for start, end in pairwise(starts.tolist()):
        digest = hashlib.sha256(_VERSION)
        for column in columns:
            kind, content = _bytes(column.iloc[start:end])
            digest.update(f"{len(str(column.name).encode())}:{column.name} {kind} {end - start}\n".encode())
            digest.update(content)
        total += int.from_bytes(digest.digest())
    return f"{total % _SIZE:064x}"


def combined(checksums: Iterable[str]) -> str:
    """Return the checksum of a history from those of its parts, which share no item."""
    return f"{sum(int(each, 16) for each in checksums) % _SIZE:064x}"


def _bytes(column: pd.Series) -> tuple[str, bytes]:
    if pd.api.types.is_datetime64_dtype(column.dtype):
        return "time", column.to_numpy().astype("datetime64[us]").astype("<i8").tobytes()
    if pd.api.types.is_float_dtype(column.dtype):
        numbers = column.to_numpy(np.float64) + 0.0
        # A NaN has many bit patterns.
        return "number", np.where(np.isnan(numbers), np.nan, numbers).astype("<f8").tobytes()
    texts = [text.encode() if isinstance(text, str) else None for text in column.tolist()]
    lengths = np.array([-1 if text is None else len(text) for text in texts], "<i8")
    return "text", lengths.tobytes() + b"".join(text for text in texts if text)
