"""`backtest`: how a forest would have done on past windows, beside the baseline to beat."""

from argparse import ArgumentParser, Namespace
from time import perf_counter

import pandas as pd

from forecast_platform.accuracy import Accuracy, Report, backtest_groups, window_table
from forecast_platform.commands.command import Answer, Command
from forecast_platform.commands.options import (
    add_data_options,
    add_forecast_options,
    forest_settings,
    grouped_data,
    timestamp,
)
from forecast_platform.data.frequency import Frequency, shift
from forecast_platform.errors import ForecastError

HOURS: dict[Frequency, int] = {"H": 1, "D": 24, "W": 168}


def window_starts(options: Namespace) -> list[pd.Timestamp]:
    """Return the first steps of the windows, the earliest first.

    Without `--windows` the one window that begins at `--start`; with it so many windows before
    `--start`, itself not among them, `--step` apart.
    """
    frequency: Frequency = options.frequency
    start = timestamp(options.start, "--start", frequency)
    if options.windows is None:
        return [start]
    if options.windows < 1:
        raise ForecastError(
            "OPTION_WRONG", f"--windows is {options.windows}, allowed are numbers from 1", "leave it out"
        )
    apart = _steps_apart(options)
    return [shift(start, -apart * number, frequency) for number in range(options.windows, 0, -1)]


def _steps_apart(options: Namespace) -> int:
    if options.step is None:
        return int(options.horizon)
    hours = HOURS.get(options.frequency)
    if hours is None or options.step < hours or options.step % hours:
        allowed = "nothing, since months differ" if hours is None else f"multiples of {hours}"
        raise ForecastError(
            "OPTION_WRONG",
            f"--step is {options.step} hours, allowed with frequency {options.frequency} are {allowed}",
            "leave --step out: then the windows lie one horizon apart",
        )
    return int(options.step) // hours


def _run(options: Namespace) -> Answer:
    starts = window_starts(options)
    settings = forest_settings(options)
    with grouped_data(options, None) as history:
        report = backtest_groups(history, settings, starts, perf_counter)
    return Answer(_document(report), text=None if options.json else _table(report))


def _document(report: Report) -> dict[str, object]:
    return {
        **_figures(report),
        "windows": [
            {"start": window.start, "count": window.count, **_figures(window)} for window in report.windows
        ],
        "seconds": report.seconds,
    }


def _figures(of: Accuracy) -> dict[str, object]:
    return {
        "rmse": of.rmse,
        "wape": of.wape,
        "mase": of.mase,
        "wql": of.wql,
        "baseline": {"wql": of.baseline},
        "ratio": of.ratio,
    }


def _table(report: Report) -> str:
    table = window_table(report.windows).to_string(index=False, float_format=lambda value: f"{value:.4f}")
    summary = (
        f"{len(report.windows)} windows, {report.seconds:.1f} s: {report.ratio:.3f} of the baseline's loss"
        " (geometric mean; below 1 is better)"
    )
    return f"{table}\n{summary}\n"


def _add_options(parser: ArgumentParser) -> None:
    add_data_options(parser)
    add_forecast_options(parser)
    parser.add_argument("--start", required=True, help='first step of the window, "YYYY-MM-DD HH:MM:SS"')
    parser.add_argument("--windows", type=int, help="so many windows before --start instead of the one at it")
    parser.add_argument("--step", type=int, help="hours between the windows; default the horizon")
    parser.add_argument("--json", action="store_true", help="one JSON document instead of a table")


COMMAND = Command(
    name="backtest",
    example="python -m forecast_platform backtest --data demand.csv --frequency D --horizon 14 "
    '--start "2014-10-01" --windows 8',
    add_options=_add_options,
    run=_run,
)
