"""The forest's view of a row: all values relative to a first guess, in units of the spread."""

from dataclasses import dataclass

import numpy as np

from forecast_platform.forest.calendar import Phases
from forecast_platform.forest.grid import Ints
from forecast_platform.forest.lookback import Floats, exponential_mean, quantiles
from forecast_platform.forest.panel import Panel
from forecast_platform.forest.past import Past, Rows

_LIMIT = 1e6  # of a feature: trees only compare, and float32 has to hold it
# Spreads: what lies further out is learnt as this far. An item that once grew a thousandfold would
# otherwise teach its group to expect it (seen with cumulative counts: a forecast a hundred times
# too high).
_SURPRISE = 10.0
_PHASES = (("every", 14), ("kind", 10), ("fine", 6), ("year", 7))
_YEARS = 3


@dataclass(frozen=True)
class Features:
    """What a forest is fed, and how its answer z becomes a value: guess + spread * sinh(z).

    The inverse hyperbolic sine keeps outliers from deciding the splits; being monotonic it
    leaves quantiles where they are.

    Attributes:
        inputs: (n, features) finite; zero where nothing is known, which means "as guessed".
        guess: (n,) the first guess, in the target's unit; NaN where an item has no past.
        spread: (n,) positive, in the target's unit.

    """

    inputs: Floats
    guess: Floats
    spread: Floats

    def to_target(self, value: Floats) -> Floats:
        """Return values (n,) as the forest learns them."""
        surprise = (value - self.guess) / self.spread
        target: Floats = np.arcsinh(np.clip(surprise, -_SURPRISE, _SURPRISE))
        return target

    def to_value(self, target: Floats) -> Floats:
        """Return the values (n, quantiles) that the forest's answers stand for."""
        return self.guess[:, None] + self.spread[:, None] * np.sinh(target)


def features(past: Past, panel: Panel, rows: Rows) -> Features:
    """Return the features of rows, from values before their origins only."""
    phases = past.calendar.phases(rows.target)
    guess = past.guess(rows.item, rows.origin, phases)
    (item, origin), at = np.unique(np.stack([rows.item, rows.origin]), axis=1, return_inverse=True)
    at = at.ravel()
    residuals = past.residuals(item, origin)
    spread = _spread(residuals, past.recent(item, origin, 4 * past.rhythm.long))
    level = quantiles(past.recent(item, origin, past.rhythm.long), (0.5,))[:, 0]
    state = _state(residuals / spread[:, None], level / spread, past)
    columns = [
        *(column[at] for column in state),
        *_usual(past, rows, phases, (guess, spread[at])),
        *_years_ago(past, panel, rows, (guess, spread[at])),
        *_when(rows, phases),
    ]
    inputs = np.nan_to_num(np.stack(columns, axis=1), nan=0.0, posinf=_LIMIT, neginf=-_LIMIT)
    return Features(np.clip(inputs, -_LIMIT, _LIMIT), guess, spread[at])


def _spread(residuals: Floats, recent: Floats) -> Floats:
    """Return the spread by item and origin: a high quantile of the residuals, never zero."""
    size, surprise = _mean(np.abs(recent)), np.abs(residuals)
    spread = quantiles(surprise, (0.8,))[:, 0]
    # Mostly as guessed, seldom not: the usual size of what is not.
    rare = np.fmax(_mean(np.where(surprise > 0, surprise, np.nan)), 0.01 * size)
    spread = np.where(spread > 0.001 * size, spread, rare)
    return np.where(np.isfinite(spread) & (spread > 0), spread, 1.0)


def _state(residuals: Floats, level: Floats, past: Past) -> list[Floats]:
    """Return an item's recent surprises, in spreads, and its level in spreads."""
    short, long = past.rhythm.short, past.rhythm.long
    width = (max(3, short // 8), short, long)
    return [
        residuals[:, 0],
        *(quantiles(residuals[:, :count], (0.5,))[:, 0] for count in width),
        exponential_mean(residuals[:, :long], 1 - 2 / short),
        *(quantiles(np.abs(residuals[:, :count]), (0.5,))[:, 0] for count in width[1:]),
        _mean(np.abs(np.diff(residuals, axis=1))),
        np.arcsinh(level),
    ]


def _usual(past: Past, rows: Rows, phases: Phases, unit: tuple[Floats, Floats]) -> list[Floats]:
    """Return medians, spreads, exponential means and last values of each kind of phase."""
    columns: list[Floats] = []
    for name, count in _PHASES:
        values = past.values(name, rows.item, rows.origin, phases)[:, :count]
        scaled = (values - unit[0][:, None]) / unit[1][:, None]
        columns += list(quantiles(scaled, (0.1, 0.5, 0.9)).T)
        columns += [exponential_mean(scaled, 0.7), scaled[:, 0]]
    return columns


def _years_ago(past: Past, panel: Panel, rows: Rows, unit: tuple[Floats, Floats]) -> list[Floats]:
    """Return today's level plus the change that followed one year ago, and its median of three."""
    (item, origin), at = np.unique(np.stack([rows.item, rows.origin]), axis=1, return_inverse=True)

    def level(years: int) -> Floats:
        then = past.recent(item, origin - years * past.rhythm.year, past.rhythm.long)
        return quantiles(then, (0.5,))[:, 0][at.ravel()]

    changes = []
    for years in range(1, _YEARS + 1):
        step = rows.target - years * past.rhythm.year
        # A horizon of more than a year reaches past the origin: nothing is known there.
        value = np.where(step < rows.origin, panel.at(rows.item, step), np.nan)
        changes.append(value - level(years))
    scaled = (np.stack(changes, axis=1) + (level(0) - unit[0])[:, None]) / unit[1][:, None]
    return [scaled[:, 0], quantiles(scaled, (0.5,))[:, 0]]


def _when(rows: Rows, phases: Phases) -> list[Floats]:
    season = phases.season
    whole: tuple[Ints, ...] = (rows.lead, phases.hour, phases.weekday, phases.bridge, rows.item)
    return [*(column.astype(np.float64) for column in whole), np.sin(season), np.cos(season)]


def _mean(values: Floats) -> Floats:
    """Return the mean of each row, ignoring NaN."""
    return exponential_mean(values, 1.0)
