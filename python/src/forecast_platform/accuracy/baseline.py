"""What a forest has to beat: the recent past, repeated."""

from dataclasses import dataclass

import numpy as np

from forecast_platform.data.frequency import Frequency
from forecast_platform.forest.calendar import PHASES, RHYTHMS, Calendar
from forecast_platform.forest.grid import Ints
from forecast_platform.forest.lookback import Floats, Lookback, quantiles
from forecast_platform.forest.panel import Panel
from forecast_platform.forest.past import Rows

_COUNT = 10
_PHASE: dict[Frequency, str] = {"H": "kind", "D": "kind", "W": "every", "M": "fine"}


@dataclass(frozen=True)
class Baseline:
    """The forecasts to beat, from a panel before the origins, without holidays."""

    panel: Panel
    frequency: Frequency

    def quantiles(self, rows: Rows, levels: tuple[float, ...]) -> Floats:
        """Return the empirical quantiles of the last ten known values like each row's.

        Alike are: the same hour on the last ten days of the same kind, workday or not (H); the
        last ten days of that kind (D); the last ten weeks (W); the same month of the last
        ten years (M). Where none is known, the item's last ten values.

        Returns:
            (n, levels), NaN where the item has no past.

        """
        usual = quantiles(self._alike(rows, _PHASE[self.frequency]), levels)
        plain = Lookback(self.panel.item, self.panel.step, self.panel.value)
        recent = quantiles(plain.last(rows.item, rows.origin, _COUNT), levels)
        return np.where(np.isnan(usual), recent, usual)

    def seasonal_naive(self, rows: Rows) -> Floats:
        """Return the last value (n,) one or more whole seasons before the target, else NaN.

        The season is a day (H), a week (D), 52 weeks (W) or a year (M).
        """
        season = RHYTHMS[self.frequency].season
        back = (rows.lead // season + 1) * season
        return self.panel.at(rows.item, rows.target - back)

    def naive_scale(self) -> Floats:
        """Return the mean |y[t] - y[t - season]| by item (items,), NaN where no pair is known."""
        panel = self.panel
        season = RHYTHMS[self.frequency].season
        change = np.abs(panel.value - panel.at(panel.item, panel.step - season))
        known = ~np.isnan(change)
        count = np.bincount(panel.item[known], minlength=len(panel.items))
        total = np.bincount(panel.item[known], change[known], len(panel.items))
        return np.where(count > 0, total / np.maximum(count, 1), np.nan)

    def _alike(self, rows: Rows, name: str) -> Floats:
        calendar = Calendar(self.frequency)
        known: Ints = getattr(calendar.phases(self.panel.step), name)
        asked: Ints = getattr(calendar.phases(rows.target), name)
        past = Lookback(self.panel.item * PHASES + known, self.panel.step, self.panel.value)
        return past.last(rows.item * PHASES + asked, rows.origin, _COUNT)
