"""The checksum of a history: what a forecast was made from."""

import hashlib

import numpy as np
import pandas as pd

from forecast_platform.data.rows import ITEM_ID, REQUIRED, TIMESTAMP

_VERSION = b"forecast_platform history 1\n"


def checksum(history: pd.DataFrame) -> str:
    """Return the SHA-256 of a checked history's content, as 64 hexadecimal digits.

    Equal content gives equal digits: whatever the order of rows and related columns, the layout
    and format of the files, and the versions of pandas, numpy and pyarrow. Hashed are, by column
    (the required ones, then the related ones by name), the name, the type, and the values by
    item_id and timestamp: text as length (-1: missing) and UTF-8, timestamps as microseconds
    since 1970, numbers as float64, all little-endian.

    Args:
        history: see `CheckedData.history`.

    """
    items, _ = pd.factorize(history[ITEM_ID], sort=True)
    order = np.lexsort((history[TIMESTAMP].to_numpy(), items))
    digest = hashlib.sha256(_VERSION)
    related = sorted(name for name in history.columns if name not in REQUIRED)
    for name in [*REQUIRED, *related]:
        kind, content = _bytes(history[name].take(order))
        digest.update(f"{len(name.encode())}:{name} {kind} {len(order)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


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
