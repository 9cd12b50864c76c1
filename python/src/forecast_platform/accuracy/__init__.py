"""How good a forecast is: metrics, the baseline to beat, and the backtest."""

from forecast_platform.accuracy.backtest import backtest, backtest_groups
from forecast_platform.accuracy.pooled import pooled
from forecast_platform.accuracy.report import Accuracy, Report, Window, window_table
from forecast_platform.accuracy.score import score

__all__ = ["Accuracy", "Report", "Window", "backtest", "backtest_groups", "pooled", "score", "window_table"]
