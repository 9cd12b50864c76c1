"""The last values of a phase before an origin, for many rows at once, gaps skipped."""

import numpy as np
from numpy.typing import NDArray

from forecast_platform.forest.grid import Ints

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


class Lookback:
    """Values in order of time within groups (an item's phase), to look back from any step."""

    def __init__(self, group: Ints, time: Ints, value: Floats) -> None:
        """Sort the values.

        Args:
            group: (n,) non-negative group of each value.
            time: (n,) step of each value, unique within a group.
            value: (n,) the values, not NaN.

        """
        order = np.lexsort((time, group))
        self._first = int(time.min(initial=0))
        self._span = int(time.max(initial=0)) - self._first + 2
        self._key = self._keys(group, time)[order]
        self._value = value[order]

    def last(self, group: Ints, before: Ints, count: int) -> Floats:
        """Return the last values of each group before a step, the newest first.

        Args:
            group: (m,) the group asked for.
            before: (m,) the step before which values are known.
            count: how many values to return.

        Returns:
            (m, count); where fewer are known, NaN at the end.

        """
        end = np.searchsorted(self._key, self._keys(group, before))
        at = end[:, None] - 1 - np.arange(count)
        known = at >= np.searchsorted(self._key, group * self._span)[:, None]
        if not self._value.size:
            return np.full(known.shape, np.nan)
        return np.where(known, self._value[np.where(known, at, 0)], np.nan)

    def _keys(self, group: Ints, time: Ints) -> Ints:
        return group * self._span + np.clip(time - self._first, 0, self._span - 1)


def quantiles(values: Floats, levels: tuple[float, ...]) -> Floats:
    """Return the quantiles of each row, ignoring NaN (linear interpolation, as numpy's default).

    Args:
        values: (m, count), NaN allowed.
        levels: the quantiles' levels, 0 to 1.

    Returns:
        (m, len(levels)); NaN where a row has no value.

    """
    ordered = np.sort(values, axis=1)
    last = np.maximum((~np.isnan(values)).sum(axis=1) - 1, 0)[:, None]
    at = last * np.asarray(levels)
    low = np.floor(at).astype(np.int64)
    lower = np.take_along_axis(ordered, low, axis=1)
    upper = np.take_along_axis(ordered, np.minimum(low + 1, last), axis=1)
    found: Floats = lower + (upper - lower) * (at - low)
    return found


def exponential_mean(values: Floats, decay: float) -> Floats:
    """Return the mean of each row with weights 1, decay, decay^2...; NaN where it has no value."""
    weight = np.where(np.isnan(values), 0.0, decay ** np.arange(values.shape[1]))
    with np.errstate(invalid="ignore"):
        mean: Floats = (np.nan_to_num(values) * weight).sum(axis=1) / weight.sum(axis=1)
    return mean
