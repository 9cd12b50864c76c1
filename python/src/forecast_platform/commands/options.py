"""The options that commands share: where the data lie, and what is forecast."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import get_args

import pandas as pd

from forecast_platform.data import Contract, Frequency
from forecast_platform.errors import ForecastError
from forecast_platform.forest import ForestSettings
from forecast_platform.forest.grid import to_steps
from forecast_platform.groups import EngineName, GroupedHistory, Rows, Source, opened


def add_data_options(parser: ArgumentParser) -> None:
    """Declare `--data` and what tells how to read it."""
    parser.add_argument("--data", type=Path, required=True, help="a CSV or Parquet file, or a folder of them")
    parser.add_argument(
        "--columns",
        type=lambda text: tuple(text.split(",")),
        help="names of the columns of CSV files without a header, such as timestamp,target_value,item_id",
    )
    parser.add_argument(
        "--non-negative", action="store_true", help="a negative target is a bad row; default allowed"
    )
    parser.add_argument(
        "--max-bad-share",
        type=float,
        default=Contract.max_bad_share,
        help="share of bad rows, 0 to 1, above which the data are refused; default %(default)s",
    )
    parser.add_argument("--time-zone", help="IANA zone of the local time, for timestamps with an offset")
    parser.add_argument(
        "--engine",
        choices=get_args(EngineName),
        default="auto",
        help="pandas works on one group of items after the other, spark on many at once; "
        "default auto: spark for large input, where it is installed",
    )


def add_forecast_options(parser: ArgumentParser) -> None:
    """Declare what is forecast: frequency, horizon, quantiles."""
    parser.add_argument("--frequency", required=True, choices=get_args(Frequency), help="length of a step")
    parser.add_argument("--horizon", type=int, required=True, help="steps to forecast, 1 to 1000")
    parser.add_argument(
        "--quantiles",
        type=lambda text: tuple(float(part) for part in text.split(",")),
        default=ForestSettings.quantiles,
        help="0.01 to 0.99, rising, such as 0.1,0.5,0.9 (the default)",
    )
    parser.add_argument("--country", help="ISO 3166 code whose holidays count as Sundays; default none")
    parser.add_argument("--seed", type=int, default=ForestSettings.seed, help="default %(default)s")


@contextmanager
def grouped_data(
    options: Namespace, before: pd.Timestamp | None, groups: int | None = None
) -> Iterator[GroupedHistory]:
    """Read, check and group the data that the options name; gone when the context ends.

    Args:
        options: those of `add_data_options`, and `frequency`.
        before: nothing from this step on is used; none uses all.
        groups: those of the model there is, see `groups_for`.

    Raises:
        ForecastError: those of `opened`.

    """
    contract = Contract(
        frequency=options.frequency,
        allow_negative=not options.non_negative,
        max_bad_share=options.max_bad_share,
        time_zone=options.time_zone,
    )
    source = Source(Rows(options.data, options.columns), contract, before, groups=groups)
    with opened(source, options.engine) as history:
        yield history


def forest_settings(options: Namespace) -> ForestSettings:
    """Return the settings of the forest that the options describe."""
    return ForestSettings(
        frequency=options.frequency,
        horizon=options.horizon,
        quantiles=options.quantiles,
        country=options.country,
        seed=options.seed,
    )


def timestamp(text: str, name: str, frequency: Frequency) -> pd.Timestamp:
    """Return the beginning of a step that an option gives as ISO 8601.

    Raises:
        ForecastError: OPTION_WRONG, TIMESTAMP_OFF_GRID.

    """
    try:
        value = pd.Timestamp(text)
    except ValueError as error:
        raise ForecastError(
            "OPTION_WRONG",
            f'{name} is "{text[:80]}", which is no timestamp',
            'write it as "YYYY-MM-DD HH:MM:SS", local time',
        ) from error
    to_steps(pd.Series([value]), frequency)
    return value
