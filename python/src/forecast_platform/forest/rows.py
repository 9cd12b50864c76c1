"""The rows that a training asks: past origins, and the steps after each."""

import numpy as np

from forecast_platform.forest.calendar import RHYTHMS
from forecast_platform.forest.grid import Ints
from forecast_platform.forest.panel import Panel
from forecast_platform.forest.past import Rows
from forecast_platform.forest.settings import ForestSettings

_SPARE = 4  # drawn for each row wanted, since the targets of some are missing


def forecast_rows(items: int, start: int, horizon: int) -> Rows:
    """Return the rows of a forecast that begins at a step: every item, every lead."""
    item = np.repeat(np.arange(items), horizon)
    return Rows(item, np.full(item.size, start), np.tile(np.arange(horizon), items))


def training_rows(panel: Panel, settings: ForestSettings, after: Ints) -> Rows:
    """Return rows whose targets are known and lie after `after` (items,), at most as set.

    Origins go back from each item's end a day of hours, or one step, at a time, so that they
    begin in the phase in which the next forecast begins; those too near to the item's
    first step to know a recent past (`long`, for W and M half of it) are left out.
    """
    random = np.random.default_rng(settings.seed)
    room = max(settings.rows, settings.group_rows * len(panel.items))
    asked = _possible(panel, settings, after)
    if asked[-1] > _SPARE * room:
        drawn = np.sort(random.choice(asked[-1], _SPARE * room, replace=False))
    else:
        drawn = np.arange(asked[-1])
    rows = _numbered(panel, settings, (asked, drawn))
    known = ~np.isnan(panel.at(rows.item, rows.target)) & (rows.target > after[rows.item])
    chosen = np.flatnonzero(known)
    if chosen.size > room:
        chosen = np.sort(random.choice(chosen, room, replace=False))
    return rows.take(chosen)


def _possible(panel: Panel, settings: ForestSettings, after: Ints) -> Ints:
    """Return where each item's rows begin (items + 1,), if all rows were numbered."""
    rhythm = RHYTHMS[settings.frequency]
    first, last = panel.bounds()
    warm = rhythm.long // (1 if settings.frequency in ("H", "D") else 2)
    # An origin is last + 1 - back; its last target, horizon - 1 later, has to lie after `after`.
    past = (last + 1 - first - warm) // rhythm.align
    new = (last - after + settings.horizon - 1) // rhythm.align
    origins = np.clip(np.minimum(past, new), 0, settings.origins)
    return np.concatenate([[0], np.cumsum(origins * settings.horizon)])


def _numbered(panel: Panel, settings: ForestSettings, drawn: tuple[Ints, Ints]) -> Rows:
    """Return the rows of these numbers, in the order of items, origins (newest first), leads."""
    begins, number = drawn
    item = np.searchsorted(begins, number, side="right") - 1
    back, lead = np.divmod(number - begins[item], settings.horizon)
    _, last = panel.bounds()
    align = RHYTHMS[settings.frequency].align
    return Rows(item, last[item] + 1 - align * (back + 1), lead)
