"""Inputs for the tests, as a user would deliver them."""

from pathlib import Path

import pandas as pd

from forecast_platform.data import Contract, RawRows, read

DAILY = Contract(frequency="D", max_bad_share=1.0)
HEADER = "item_id,timestamp,target_value"


def csv_rows(folder: Path, *lines: str, header: str = HEADER) -> RawRows:
    """Write and read `sales.csv`: the header is row 1, the first line given row 2."""
    path = folder / "sales.csv"
    path.write_text("\n".join([header, *lines, ""]), encoding="utf-8")
    return read(path)


def days(item: str, first: str, values: list[float]) -> list[str]:
    """Return CSV lines of an item, a value a day."""
    dates = pd.date_range(first, periods=len(values), freq="D").strftime("%Y-%m-%d")
    return [f"{item},{date},{value}" for date, value in zip(dates, values, strict=True)]
