"""How good a forecast is: metrics, the baseline to beat, and the backtest."""

from forecast_platform.accuracy.backtest import backtest
from forecast_platform.accuracy.report import Report, Window
from forecast_platform.accuracy.score import score

__all__ = ["Report", "Window", "backtest", "score"]
