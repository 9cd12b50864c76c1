"""One training: decide, train, measure, log."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from forecast_platform.data import checksum
from forecast_platform.forest import ForestSettings, predict
from forecast_platform.models.decision import Candidate, Champion, Occasion, decide
from forecast_platform.models.registry import Registry, Version
from forecast_platform.models.tracking import Training, log_training

SCHEDULED_AT = "scheduled_at"
"""The tag with the scheduled time of the run that trained a version: its age is counted from it."""


@dataclass(frozen=True)
class Trained:
    """What a training came to.

    Attributes:
        candidate: what was decided, and why.
        version: the version it registered, or the champion's where that is used as it is.
        input_checksum: of the history up to the period.

    """

    candidate: Candidate
    version: Version
    input_checksum: str


def train_version(
    registry: Registry,
    history: pd.DataFrame,
    settings: ForestSettings,
    occasion: Occasion,
    tags: Mapping[str, str],
) -> Trained:
    """Decide what to do about a forecast's model, do it, and log it.

    Args:
        registry: of the model.
        history: checked; what lies at or after the period is not used.
        settings: of a new model.
        occasion: the period, the scheduled time, and when a model is old.
        tags: `forecast`, `run_id`, `git_commit`: what the version is traced by.

    Raises:
        ForecastError: those of `decide`.

    """
    history = history[history["timestamp"] < occasion.period]
    digest = checksum(history)
    holder = registry.holder("champion")
    candidate = decide(history, settings, occasion, _champion(registry, holder))
    if candidate.decision == "reuse" and holder is not None:
        return Trained(candidate, holder, digest)
    last = candidate.windows[-1].start
    training = Training(
        forecast=tags["forecast"],
        candidate=candidate,
        history=history[["item_id", "timestamp", "target_value"]],
        output=predict(candidate.model, history[history["timestamp"] < last], last),
        tags={**tags, SCHEDULED_AT: occasion.scheduled_at.isoformat(), "input_checksum": digest},
    )
    return Trained(candidate, log_training(registry, training), digest)


def _champion(registry: Registry, holder: Version | None) -> Champion | None:
    if holder is None:
        return None
    return Champion(registry.load(holder), pd.Timestamp(holder.tags[SCHEDULED_AT]))
