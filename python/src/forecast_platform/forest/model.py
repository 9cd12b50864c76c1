"""Train, extend and ask a forest."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from quantile_forest import RandomForestQuantileRegressor

from forecast_platform.errors import ForecastError
from forecast_platform.forest.calendar import RHYTHMS, Calendar
from forecast_platform.forest.features import features
from forecast_platform.forest.grid import to_steps, to_timestamps
from forecast_platform.forest.lookback import Floats
from forecast_platform.forest.panel import NEVER, Panel, to_panel
from forecast_platform.forest.past import Past, Rows
from forecast_platform.forest.rows import forecast_rows, training_rows
from forecast_platform.forest.settings import ForestSettings


@dataclass(frozen=True)
class ForestModel:
    """A forest for a group of items; picklable, about 1 kB a tree and 10 rows.

    quantile_forest's `warm_start` maps the old trees' leaves to the new rows and so forgets
    what they had learnt (`_get_y_train_leaves` is redone with the last data). Extensions are
    therefore forests of their own; their quantiles are averaged, weighted by trees.

    Attributes:
        settings: of the training.
        items: the items known, sorted.
        seen: the last step learnt, by item.
        forests: the first forest and those that extended it.

    """

    settings: ForestSettings
    items: tuple[str, ...]
    seen: tuple[int, ...]
    forests: tuple[RandomForestQuantileRegressor, ...]


def train(history: pd.DataFrame, settings: ForestSettings) -> ForestModel:
    """Train a forest on a history (columns item_id, timestamp, target_value; see `to_panel`).

    Raises:
        ForecastError: HISTORY_TOO_SHORT, if no origin has both a past and a known future,
            and those of `to_panel`.

    """
    panel = to_panel(history, settings.frequency)
    rows = training_rows(panel, settings, np.full(len(panel.items), NEVER))
    forest = _grow(panel, rows, settings) if _covers(panel, settings) else None
    if forest is None:
        raise ForecastError(
            "HISTORY_TOO_SHORT",
            f"no item has enough steps of frequency {settings.frequency} for a horizon of "
            f"{settings.horizon}; the longest has {int(np.bincount(panel.item).max())} rows",
            "give a longer history (H 8 days, D 5 weeks, W 7 weeks, M 7 months at least)",
        )
    return ForestModel(settings, panel.items, _seen(panel), (forest,))


def extend(model: ForestModel, history: pd.DataFrame) -> ForestModel:
    """Add trees grown on targets after those already learnt; the old trees stay as they are.

    The number of trees added is their share of the training rows, at least one; without new
    targets the model itself is returned.

    Args:
        model: what was trained before.
        history: the items' whole history or at least the past that features look at
            (a year where there is one), as for `train`; of the model's items only.

    Raises:
        ForecastError: UNKNOWN_ITEM and those of `to_panel`.

    """
    panel = _panel(model, history)
    rows = training_rows(panel, model.settings, np.array(model.seen))
    before = sum(forest.n_train_samples_ for forest in model.forests)
    share = rows.item.size / before
    trees = max(1, round(model.settings.trees * min(share, 1.0)))
    seed = model.settings.seed + len(model.forests)
    added = _grow(panel, rows, replace(model.settings, trees=trees, seed=seed))
    if added is None:
        return model
    seen = tuple(max(pair) for pair in zip(model.seen, _seen(panel), strict=True))
    return replace(model, seen=seen, forests=(*model.forests, added))


def predict(model: ForestModel, history: pd.DataFrame, start: pd.Timestamp) -> pd.DataFrame:
    """Forecast every item of the history from `start`, using only rows before it.

    Args:
        model: of these items.
        history: as for `train`; rows at or after `start` are ignored.
        start: the first timestamp forecast, on the grid, naive.

    Returns:
        item_id (str), timestamp (datetime64[ns]), quantile (float), value (float, never below 0
        if the item's history never was), sorted by these; no null. Values do not cross.

    Raises:
        ForecastError: UNKNOWN_ITEM, HISTORY_EMPTY if an item has no row before the start,
            and those of `to_panel`.

    """
    settings = model.settings
    first = int(to_steps(pd.Series([pd.Timestamp(start)]), settings.frequency)[0])
    names = set(history["item_id"].astype(str))
    panel = _panel(model, history).before(first)
    asked = np.array([name in names for name in model.items])
    without = np.flatnonzero(asked & (np.bincount(panel.item, minlength=asked.size) == 0))
    if without.size or not asked.any():
        item = model.items[int(without[0])] if without.size else ""
        raise ForecastError(
            "HISTORY_EMPTY",
            f"item {item[:80]!r} has no row before the start {start}",
            "give the item's history or begin the forecast later",
        )
    rows = forecast_rows(len(model.items), first, settings.horizon)
    rows = rows.take(np.flatnonzero(asked[rows.item]))
    return _frame(panel, rows, settings, _values(model, panel, rows))


def _covers(panel: Panel, settings: ForestSettings) -> bool:
    """Whether a past and a whole horizon after it are known of some item."""
    first, last = panel.bounds()
    return bool((last - first + 1).max() >= settings.horizon + RHYTHMS[settings.frequency].short)


def _grow(panel: Panel, rows: Rows, settings: ForestSettings) -> RandomForestQuantileRegressor | None:
    """Return a forest grown on the rows, None where none of them can be learnt from."""
    if not rows.item.size:
        return None
    seen = features(_past(panel, settings), panel, rows)
    target = seen.to_target(panel.at(rows.item, rows.target))
    learnt = np.isfinite(target)
    if not learnt.any():
        return None
    forest = RandomForestQuantileRegressor(
        settings.trees,
        min_samples_leaf=settings.leaf,
        max_features=settings.features,
        max_samples_leaf=settings.leaf,
        # A tree's time grows faster than its rows (4,000: 0.04 s, 20,000: 0.31 s), so a tree of a
        # group sees some of them.
        max_samples=min(settings.rows, int(learnt.sum())),
        random_state=settings.seed,
        n_jobs=1,
    )
    # Not as a sparse pickle: with as many trees as samples of a leaf it is read back in another order of
    # memory than the library predicts from, which ends the process.
    return forest.fit(seen.inputs[learnt], target[learnt])


def _values(model: ForestModel, panel: Panel, rows: Rows) -> Floats:
    seen = features(_past(panel, model.settings), panel, rows)
    levels = list(model.settings.quantiles)
    trees = [forest.n_estimators for forest in model.forests]
    answers = [
        forest.predict(seen.inputs, quantiles=levels).reshape(-1, len(levels)) for forest in model.forests
    ]
    values = seen.to_value(np.average(answers, axis=0, weights=trees))
    floor = np.where(panel.non_negative(), 0.0, -np.inf)[rows.item]
    # Rounding of a weighted mean may cross what is equal; sorting cannot change anything else.
    return np.sort(np.maximum(values, floor[:, None]), axis=1)


def _frame(panel: Panel, rows: Rows, settings: ForestSettings, values: Floats) -> pd.DataFrame:
    count = len(settings.quantiles)
    stamps = to_timestamps(rows.target, settings.frequency)
    return pd.DataFrame(
        {
            "item_id": np.repeat(np.array(panel.items, dtype=object)[rows.item], count),
            "timestamp": stamps.repeat(count),
            "quantile": np.tile(settings.quantiles, rows.item.size),
            "value": values.ravel(),
        }
    )


def _panel(model: ForestModel, history: pd.DataFrame) -> Panel:
    panel = to_panel(history, model.settings.frequency)
    unknown = sorted(set(panel.items) - set(model.items))
    if unknown:
        raise ForecastError(
            "UNKNOWN_ITEM",
            f"item {unknown[0][:80]!r} was not in the training ({len(model.items)} items were)",
            "train a model with this item",
        )
    code = np.searchsorted(np.array(model.items), np.array(panel.items))
    return Panel(model.items, code[panel.item].astype(np.int64), panel.step, panel.value)


def _past(panel: Panel, settings: ForestSettings) -> Past:
    return Past(panel, Calendar(settings.frequency, settings.country))


def _seen(panel: Panel) -> tuple[int, ...]:
    _, last = panel.bounds()
    return tuple(int(step) for step in last)
