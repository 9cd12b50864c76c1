"""Whether the history reaches the period that is to be forecast."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pandas as pd

from forecast_platform.data.frequency import Frequency, shift, step_of
from forecast_platform.data.rows import ITEM_ID, TIMESTAMP


@dataclass(frozen=True, eq=False)
class Reach:
    """How far the history reaches.

    Attributes:
        reached: whether enough items have their rows up to `needed`.
        needed: the last step before the period.
        late: items that end before it, by item_id; columns: item_id: str; last: datetime64[us],
            the item's last timestamp; missing_steps: int64, >= 1, from there to `needed`.

    """

    reached: bool
    needed: pd.Timestamp
    late: pd.DataFrame


def reaches(history: pd.DataFrame, period: datetime, frequency: Frequency, *, share: float = 1.0) -> Reach:
    """Return whether the history reaches a period; if not, the run tries again soon.

    Args:
        history: see `CheckedData.history`.
        period: the first step that is forecast, naive local time.
        frequency: that of the history.
        share: share of items, 0 to 1, that have to reach it. Default all of them; less where
            items leave the assortment. A history without items never reaches.

    """
    needed = shift(period, -1, frequency)
    last = history.groupby(ITEM_ID, sort=True)[TIMESTAMP].max()
    end = step_of(np.array([needed], "datetime64[us]"), frequency)[0]
    missing = end - step_of(last.to_numpy(), frequency)
    late = pd.DataFrame({ITEM_ID: last.index, "last": last.to_numpy(), "missing_steps": missing})
    late = late[missing > 0].reset_index(drop=True)
    in_time = len(last) - len(late)
    return Reach(len(last) > 0 and in_time >= share * len(last), needed, late)
