"""The commands of the package, one a file."""

from forecast_platform.commands.advance import ADVANCE
from forecast_platform.commands.backtest import BACKTEST
from forecast_platform.commands.predict import PREDICT
from forecast_platform.commands.promote import PROMOTE, ROLLBACK
from forecast_platform.commands.train import TRAIN
from forecast_platform.commands.validate import VALIDATE

COMMANDS = (ADVANCE, TRAIN, VALIDATE, PROMOTE, ROLLBACK, PREDICT, BACKTEST)
"""All commands: the step of a run, then those of a model's life in their order."""
