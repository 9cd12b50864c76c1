"""Whether results are those that were wanted: every item, step and quantile, each once."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from forecast_platform.data import Frequency, reaches
from forecast_platform.data.frequency import grid, shift

_ENOUGH_HISTORY = 8
"""Lengths of the horizon after which every engine has to forecast an item; below that it may."""

_KEYS = ["item_id", "timestamp", "quantile"]


@dataclass(frozen=True)
class Wanted:
    """What a forecast was to be of.

    Attributes:
        frequency: of its steps.
        period: the first step.
        horizon: steps.
        quantiles: 0.01 to 0.99.

    """

    frequency: Frequency
    period: pd.Timestamp
    horizon: int
    quantiles: tuple[float, ...]


def coverage(history: pd.DataFrame, forecast: pd.DataFrame, wanted: Wanted) -> dict[str, Any]:
    """Return the rows that are there, `written`, those that are `missing`, and those that are `unwanted`.

    Args:
        history: of all items, beyond the period too.
        forecast: item_id, timestamp, quantile, value.
        wanted: what it was to be of.

    """
    items = sorted({*_certain(history, wanted), *forecast["item_id"].unique()})
    steps = grid(wanted.period, wanted.horizon, wanted.frequency)
    there = pd.MultiIndex.from_frame(forecast[_KEYS].round({"quantile": 4}))
    complete = pd.MultiIndex.from_product([items, steps, wanted.quantiles], names=_KEYS)
    missing = complete.difference(there)
    unwanted = there.difference(complete).append(there[there.duplicated()])
    first = next(iter([*missing, *unwanted]), None)
    return {
        "written": len(there),
        "missing": len(missing),
        "unwanted": len(unwanted),
        "example": None if first is None else " ".join(map(str, first)),
    }


def _certain(history: pd.DataFrame, wanted: Wanted) -> list[str]:
    """Return the items that every engine has to forecast: of a long history, up to the period."""
    known = history[history["timestamp"] < wanted.period]
    late = reaches(known, wanted.period.to_pydatetime(), wanted.frequency).late["item_id"]
    begun = known.groupby("item_id")["timestamp"].min()
    long_since = shift(wanted.period, -_ENOUGH_HISTORY * wanted.horizon, wanted.frequency)
    return sorted(set(begun[begun <= long_since].index) - set(late))
