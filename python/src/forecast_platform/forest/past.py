"""What is known of the items at an origin: their usual values, their recent surprises."""

from dataclasses import dataclass

import numpy as np

from forecast_platform.data.frequency import Frequency
from forecast_platform.forest.calendar import PHASES, RHYTHMS, Calendar, Phases
from forecast_platform.forest.grid import Ints
from forecast_platform.forest.lookback import Floats, Lookback, quantiles
from forecast_platform.forest.panel import Panel

# The phase whose median is the first guess, and of how many values. Months and weeks drift more
# than they repeat, so their first guess is the recent median; the seasons are left to the features.
_GUESS: dict[Frequency, tuple[str, int]] = {
    "H": ("kind", 10),
    "D": ("kind", 10),
    "W": ("every", 8),
    "M": ("every", 12),
}


@dataclass(frozen=True)
class Rows:
    """Questions: the value of an item `lead` steps after the origin's first unknown step.

    Attributes:
        item: (n,) the item.
        origin: (n,) the first step not yet known.
        lead: (n,) 0 to horizon - 1.

    """

    item: Ints
    origin: Ints
    lead: Ints

    @property
    def target(self) -> Ints:
        """Return the step asked for."""
        return self.origin + self.lead

    def take(self, chosen: Ints) -> "Rows":
        """Return some of the rows."""
        return Rows(self.item[chosen], self.origin[chosen], self.lead[chosen])


class Past:
    """A panel made ready to look back from any origin: nothing at or after it is ever used."""

    def __init__(self, panel: Panel, calendar: Calendar) -> None:
        """Sort the values by phase and take the residuals of the first guess."""
        self.calendar = calendar
        self.rhythm = RHYTHMS[calendar.frequency]
        self._plain = Lookback(panel.item, panel.step, panel.value)
        phases = calendar.phases(panel.step)
        self._by_phase = {
            name: Lookback(_group(panel.item, phases, name), panel.step, panel.value)
            for name in ("every", "kind", "fine", "year")
        }
        align = self.rhythm.align
        guess = self.guess(panel.item, panel.step // align * align, phases)
        known = ~np.isnan(guess)
        residual = (panel.value - guess)[known]
        self._residual = Lookback(panel.item[known], panel.step[known], residual)

    def guess(self, item: Ints, origin: Ints, phases: Phases) -> Floats:
        """Return the first guess (m,): the median of the phase, else of the season before."""
        name, count = _GUESS[self.calendar.frequency]
        usual = quantiles(self.values(name, item, origin, phases)[:, :count], (0.5,))[:, 0]
        recent = quantiles(self._plain.last(item, origin, self.rhythm.season), (0.5,))[:, 0]
        return np.where(np.isnan(usual), recent, usual)

    def values(self, name: str, item: Ints, origin: Ints, phases: Phases) -> Floats:
        """Return the last 14 values (m, 14) of the phases of that name, the newest first."""
        return self._by_phase[name].last(_group(item, phases, name), origin, 14)

    def recent(self, item: Ints, origin: Ints, count: int) -> Floats:
        """Return the last values (m, count) before the origin, the newest first."""
        return self._plain.last(item, origin, count)

    def residuals(self, item: Ints, origin: Ints) -> Floats:
        """Return the last residuals (m, 4 * long) of the first guess, the newest first."""
        return self._residual.last(item, origin, 4 * self.rhythm.long)


def _group(item: Ints, phases: Phases, name: str) -> Ints:
    phase: Ints = getattr(phases, name)
    return item * PHASES + phase
