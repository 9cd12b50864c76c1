"""Related columns: numbers where all values are, else text."""

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from forecast_platform.data.numbers import is_number, read_numbers
from forecast_platform.data.rows import as_text


def related_values(column: pa.ChunkedArray) -> pd.Series:
    """Return a related column as float64 (NaN: missing) or text (null: missing).

    Blank text is missing. Text is numeric if every value that is not missing is a finite
    decimal number; booleans are 0 and 1; dates and times are text in ISO 8601. So the same data
    gives the same column, from CSV or Parquet.
    """
    if pa.types.is_boolean(column.type):
        column = column.cast(pa.uint8())
    numbers = read_numbers(column)
    if is_number(column.type):
        return pd.Series(numbers)
    text = pc.utf8_trim_whitespace(as_text(column))
    text = pc.if_else(pc.equal(text, ""), pa.scalar(None, pa.string()), text)
    if len(text) - text.null_count == pd.notna(numbers).sum():
        return pd.Series(numbers)
    # Few distinct values as a rule: the strings are shared instead of made once a row.
    encoded = text.combine_chunks().dictionary_encode()
    distinct = pd.Series([*encoded.dictionary.to_pylist(), None], dtype=object)
    codes = encoded.indices.fill_null(len(distinct) - 1).to_numpy(zero_copy_only=False)
    return distinct.take(codes).reset_index(drop=True)
