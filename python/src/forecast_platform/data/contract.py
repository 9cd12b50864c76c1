"""What the input of a forecast has to satisfy."""

from dataclasses import dataclass

from forecast_platform.data.frequency import Frequency

STALE_AFTER: dict[Frequency, int] = {"H": 168, "D": 28, "W": 8, "M": 3}
"""Steps behind the latest item after which an item is stale: a week, four, two months, three.

Our choice: longer than a late delivery takes, shorter than a season.
"""


@dataclass(frozen=True)
class Contract:
    """What the input of a forecast has to satisfy.

    Attributes:
        frequency: the step of the forecast; every timestamp is the beginning of one.
        min_rows: rows an item needs, as its horizon and lags demand. Default 1.
        allow_negative: whether the target may be negative. Default no: demand and consumption
            cannot be, and a negative one is mostly a correction booked on the wrong day.
        max_bad_share: share of rows, 0 to 1, that may be bad before `check` refuses. Default
            0.05, our choice: a few bad rows do not stop a forecast, a broken delivery does.
        time_zone: IANA name of the zone of the forecast's local time. With it, timestamps with
            an offset are converted to it. Default: the one offset that all rows share is cut,
            so the history is in the local time as written. In a zone with summer time, hourly
            data have an hour twice (conflicting rows) and one never (a gap) each year.

    """

    frequency: Frequency
    min_rows: int = 1
    allow_negative: bool = False
    max_bad_share: float = 0.05
    time_zone: str | None = None
