"""The history that a predictor learns from: one series an item, without holes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from forecast_service.frequency import Frequency

Floats = np.ndarray[tuple[int, ...], np.dtype[np.float64]]


@dataclass(frozen=True)
class Series:
    """The history of one item, or of one item in one group.

    Attributes:
        key: the item, and the values of the dimensions.
        values: a value a step, up to the last step of the whole dataset.

    """

    key: tuple[str, ...]
    values: Floats


@dataclass(frozen=True)
class History:
    """The history of all items.

    Attributes:
        series: in the order of their keys.
        last: the last step, the same for all.
        length: steps of the longest series.

    """

    series: tuple[Series, ...]
    last: pd.Timestamp
    length: int


def history(rows: pd.DataFrame, keys: Sequence[str], target: str, frequency: Frequency) -> History:
    """Sum the target by step and fill holes with zero, as the service does where not told otherwise.

    https://docs.aws.amazon.com/forecast/latest/dg/howitworks-missing-values.html
    """
    steps = frequency.steps_of(rows["timestamp"])
    last = steps.max()
    sums = rows.assign(step=steps).groupby([*keys, "step"], sort=True)[target].sum()
    series = []
    for key, values in sums.groupby(level=list(range(len(keys)))):
        own = values.droplevel(list(range(len(keys))))
        whole = own.reindex(frequency.steps(own.index[0], last), fill_value=0.0)
        names = key if isinstance(key, tuple) else (key,)
        series.append(Series(tuple(str(each) for each in names), whole.to_numpy(float)))
    return History(tuple(series), last, max(len(each.values) for each in series))
