"""Names of resources: what the service takes, and no two things of one name."""

import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forecast_platform.backends.amazon_forecast.names import Names

FORECASTS = st.from_regex(r"[a-z][a-z0-9-]{1,30}", fullmatch=True)
PREFIXES = st.from_regex(r"[a-z][a-z0-9_]{2,40}", fullmatch=True)
PERIODS = st.datetimes(pd.Timestamp("2020-01-01"), pd.Timestamp("2040-01-01")).map(
    lambda time: time.strftime("%Y%m%dT%H")
)
NAMES = st.builds(Names, PREFIXES, FORECASTS, PERIODS)
TAKEN = re.compile(r"[a-zA-Z][a-zA-Z0-9_]{0,62}")


@given(NAMES, st.integers(1, 99))
def test_are_what_the_service_takes(names: Names, number: int) -> None:
    assert TAKEN.fullmatch(names.data)
    assert TAKEN.fullmatch(names.numbered(number))


@given(st.builds(Names, st.just("forecast_staging"), FORECASTS, PERIODS), NAMES, st.integers(1, 99))
def test_differ_where_the_runs_differ(one: Names, other: Names, number: int) -> None:
    other = Names(one.prefix, other.forecast, other.period)

    assert (one.numbered(number) == other.numbered(number)) == (one == other)
    assert (one.data == other.data) == (one.forecast == other.forecast)


@given(NAMES, st.integers(1, 99))
def test_give_their_number_back(names: Names, number: int) -> None:
    assert names.number_of(names.numbered(number)) == number


@pytest.mark.parametrize(
    "name", ["forecast_dev_demand_20260303", "forecast_dev_demand_20260302_x", "forecast_dev_demand"]
)
def test_another_name_has_no_number(name: str) -> None:
    assert Names("forecast_dev", "demand", "20260302").number_of(name) is None


def test_read_as_the_design_says() -> None:
    names = Names("forecast_dev", "peak-load", "20260302T18")

    assert names.data == "forecast_dev_peak_load"
    assert names.numbered() == "forecast_dev_peak_load_20260302T18"
    assert names.numbered(2) == "forecast_dev_peak_load_20260302T18_2"
    assert names.folder == "peak-load/20260302T18/"
