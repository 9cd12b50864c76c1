"""The calendar of steps: which steps resemble each other, by frequency."""

from dataclasses import dataclass

import holidays
import numpy as np

from forecast_platform.data.frequency import Frequency
from forecast_platform.errors import ForecastError
from forecast_platform.forest.grid import Ints, to_days, to_timestamps
from forecast_platform.forest.lookback import Floats

_SUNDAY = 6
_FRIDAY = 4


@dataclass(frozen=True)
class Rhythm:
    """How far back a frequency looks, in steps.

    Attributes:
        align: a forecast usually begins at a multiple of it (a midnight).
        short: the recent past, a day of hours or a week of days.
        long: the wider past, a week of hours or four weeks of days.
        season: the steps of the seasonal naive forecast.
        year: about a year, a whole number of weeks.

    """

    align: int
    short: int
    long: int
    season: int
    year: int


RHYTHMS: dict[Frequency, Rhythm] = {
    "H": Rhythm(align=24, short=24, long=168, season=24, year=8736),
    "D": Rhythm(align=1, short=7, long=28, season=7, year=364),
    "W": Rhythm(align=1, short=4, long=13, season=52, year=52),
    "M": Rhythm(align=1, short=3, long=12, season=12, year=12),
}


@dataclass(frozen=True)
class Phases:
    """For each step (n,) the phase it has: steps of one phase resemble each other.

    Attributes:
        every: the hour of the day (H), else 0.
        kind: that, by workday or not (H, D), or the quarter (W, M).
        fine: that, by weekday (H, D), or the month (W, M).
        year: that, by week of the year (H, D, W) or month (M).
        weekday: 0 Monday to 6 Sunday and holidays; 0 where a step is longer than a day.
        hour: 0 to 23; 0 where a step is longer than an hour.
        bridge: whether the day before (1) or after (2) is free, or both (3).
        season: angle of the year in radians.

    """

    every: Ints
    kind: Ints
    fine: Ints
    year: Ints
    weekday: Ints
    hour: Ints
    bridge: Ints
    season: Floats


_WEEKS = 52  # the last has a day or two more

# More than any phase of any frequency.
PHASES = 24 * _WEEKS


@dataclass(frozen=True)
class Calendar:
    """The calendar of a frequency, with a country's holidays as Sundays (none by default)."""

    frequency: Frequency
    country: str | None = None

    def phases(self, steps: Ints) -> Phases:
        """Return the phases of steps (n,)."""
        stamps = to_timestamps(steps, self.frequency)
        month = stamps.month.to_numpy().astype(np.int64) - 1
        day_of_year = stamps.day_of_year.to_numpy().astype(np.int64) - 1
        week = np.minimum(day_of_year // 7, _WEEKS - 1)
        season: Floats = (2 * np.pi / 365.25) * day_of_year.astype(np.float64)
        if self.frequency in ("W", "M"):
            zero = np.zeros_like(steps)
            year = month if self.frequency == "M" else week
            return Phases(zero, month // 3, month, year, zero, zero, zero, season)
        day = to_days(steps, self.frequency)
        weekday = self._weekday(day)
        hour = steps % 24 if self.frequency == "H" else np.zeros_like(steps)
        bridge = _free(self._weekday(day - 1)) + 2 * _free(self._weekday(day + 1))
        kind = hour * 2 + _free(weekday)
        return Phases(hour, kind, hour * 7 + weekday, hour * _WEEKS + week, weekday, hour, bridge, season)

    def _weekday(self, day: Ints) -> Ints:
        weekday = (day + 3) % 7  # 1970-01-01 was a Thursday
        return np.where(np.isin(day, self._holidays(day)), _SUNDAY, weekday)

    def _holidays(self, day: Ints) -> Ints:
        if self.country is None or not day.size:
            return np.empty(0, dtype=np.int64)
        first, last = (
            int(np.datetime64(int(d), "D").astype("M8[Y]").astype(int)) + 1970 for d in (day.min(), day.max())
        )
        try:
            dates = holidays.country_holidays(self.country, years=range(first, last + 1))
        except NotImplementedError as error:
            raise ForecastError(
                "UNKNOWN_COUNTRY",
                f"country is {self.country[:80]!r}, allowed are ISO 3166 codes such as PT",
                "correct the code or leave the country out",
            ) from error
        return np.array(sorted(dates), dtype="datetime64[D]").astype(np.int64)


def _free(weekday: Ints) -> Ints:
    return (weekday > _FRIDAY).astype(np.int64)
