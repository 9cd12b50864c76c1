"""What a backtest found."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True, kw_only=True)
class Accuracy:
    """How far forecasts were from what came.

    Attributes:
        rmse: of the median, in the target's unit.
        wape: of the median; NaN where all actuals are zero.
        mase: of the median, season as in `Baseline.seasonal_naive`; NaN where undefined.
        wql: by quantile (its shortest decimal as text, "0.1"); NaN where all actuals are zero.
        baseline: the wql of the baseline, keyed alike.
        ratio: mean wql / mean baseline wql, below 1 is better; NaN where one of them is zero or NaN.

    """

    rmse: float
    wape: float
    mase: float
    wql: dict[str, float]
    baseline: dict[str, float]
    ratio: float

    @property
    def loss(self) -> float:
        """The mean wql over the quantiles: the one figure by which models are compared."""
        return sum(self.wql.values()) / len(self.wql)


@dataclass(frozen=True, kw_only=True)
class Window(Accuracy):
    """The accuracy of one window.

    Attributes:
        start: first timestamp forecast.
        count: actuals compared, at least 1.
        items: items compared, at least 1.
        size: sum of the absolute actuals, in the target's unit.
        naive: mean over the quantiles of the wql of the seasonal naive forecast.

    """

    start: pd.Timestamp
    count: int
    items: int
    size: float
    naive: float


@dataclass(frozen=True, kw_only=True)
class Report(Accuracy):
    """The accuracy over all windows: means of their figures, NaN left out; of ratios the geometric mean.

    Attributes:
        windows: in the order in which the starts were given.
        seconds: spent, if a clock was given, else 0.

    """

    windows: tuple[Window, ...]
    seconds: float


def window_table(windows: Sequence[Window]) -> pd.DataFrame:
    """Return a row a window: start, items, rmse, wape, mase, a wQL for each quantile, and the ratio."""
    return pd.DataFrame(
        [
            {
                "window": window.start,
                "items": window.items,
                "rmse": window.rmse,
                "wape": window.wape,
                "mase": window.mase,
                **{f"wQL {level}": loss for level, loss in window.wql.items()},
                "ratio": window.ratio,
            }
            for window in windows
        ]
    )
