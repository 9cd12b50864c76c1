"""Reuse, extend or train anew: what a run does about its model, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np
import pandas as pd

from forecast_platform.accuracy import Window
from forecast_platform.data.frequency import shift
from forecast_platform.errors import ForecastError
from forecast_platform.forest import ForestModel, ForestSettings, extend, predict, train
from forecast_platform.forest.grid import to_timestamps
from forecast_platform.models.drift import Drift, drift
from forecast_platform.models.held_out import held_out_starts, mean_loss, measure
from forecast_platform.models.model_files import GroupForest

Decision = Literal["reuse", "incremental", "full"]

MOST_EXTENSIONS = 8
"""Extensions after which a forest is trained anew: each one makes a forecast slower."""


@dataclass(frozen=True)
class Occasion:
    """When a model is wanted.

    Attributes:
        period: the first step that is forecast, local time.
        scheduled_at: the scheduled time of the run, UTC.
        retrain_after: the age from which a model is trained again; equal is older.

    """

    period: pd.Timestamp
    scheduled_at: pd.Timestamp
    retrain_after: pd.Timedelta


@dataclass(frozen=True)
class Candidate:
    """What was decided, and what came of it.

    Attributes:
        decision: `reuse`, `incremental` or `full`.
        reason: for a person.
        model: the forest; of `reuse` the champion's.
        windows: its accuracy on the held-out windows; empty for `reuse`.
        drift: how far the data have moved since the champion; none without a champion.

    """

    decision: Decision
    reason: str
    model: ForestModel
    windows: tuple[Window, ...] = ()
    drift: Drift | None = None


def decide(
    history: pd.DataFrame,
    settings: ForestSettings,
    occasion: Occasion,
    champion: GroupForest | None,
    without: str = "there is no champion",
) -> Candidate:
    """Return the model for an occasion: the champion, the champion with more trees, or a new one.

    Args:
        history: item_id, timestamp, target_value; what lies at or after the period is not used.
        settings: of a new model.
        occasion: when it is wanted.
        champion: the forest in charge; none for the first one.
        without: why there is none, for a person.

    Raises:
        ForecastError: HISTORY_TOO_SHORT and others of `train`.

    """
    history = history[history["timestamp"] < occasion.period]
    if champion is None:
        return _full(history, settings, occasion, without)
    if champion.model.settings != settings:
        return _full(history, settings, occasion, "the settings have changed since the champion")
    moved = drift(history, _unlearnt(champion.model), settings.frequency)
    age = occasion.scheduled_at - champion.scheduled_at
    if age < occasion.retrain_after and not moved.drifted:
        reason = f"the champion is {age} old, less than {occasion.retrain_after}, and nothing has drifted"
        return Candidate("reuse", reason, champion.model, drift=moved)
    why = (
        f"the data have drifted (stability index {max(moved.target, moved.lag):.2f})"
        if moved.drifted
        else f"the champion is {age} old"
    )
    return _renewed(history, champion, occasion, (why, moved))


def _renewed(
    history: pd.DataFrame, champion: GroupForest, occasion: Occasion, cause: tuple[str, Drift]
) -> Candidate:
    """Extend the champion where that forecasts no worse, else train anew."""
    why, moved = cause
    settings = champion.model.settings
    unknown = set(history["item_id"]) - set(champion.model.items)
    if unknown:
        return _full(history, settings, occasion, f"{why}, and {len(unknown)} items are new", moved)
    if len(champion.model.forests) > MOST_EXTENSIONS:
        return _full(history, settings, occasion, f"{why}, and it was extended often", moved)
    starts = held_out_starts(occasion.period, settings.horizon, settings.frequency)
    extended = extend(champion.model, history[history["timestamp"] < starts[0]])
    if extended is champion.model:
        return _full(history, settings, occasion, f"{why}, and there is nothing new to add", moved)
    before, after = (_measured(model, history, starts) for model in (champion.model, extended))
    compared = f"loss {mean_loss(after):.4f} after {mean_loss(before):.4f}"
    if mean_loss(after) > mean_loss(before):
        reason = f"{why}, and more trees forecast worse: {compared}"
        return _full(history, settings, occasion, reason, moved)
    return Candidate("incremental", f"{why}, and more trees are no worse: {compared}", extended, after, moved)


def _full(
    history: pd.DataFrame,
    settings: ForestSettings,
    occasion: Occasion,
    reason: str,
    moved: Drift | None = None,
) -> Candidate:
    starts = held_out_starts(occasion.period, settings.horizon, settings.frequency)
    learnt = history[history["timestamp"] < starts[0]]
    if learnt.empty:
        raise ForecastError(
            "HISTORY_TOO_SHORT",
            f"no row lies before {starts[0]}, where the windows that are held out begin",
            "give a longer history or shorten the horizon",
        )
    model = train(learnt, settings)
    return Candidate("full", reason, model, _measured(model, history, starts), moved)


def _measured(
    model: ForestModel, history: pd.DataFrame, starts: Sequence[pd.Timestamp]
) -> tuple[Window, ...]:
    known = history[history["item_id"].isin(model.items)]
    return measure(partial(predict, model), model.settings, known, starts)


def _unlearnt(model: ForestModel) -> pd.Timestamp:
    """Return the first step that the model has not learnt."""
    last = to_timestamps(np.array([max(model.seen)]), model.settings.frequency)[0]
    return shift(last, 1, model.settings.frequency)
