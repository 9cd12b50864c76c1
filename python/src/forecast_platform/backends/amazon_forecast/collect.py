"""The results of a run: the parts of its export, as the one table that the pipeline loads."""

import pandas as pd

from forecast_platform.backends.amazon_forecast.run import Run
from forecast_platform.backends.amazon_forecast.service import EXPORT
from forecast_platform.data import write_table
from forecast_platform.data.frequency import grid
from forecast_platform.errors import ForecastError

_ITEM, _DATE = "item_id", "date"


def collect(run: Run) -> int:
    """Bring the export into the lake as Parquet, written beside and moved; return the number of rows.

    Columns: run_id, item_id (str), timestamp (naive local time), quantile, value (float), sorted by item,
    timestamp and quantile: the same as the random forest's.

    Raises:
        ForecastError: EXPORT_UNEXPECTED, and those of `sorted_errors`.

    """
    parts = [_read(run, key) for key in _parts(run)]
    if not parts:
        raise _unexpected(run, "has no part", "restart the run from export")
    table = _long(run, pd.concat(parts, ignore_index=True))
    write_table(table, run.step.results_folder / "part-0.parquet")
    return len(table)


def _parts(run: Run) -> list[str]:
    """Return the keys of the parts, `<job>_<time>_<part>.csv`; others, such as a mark of success, are none.

    https://docs.aws.amazon.com/forecast/latest/dg/API_CreateForecastExportJob.html, read 2026-11-23
    """
    export = run.service.describe(EXPORT, run.state["export"])
    target = export.details.get("Destination") if export is not None else None
    if export is None or not isinstance(target, dict):
        raise _unexpected(run, "is gone", "restart the run from export")
    folder = str(target["S3Config"]["Path"]).removeprefix(run.exchange.uri(""))
    names = run.exchange.list(f"{folder}{export.name}_")
    return [name for name in names if name.endswith(".csv")]


def _read(run: Run, key: str) -> pd.DataFrame:
    part = pd.read_csv(run.exchange.open(key), dtype={_ITEM: str}, keep_default_na=False, na_values=[""])
    missing = {_ITEM, _DATE, *_levels(run)} - set(part.columns)
    if missing:
        raise _unexpected(
            run, f"has no column {', '.join(sorted(missing))} in {key}", "report it: the format has changed"
        )
    return part


def _levels(run: Run) -> dict[str, float]:
    """Return the quantiles by the names of their columns, such as `p10`."""
    return {f"p{round(level * 100)}": level for level in run.step.forecast.quantiles}


def _long(run: Run, wide: pd.DataFrame) -> pd.DataFrame:
    levels = _levels(run)
    table = wide.melt([_ITEM, _DATE], list(levels), var_name="quantile", value_name="value")
    table["timestamp"] = pd.to_datetime(table.pop(_DATE), utc=True).dt.tz_localize(None)
    table["quantile"] = table["quantile"].map(levels)
    table["value"] = table["value"].astype(float)
    table.insert(0, "run_id", run.step.run_id)
    _refuse_other_times(run, table["timestamp"])
    table = table[["run_id", _ITEM, "timestamp", "quantile", "value"]]
    return table.sort_values([_ITEM, "timestamp", "quantile"], ignore_index=True)


def _refuse_other_times(run: Run, given: pd.Series) -> None:
    step = run.step
    wanted = grid(step.period.to_pydatetime(), step.forecast.horizon, step.frequency)
    if set(given) != set(wanted):
        raise _unexpected(
            run,
            f"is of {given.min()} to {given.max()}, the run of {wanted[0]} to {wanted[-1]}",
            "see whether the input ends with the step before the period, then restart the run from import",
        )


def _unexpected(run: Run, what: str, repair: str) -> ForecastError:
    return ForecastError("EXPORT_UNEXPECTED", f"export {run.state['export']} {what}", repair)
