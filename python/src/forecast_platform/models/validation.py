"""Whether a candidate is good enough to forecast with."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from forecast_platform.accuracy import Window
from forecast_platform.models.held_out import mean_loss

TOLERANCE = 0.05
"""Share by which a candidate may lose more than the champion; our choice, about the noise of two windows."""


@dataclass(frozen=True)
class Check:
    """One requirement.

    Attributes:
        name: what is required.
        passed: whether it is met.
        value: what was found; none where nothing is measured.
        limit: the most that is allowed; none where nothing is measured.

    """

    name: str
    passed: bool
    value: float | None = None
    limit: float | None = None


@dataclass(frozen=True)
class Validation:
    """What a candidate was found to be.

    Attributes:
        checks: all requirements, met or not.

    """

    checks: tuple[Check, ...]

    @property
    def passed(self) -> bool:
        """Whether all of them are met."""
        return all(check.passed for check in self.checks)


def validate(
    candidate: Sequence[Window],
    champion: Sequence[Window] | None,
    *,
    whole: bool,
    tolerance: float = TOLERANCE,
) -> Validation:
    """Compare a candidate with what repeats the last season, and with the champion.

    Args:
        candidate: its accuracy on the held-out windows.
        champion: the champion's on the same windows; none where there is no champion.
        whole: whether its forecast is, see `is_whole`.
        tolerance: share by which the champion's loss may be exceeded.

    """
    loss = mean_loss(candidate)
    naive = float(np.mean([window.naive for window in candidate]))
    checks = [Check("beats the seasonal naive forecast", bool(loss < naive), loss, naive)]
    if champion is not None:
        most = mean_loss(champion) * (1 + tolerance)
        checks.append(Check("is no worse than the champion", bool(loss <= most), loss, most))
    checks.append(Check("has every quantile of every step, and none crosses another", whole))
    return Validation(tuple(checks))


def is_whole(forecast: pd.DataFrame) -> bool:
    """Return whether a forecast has every quantile of every step, and none crosses another."""
    wide = forecast.pivot_table(
        index=["item_id", "timestamp"], columns="quantile", values="value", dropna=False
    )
    values = wide.to_numpy(dtype=np.float64)
    return bool(values.size and np.isfinite(values).all() and (np.diff(values, axis=1) >= 0).all())
