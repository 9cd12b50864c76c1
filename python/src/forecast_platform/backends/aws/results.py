"""The results of a run, from the files that a service wrote to the one table that the pipeline loads."""

from dataclasses import dataclass
from io import BytesIO

import pandas as pd

from forecast_platform.backends.aws.exchange import Exchange
from forecast_platform.backends.step import Step
from forecast_platform.data import write_table
from forecast_platform.data.frequency import grid
from forecast_platform.errors import ForecastError


@dataclass(frozen=True)
class Export:
    """What a service wrote.

    Attributes:
        name: for messages.
        keys: of its parts in the exchange bucket.
        item: the column of the item.
        time: the column of the time; the values are in columns such as `p10`.

    """

    name: str
    keys: list[str]
    item: str
    time: str


def bring_in(step: Step, exchange: Exchange, export: Export) -> int:
    """Bring an export into the lake as Parquet, written beside and moved; return the number of rows.

    Columns: run_id, item_id (str), timestamp (naive local time), quantile, value (float), sorted by item,
    timestamp and quantile: the same as the random forest's.

    Raises:
        ForecastError: EXPORT_UNEXPECTED, and those of `sorted_errors`.

    """
    parts = [_read(step, exchange, export, key) for key in export.keys]
    if not parts:
        raise unexpected(export.name, "has no part", "restart the run from its last stage")
    table = _long(step, export, pd.concat(parts, ignore_index=True))
    write_table(table, step.results_folder / "part-0.parquet")
    return len(table)


def unexpected(name: str, what: str, repair: str) -> ForecastError:
    """Return the error of an export that is not what was asked for."""
    return ForecastError("EXPORT_UNEXPECTED", f"export {name} {what}", repair)


def _read(step: Step, exchange: Exchange, export: Export, key: str) -> pd.DataFrame:
    kinds = {export.item: str}
    part = pd.read_csv(BytesIO(exchange.get(key)), dtype=kinds, keep_default_na=False, na_values=[""])
    missing = {export.item, export.time, *_levels(step)} - set(part.columns)
    if missing:
        what = f"has no column {', '.join(sorted(missing))} in {key}"
        raise unexpected(export.name, what, "report it: the service writes another format")
    return part


def _levels(step: Step) -> dict[str, float]:
    """Return the quantiles by the names of their columns, such as `p10`."""
    return {f"p{round(level * 100)}": level for level in step.forecast.quantiles}


def _long(step: Step, export: Export, wide: pd.DataFrame) -> pd.DataFrame:
    levels = _levels(step)
    table = wide.melt([export.item, export.time], list(levels), var_name="quantile", value_name="value")
    table["timestamp"] = pd.to_datetime(table.pop(export.time), utc=True).dt.tz_localize(None)
    table["quantile"] = table["quantile"].map(levels)
    table["value"] = table["value"].astype(float)
    table["run_id"] = step.run_id
    table = table.rename(columns={export.item: "item_id"})
    _refuse_other_times(step, export, table["timestamp"])
    table = table[["run_id", "item_id", "timestamp", "quantile", "value"]]
    return table.sort_values(["item_id", "timestamp", "quantile"], ignore_index=True)


def _refuse_other_times(step: Step, export: Export, given: pd.Series) -> None:
    wanted = grid(step.period.to_pydatetime(), step.forecast.horizon, step.frequency)
    if set(given) != set(wanted):
        what = f"is of {given.min()} to {given.max()}, the run of {wanted[0]} to {wanted[-1]}"
        repair = "see whether the input ends with the step before the period, then restart the run"
        raise unexpected(export.name, what, repair)
