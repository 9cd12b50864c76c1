"""Whether the data still look like those that a model learnt."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from forecast_platform.data.frequency import Frequency
from forecast_platform.forest.calendar import RHYTHMS
from forecast_platform.forest.grid import to_steps
from forecast_platform.forest.lookback import Floats
from forecast_platform.forest.panel import Panel, to_panel

DRIFTED = 0.2
"""The stability index from which a distribution counts as shifted.

Siddiqi, Credit Risk Scorecards (2006): below 0.1 stable, to 0.25 a slight shift. Ours lies between.
"""

_BINS = 10
_CHI_SQUARED = 27.9
"""The 99.9 % point of chi-squared with `_BINS` - 1 degrees of freedom.

Without any shift the index of n and m values is about (1/n + 1/m) times chi-squared (Yurdakul,
Statistical Properties of Population Stability Index, 2018): 0.18 on average for a hundred each.
"""

_SEASON: dict[Frequency, int] = {"H": 168, "D": 7, "W": 52, "M": 12}
_LEAST = 1e-4  # an empty bin would make the index infinite


@dataclass(frozen=True)
class Drift:
    """How far the recent data have moved from those before.

    Attributes:
        target: stability index of the target in units of its item's spread, 0 and more.
        lag: the same of the change over one season.
        limit: from which they count as shifted: `DRIFTED`, more where chance alone could do that.

    """

    target: float
    lag: float
    limit: float = DRIFTED

    @property
    def drifted(self) -> bool:
        """Whether one of the two has shifted."""
        return max(self.target, self.lag) >= self.limit


def drift(history: pd.DataFrame, split: pd.Timestamp, frequency: Frequency) -> Drift:
    """Compare what came from `split` on with as long a time before it, whole seasons earlier.

    As long, since a longer past has more than the recent data can have, and whole seasons, since
    other weekdays are no drift. Zero where one side has too few values to compare: less than ten
    a bin.

    Args:
        history: item_id, timestamp, target_value, as for training.
        split: the first timestamp that the model has not learnt.
        frequency: of the history.

    """
    panel = to_panel(history, frequency)
    first = int(to_steps(pd.Series([split]), frequency)[0])
    length = int(panel.step.max()) - first + 1
    level, spread = _scale(panel, first)
    target = (panel.value - level[panel.item]) / spread[panel.item]
    before = panel.at(panel.item, panel.step - RHYTHMS[frequency].season)
    lag = (panel.value - before) / spread[panel.item]
    new = panel.step >= first
    earlier = -(-length // _SEASON[frequency]) * _SEASON[frequency]
    old = (panel.step >= first - earlier) & (panel.step < first - earlier + length)
    counts = [max(int(np.isfinite(lag[side]).sum()), 1) for side in (old, new)]
    chance = _CHI_SQUARED * sum(1 / count for count in counts)
    return Drift(
        stability_index(target[old], target[new]),
        stability_index(lag[old], lag[new]),
        max(DRIFTED, chance),
    )


def stability_index(expected: Floats, actual: Floats) -> float:
    """Return the population stability index: sum (a - e) * ln(a / e) over tenths of the expected.

    Args:
        expected: (n,) the distribution before; NaN is left out.
        actual: (m,) the distribution now; NaN is left out.

    """
    expected, actual = expected[np.isfinite(expected)], actual[np.isfinite(actual)]
    if min(expected.size, actual.size) < _BINS * 10:
        return 0.0
    edges = np.unique(np.quantile(expected, np.linspace(0, 1, _BINS + 1)[1:-1]))
    shares = [
        np.maximum(
            np.bincount(np.searchsorted(edges, values), minlength=edges.size + 1) / values.size, _LEAST
        )
        for values in (expected, actual)
    ]
    return float(np.sum((shares[1] - shares[0]) * np.log(shares[1] / shares[0])))


def _scale(panel: Panel, first: int) -> tuple[Floats, Floats]:
    """Return the median and the spread by item, of what came before a step."""
    known = panel.before(first)
    values = pd.Series(known.value).groupby(known.item)
    items = range(len(panel.items))
    level = values.median().reindex(items).fillna(0.0).to_numpy(dtype=np.float64)
    width = values.quantile(0.75) - values.quantile(0.25)
    spread = width.reindex(items).fillna(1.0).to_numpy(dtype=np.float64)
    return np.asarray(level), np.where(spread > 0, spread, 1.0)
