from datetime import datetime

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forecast_platform.data.frequency import (
    Frequency,
    floor,
    grid,
    shift,
    step_of,
    steps_between,
    time_of,
)

FREQUENCIES: list[Frequency] = ["H", "D", "W", "M"]
TIMES = st.datetimes(datetime(1900, 1, 1), datetime(2199, 12, 31))


@pytest.mark.parametrize(
    ("frequency", "expected"),
    [
        ("H", "2014-10-29 13:00"),
        ("D", "2014-10-29"),
        ("W", "2014-10-27"),
        ("M", "2014-10-01"),
    ],
)
def test_floor_is_the_beginning_of_the_step(frequency: Frequency, expected: str) -> None:
    assert floor(datetime(2014, 10, 29, 13, 59, 59, 999_999), frequency) == pd.Timestamp(expected)


@given(time=TIMES, frequency=st.sampled_from(FREQUENCIES))
def test_floor_agrees_with_pandas_periods_also_before_1970(time: datetime, frequency: Frequency) -> None:
    period = pd.Period(time, freq={"H": "h", "W": "W-SUN"}.get(frequency, frequency))

    assert floor(time, frequency) == period.start_time


@given(number=st.integers(-800, 2_000), frequency=st.sampled_from(FREQUENCIES))
def test_numbering_and_times_are_inverse(number: int, frequency: Frequency) -> None:
    numbers = np.array([number], np.int64)

    assert step_of(time_of(numbers, frequency), frequency) == numbers


def test_monday_belongs_to_the_week_it_begins_and_sunday_to_the_one_before() -> None:
    assert floor(datetime(1970, 1, 5), "W") == pd.Timestamp("1970-01-05")
    assert floor(datetime(1970, 1, 4, 23), "W") == pd.Timestamp("1969-12-29")


def test_shift_by_months_does_not_depend_on_their_length() -> None:
    assert shift(datetime(2014, 1, 31), 1, "M") == pd.Timestamp("2014-02-01")
    assert shift(datetime(2014, 1, 31), -1, "M") == pd.Timestamp("2013-12-01")


def test_steps_between_counts_steps_and_not_elapsed_time() -> None:
    assert steps_between(datetime(2014, 1, 1, 23, 59), datetime(2014, 1, 2), "D") == 1
    assert steps_between(datetime(2014, 3, 1), datetime(2014, 1, 31), "M") == -2


def test_grid_lists_the_beginnings_of_steps() -> None:
    steps = grid(datetime(2014, 12, 31, 5), 2, "W")

    assert list(steps) == [pd.Timestamp("2014-12-29"), pd.Timestamp("2015-01-05")]
    assert steps.dtype == "datetime64[us]"
