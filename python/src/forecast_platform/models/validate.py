"""One validation: measure, compare, and write how it ended."""

from dataclasses import dataclass
from functools import partial

import pandas as pd

from forecast_platform.accuracy import Window, pooled
from forecast_platform.groups import GroupedHistory
from forecast_platform.logs import log
from forecast_platform.models.held_out import held_out_starts, measure
from forecast_platform.models.model_files import ModelFiles
from forecast_platform.models.predict import predict_items
from forecast_platform.models.promotion import challenge
from forecast_platform.models.registry import Registry, Version
from forecast_platform.models.validation import TOLERANCE, Validation, is_whole, validate


@dataclass(frozen=True)
class _Measured:
    """What is known of a group: windows of the candidate and the champion, and its forecast."""

    candidate: tuple[Window, ...]
    champion: tuple[Window, ...]
    whole: bool


def validate_version(
    registry: Registry,
    version: Version,
    history: GroupedHistory,
    period: pd.Timestamp,
    tolerance: float = TOLERANCE,
) -> Validation:
    """Compare a version with the champion on the windows before a period; who passes is the challenger.

    Args:
        registry: of the model.
        version: the candidate; the champion itself is compared with no other.
        history: in the candidate's groups, cut before the period.
        period: the first step after the held-out windows, local time.
        tolerance: share by which the champion's loss may be exceeded.

    Raises:
        ForecastError: MODEL_UNREADABLE, and those of `measure` and `predict`.

    """
    holder = registry.holder("champion")
    other = None if holder is None or holder.number == version.number else registry.files(holder)
    measured = history.each(
        partial(_measure_group, registry.files(version), other, period),
        sparing=("WINDOW_WITHOUT_ACTUALS", "HISTORY_EMPTY"),
    )
    found = validate(
        _together([each.candidate for each in measured]),
        _together([each.champion for each in measured]) or None,
        whole=all(each.whole for each in measured),
        tolerance=tolerance,
    )
    challenge(registry, version, passed=found.passed)
    log("validated", version=version.number, passed=found.passed)
    return found


def _measure_group(
    candidate: ModelFiles,
    champion: ModelFiles | None,
    period: pd.Timestamp,
    _group: int,
    history: pd.DataFrame,
) -> _Measured:
    """Measure the candidate's forest of a group, and what the champion says of the same items."""
    settings = candidate.settings
    starts = held_out_starts(period, settings.horizon, settings.frequency)
    windows = [
        () if files is None else measure(partial(predict_items, files), settings, history, starts)
        for files in (candidate, champion)
    ]
    return _Measured(windows[0], windows[1], is_whole(predict_items(candidate, history, period)))


def _together(parts: list[tuple[Window, ...]]) -> tuple[Window, ...]:
    """Return the windows over all groups that have any."""
    return tuple(pooled(windows) for windows in zip(*(part for part in parts if part), strict=True))
