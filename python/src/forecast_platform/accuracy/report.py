"""What a backtest found."""

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Window:
    """The accuracy of one window.

    Attributes:
        start: first timestamp forecast.
        count: actuals compared, at least 1.
        rmse: of the median, in the target's unit.
        wape: of the median; NaN where all actuals are zero.
        mase: of the median, season as in `Baseline.seasonal_naive`; NaN where undefined.
        wql: by quantile (its shortest decimal as text, "0.1"); NaN where all actuals are zero.
        baseline: the wql of the baseline, keyed alike.
        naive: mean over the quantiles of the wql of the seasonal naive forecast.
        ratio: mean wql / mean baseline wql; NaN where one of them is zero or NaN.

    """

    start: pd.Timestamp
    count: int
    rmse: float
    wape: float
    mase: float
    wql: dict[str, float]
    baseline: dict[str, float]
    naive: float
    ratio: float

    @property
    def loss(self) -> float:
        """The mean wql over the quantiles: the one figure by which models are compared."""
        return sum(self.wql.values()) / len(self.wql)


@dataclass(frozen=True)
class Report:
    """The accuracy over all windows: means of the windows' figures, NaN left out.

    Attributes:
        rmse: see `Window`, as are wape, mase, wql and baseline.
        ratio: the geometric mean of the windows' ratios; below 1 the forest is better.
        windows: in the order in which the starts were given.
        seconds: spent, if a clock was given, else 0.

    """

    rmse: float
    wape: float
    mase: float
    wql: dict[str, float]
    baseline: dict[str, float]
    ratio: float
    windows: tuple[Window, ...]
    seconds: float
