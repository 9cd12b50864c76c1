"""Numbers of a column, of text or of a type of its own."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from forecast_platform.data.rows import as_text

DECIMAL = r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$"
"""What text is a number: with a point, without thousands separators; `nan` and `inf` are none."""


def read_numbers(column: pa.ChunkedArray) -> NDArray[np.float64]:
    """Return a column as float64, NaN where it is blank or no finite number.

    Integers beyond 2^53 and decimals are rounded to the nearest float64.
    """
    if not is_number(column.type):
        text = pc.utf8_trim_whitespace(as_text(column))
        decimal = pc.match_substring_regex(text, DECIMAL)
        column = pc.if_else(decimal, text, pa.scalar(None, pa.string()))
    numbers: NDArray[np.float64] = column.cast(pa.float64(), safe=False).to_numpy()
    return np.where(np.isfinite(numbers), numbers, np.nan)


def is_number(kind: pa.DataType) -> bool:
    """Return whether all values of a type are numbers."""
    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind))
