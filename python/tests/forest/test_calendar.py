"""Steps and phases."""

import numpy as np
import pandas as pd
import pytest

from forecast_platform.errors import ForecastError
from forecast_platform.forest.calendar import PHASES, Calendar
from forecast_platform.forest.grid import to_steps, to_timestamps


@pytest.mark.parametrize(
    ("frequency", "rule"),
    [
        ("H", "h"),
        ("D", "D"),
        ("W", "W-MON"),
        ("M", "MS"),
    ],
)
@pytest.mark.parametrize("unit", ["s", "us", "ns"])
def test_steps_count_by_one_and_return_to_their_timestamps(frequency, rule, unit):
    stamps = pd.date_range("1968-12-01", periods=60, freq=rule).as_unit(unit)
    steps = to_steps(pd.Series(stamps), frequency)
    assert (np.diff(steps) == 1).all()
    assert (to_timestamps(steps, frequency) == stamps).all()


def test_a_tuesday_does_not_begin_a_week():
    with pytest.raises(ForecastError, match=r"TIMESTAMP_OFF_GRID.*row 1.*2024-01-02"):
        to_steps(pd.Series(pd.to_datetime(["2024-01-01", "2024-01-02"])), "W")


def test_a_holiday_is_a_sunday_only_in_its_country():
    steps = to_steps(pd.Series(pd.to_datetime(["2014-12-25", "2014-12-28"])), "D")
    assert Calendar("D", "PT").phases(steps).weekday.tolist() == [6, 6]
    assert Calendar("D").phases(steps).weekday.tolist() == [3, 6]


def test_an_unknown_country_is_refused():
    with pytest.raises(ForecastError, match=r"UNKNOWN_COUNTRY.*'XX'"):
        Calendar("D", "XX").phases(np.array([16000]))


@pytest.mark.parametrize("frequency", ["H", "D", "W", "M"])
def test_no_phase_reaches_the_next_items_range(frequency):
    phases = Calendar(frequency).phases(np.arange(0, 24 * 800))
    assert max(phases.every.max(), phases.kind.max(), phases.fine.max(), phases.year.max()) < PHASES
