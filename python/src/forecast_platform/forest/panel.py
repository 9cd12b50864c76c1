"""A history as arrays: item, step and value of each observation."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from forecast_platform.data.frequency import Frequency
from forecast_platform.errors import ForecastError
from forecast_platform.forest.grid import Ints, to_steps
from forecast_platform.forest.lookback import Bools, Floats

# Before any step: far enough, and safe to calculate with.
NEVER = -(2**40)


@dataclass(frozen=True)
class Panel:
    """Observations of several items, sorted by item and step.

    Attributes:
        items: the items' names, sorted; `item` counts into it.
        item: (n,) item of each observation.
        step: (n,) step of each observation, unique within an item.
        value: (n,) finite.

    """

    items: tuple[str, ...]
    item: Ints
    step: Ints
    value: Floats

    def before(self, step: int) -> "Panel":
        """Return the observations before a step; the items stay the same."""
        known = self.step < step
        return Panel(self.items, self.item[known], self.step[known], self.value[known])

    def at(self, item: Ints, step: Ints) -> Floats:
        """Return the values of items at steps (m,), NaN where there is none."""
        key, first, span = self._key()
        offset = step - first
        asked = item * span + np.clip(offset, 0, span - 1)
        place = np.minimum(np.searchsorted(key, asked), key.size - 1)
        found = (key[place] == asked) & (offset >= 0) & (offset < span)
        return np.where(found, self.value[place], np.nan)

    def bounds(self) -> tuple[Ints, Ints]:
        """Return the first and the last step of each item; NEVER's reverse and NEVER for none."""
        first = np.full(len(self.items), -NEVER)
        last = np.full(len(self.items), NEVER)
        np.minimum.at(first, self.item, self.step)
        np.maximum.at(last, self.item, self.step)
        return first, last

    def non_negative(self) -> Bools:
        """Return for each item whether it has never been negative."""
        lowest = np.full(len(self.items), np.inf)
        np.minimum.at(lowest, self.item, self.value)
        return lowest >= 0

    def _key(self) -> tuple[Ints, int, int]:
        first = int(self.step.min())
        span = int(self.step.max()) - first + 1
        return self.item * span + self.step - first, first, span


def to_panel(history: pd.DataFrame, frequency: Frequency) -> Panel:
    """Return a history as arrays.

    Args:
        history: columns item_id (str), timestamp (datetime64, naive), target_value (float,
            not null); at most one row for an item and a timestamp.
        frequency: the grid on which the timestamps lie; any may be missing.

    Raises:
        ForecastError: HISTORY_EMPTY, VALUE_NOT_FINITE, DUPLICATE_ROW or TIMESTAMP_OFF_GRID.

    """
    if history.empty:
        raise ForecastError("HISTORY_EMPTY", "the history has no rows", "give at least one row")
    names = history["item_id"].to_numpy(dtype=object)
    items, item = np.unique(names.astype(str), return_inverse=True)
    step = to_steps(history["timestamp"], frequency)
    value = history["target_value"].to_numpy(dtype=np.float64)
    order = np.lexsort((step, item))
    twice = (np.diff(item[order]) == 0) & (np.diff(step[order]) == 0)
    _refuse(history, ~np.isfinite(value), "VALUE_NOT_FINITE", "leave missing values out")
    _refuse(
        history,
        np.isin(np.arange(len(history)), order[1:][twice]),
        "DUPLICATE_ROW",
        "keep one row for an item and a timestamp",
    )
    return Panel(tuple(items), item[order].astype(np.int64), step[order], value[order])


def _refuse(history: pd.DataFrame, wrong: Bools, code: str, repair: str) -> None:
    if wrong.any():
        at = int(np.flatnonzero(wrong)[0])
        row = history.iloc[at]
        raise ForecastError(
            code,
            f"row {at}: item {str(row['item_id'])[:80]!r} at {row['timestamp']} has "
            f"target_value {row['target_value']}; allowed are finite values, each step once",
            repair,
        )
