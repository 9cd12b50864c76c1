"""One validation: measure, compare, and write how it ended."""

import pandas as pd

from forecast_platform.forest import predict
from forecast_platform.logs import log
from forecast_platform.models.held_out import held_out_starts, measure
from forecast_platform.models.promotion import challenge
from forecast_platform.models.registry import Registry, Version
from forecast_platform.models.validation import TOLERANCE, Validation, validate


def validate_version(
    registry: Registry,
    version: Version,
    history: pd.DataFrame,
    period: pd.Timestamp,
    tolerance: float = TOLERANCE,
) -> Validation:
    """Compare a version with the champion on the windows before a period; who passes is the challenger.

    Args:
        registry: of the model.
        version: the candidate; the champion itself is compared with no other.
        history: checked; what lies at or after the period is not used.
        period: the first step after the held-out windows, local time.
        tolerance: share by which the champion's loss may be exceeded.

    Raises:
        ForecastError: MODEL_UNREADABLE, and those of `measure` and `predict`.

    """
    model = registry.load(version)
    history = history[history["timestamp"] < period]
    starts = held_out_starts(period, model.settings.horizon, model.settings.frequency)
    holder = registry.holder("champion")
    champion = None if holder is None or holder.number == version.number else registry.load(holder)
    found = validate(
        measure(model, history, starts),
        None if champion is None else measure(champion, history, starts),
        predict(model, history[history["item_id"].isin(model.items)], period),
        tolerance,
    )
    challenge(registry, version, passed=found.passed)
    log("validated", version=version.number, passed=found.passed)
    return found
