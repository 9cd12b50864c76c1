"""The commands of the package, one a file."""

from forecast_platform.commands.backtest import BACKTEST

COMMANDS = (BACKTEST,)
"""All commands, in the order of the help."""
