"""One training: decide, train, measure, log; the same for each group of items."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd

from forecast_platform.accuracy import Window, pooled
from forecast_platform.data import write_table
from forecast_platform.forest import ForestSettings, predict
from forecast_platform.groups import GroupedHistory
from forecast_platform.models.decision import Decision, Occasion, decide
from forecast_platform.models.drift import Drift
from forecast_platform.models.model_files import FORESTS, GroupForest, ModelFiles
from forecast_platform.models.registry import Registry, Version
from forecast_platform.models.tracking import Training, log_training

SCHEDULED_AT = "scheduled_at"
"""The tag with the scheduled time of the run that trained a version."""

_LEFT_OUT = ("HISTORY_TOO_SHORT", "WINDOW_WITHOUT_ACTUALS")
"""Errors that leave a group without a forest: its items are too new, or have ended."""

_BY_EFFORT: tuple[Decision, ...] = ("reuse", "incremental", "full")


@dataclass(frozen=True)
class Trained:
    """What a training came to.

    Attributes:
        decision: the one of the most effort that a group needed.
        reason: for a person.
        windows: the accuracy on the held-out windows, of the groups that were renewed.
        version: the version it registered, or the champion's where that is used as it is.

    """

    decision: Decision
    reason: str
    windows: tuple[Window, ...]
    version: Version


@dataclass(frozen=True)
class Outcome:
    """What was decided for a group.

    Attributes:
        group: its number.
        decision: see `Candidate`, as for reason, windows and drift.
        reason: see `Candidate`.
        windows: see `Candidate`.
        drift: see `Candidate`.
        items: that its forest knows.
        extensions: of its forest.

    """

    group: int
    decision: Decision
    reason: str
    windows: tuple[Window, ...]
    drift: Drift | None
    items: int
    extensions: int


def train_version(
    registry: Registry,
    history: GroupedHistory,
    settings: ForestSettings,
    occasion: Occasion,
    tags: Mapping[str, str],
) -> Trained:
    """Decide what to do about a forecast's model, do it, and log it.

    Args:
        registry: of the model.
        history: in groups, cut before the period.
        settings: of a new model.
        occasion: the period, the scheduled time, and when a model is old.
        tags: `forecast`, `run_id`, `git_commit`: what the version is traced by.

    Raises:
        ForecastError: those of `decide`.

    """
    holder = registry.holder("champion")
    champion = None if holder is None else registry.files(holder)
    with TemporaryDirectory(prefix="forecast-platform-") as name:
        place = Path(name)
        candidate = ModelFiles(place / FORESTS)
        outcomes = train_groups(candidate, champion, history, (settings, occasion), place / "forecast")
        decision, reason = _summary(outcomes)
        if decision == "reuse" and holder is not None:
            return Trained(decision, reason, (), holder)
        renewed = [each for each in outcomes if each.decision != "reuse"]
        windows = tuple(pooled(parts) for parts in zip(*(each.windows for each in renewed), strict=True))
        training = Training(
            forecast=tags["forecast"],
            files=candidate,
            output=place / "forecast",
            sample=(renewed[0].group, history.read(renewed[0].group)),
            windows=windows,
            parameters={
                "items": sum(each.items for each in outcomes),
                "groups": history.count,
                "extensions": max(each.extensions for each in outcomes),
            },
            drift=_mean_drift(outcomes),
            tags={
                **tags,
                SCHEDULED_AT: occasion.scheduled_at.isoformat(),
                "decision": decision,
                "reason": reason,
                "input_checksum": history.checksum,
            },
        )
        return Trained(decision, reason, windows, log_training(registry, training))


def train_groups(
    candidate: ModelFiles,
    champion: ModelFiles | None,
    history: GroupedHistory,
    what: tuple[ForestSettings, Occasion],
    output: Path,
) -> list[Outcome]:
    """Decide for each group, and write its forest.

    Args:
        candidate: gets the forests.
        champion: the model in charge; none for the first one.
        history: in groups, cut before the period.
        what: settings of a new forest, and when it is wanted.
        output: gets the forecast of the last held-out window of each forest that is new.

    Raises:
        ForecastError: those of `decide`, if no group has a forest.

    """
    candidate.describe(what[0], history.count)
    return history.each(partial(_train_group, candidate, champion, output, what), _LEFT_OUT)


def _train_group(  # noqa: PLR0913 - what all groups share, then the group's
    candidate: ModelFiles,
    champion: ModelFiles | None,
    output: Path,
    what: tuple[ForestSettings, Occasion],
    group: int,
    history: pd.DataFrame,
) -> Outcome:
    """Decide for a group, and write its forest and its forecast of the last held-out window."""
    settings, occasion = what
    before, why = _before(candidate, champion, group)
    decided = decide(history, settings, occasion, before, why)
    model = decided.model
    if decided.decision == "reuse" and before is not None:
        candidate.write(group, before)
    else:
        candidate.write(group, GroupForest(model, occasion.scheduled_at))
        start = decided.windows[-1].start
        forecast = predict(model, history[history["timestamp"] < start], start)
        write_table(forecast, output / f"part-{group}.parquet")
    return Outcome(
        group=group,
        decision=decided.decision,
        reason=decided.reason,
        windows=decided.windows,
        drift=decided.drift,
        items=len(model.items),
        extensions=len(model.forests) - 1,
    )


def _before(candidate: ModelFiles, champion: ModelFiles | None, group: int) -> tuple[GroupForest | None, str]:
    """Return the forest in charge of a group, or why there is none."""
    if champion is None:
        return None, "there is no champion"
    if champion.groups != candidate.groups:
        return None, f"the champion has {champion.groups} groups, {candidate.groups} are needed"
    return champion.read(group), "the champion has no forest for it"


def _summary(outcomes: Sequence[Outcome]) -> tuple[Decision, str]:
    """Return the decision of the most effort, and its first reason."""
    decision = max((each.decision for each in outcomes), key=_BY_EFFORT.index)
    alike = [each for each in outcomes if each.decision == decision]
    if len(outcomes) == 1:
        return decision, alike[0].reason
    return decision, f"{len(alike)} of {len(outcomes)} groups; of group {alike[0].group}: {alike[0].reason}"


def _mean_drift(outcomes: Sequence[Outcome]) -> Drift | None:
    found = [each.drift for each in outcomes if each.drift is not None]
    if not found:
        return None
    return Drift(
        float(np.mean([each.target for each in found])), float(np.mean([each.lag for each in found]))
    )
