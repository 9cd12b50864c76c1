"""Frequencies: what the service allows, and steps of time."""

import re
from dataclasses import dataclass

import pandas as pd

from forecast_service.errors import invalid, not_done

# Largest number of each unit; one more would be the next larger unit.
# https://docs.aws.amazon.com/forecast/latest/dg/API_CreateAutoPredictor.html
_MOST = {"Y": 1, "M": 11, "W": 4, "D": 6, "H": 23, "min": 59}
_MINUTES = {"min": 1, "H": 60, "D": 1440, "W": 10_080, "M": 43_830, "Y": 525_960}
# What repeats, in steps of one unit: a day of minutes or hours, a week of days, a year.
_SEASONS = {"min": 1440, "H": 24, "D": 7, "W": 52, "M": 12, "Y": 1}
_FIXED = {"min": "min", "H": "h", "D": "D"}
_PERIODS = {"M": "M", "Y": "Y"}
_STARTS = {"M": "MS", "Y": "YS"}
_DAYS = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")


@dataclass(frozen=True)
class Frequency:
    """A number of units.

    Attributes:
        count: from 1.
        unit: `Y`, `M`, `W`, `D`, `H` or `min`.
        first_day: of a week, 0 is Monday.

    """

    count: int
    unit: str
    first_day: int = 0

    @property
    def minutes(self) -> float:
        """Its length, to compare frequencies; months and years in the mean."""
        return self.count * _MINUTES[self.unit]

    @property
    def season(self) -> int:
        """After how many steps the pattern repeats."""
        return max(1, _SEASONS[self.unit] // self.count)

    def steps_of(self, times: pd.Series) -> pd.Series:
        """Return the beginning of the step in which each time lies."""
        if self.unit in _FIXED:
            steps = times.dt.floor(f"{self.count}{_FIXED[self.unit]}")
        elif self.unit == "W":
            past = (times.dt.day_of_week - self.first_day) % 7
            steps = times.dt.floor("D") - pd.to_timedelta(past, unit="D")
        else:
            steps = times.dt.to_period(_PERIODS[self.unit]).dt.start_time
        return pd.Series(steps)

    def steps(self, first: pd.Timestamp, last: pd.Timestamp) -> pd.DatetimeIndex:
        """Return the steps between two steps, both of them included."""
        return pd.date_range(first, last, freq=self._offset)

    def after(self, last: pd.Timestamp, count: int) -> pd.DatetimeIndex:
        """Return the steps that follow one."""
        return pd.date_range(last, periods=count + 1, freq=self._offset)[1:]

    def until(self, last: pd.Timestamp, count: int) -> pd.DatetimeIndex:
        """Return the steps that end with one."""
        return pd.date_range(end=last, periods=count, freq=self._offset)

    @property
    def _offset(self) -> str:
        if self.unit == "W":
            return "7D"
        return f"{self.count}{_FIXED[self.unit]}" if self.unit in _FIXED else _STARTS[self.unit]


def frequency_of(text: str, alignment: dict[str, object] | None = None) -> Frequency:
    """Read a frequency, and for weeks on which day they begin.

    Raises:
        ServiceError: InvalidInputException; StandInDoesNotDoThis for several weeks or months at a time,
            and for other alignments.

    """
    match = re.fullmatch(r"(\d{0,2})(Y|M|W|D|H|min)", text)
    count = int(match[1] or 1) if match else 0
    if match is None or not 1 <= count <= _MOST[match[2]]:
        raise invalid(f"The frequency {text} is not valid")
    unit = match[2]
    if unit not in _FIXED and count > 1:
        raise not_done(f"a frequency of {text}")
    if not alignment:
        return Frequency(count, unit)
    if set(alignment) != {"DayOfWeek"} or unit != "W":
        raise not_done(f"TimeAlignmentBoundary {alignment} at a frequency of {text}")
    return Frequency(count, unit, _DAYS.index(str(alignment["DayOfWeek"])))
