"""The commands of the package, one a file, each imported only when it is called.

MLflow alone takes seconds to import, and a backtest needs none of it.
"""

from importlib import import_module

from forecast_platform.commands.command import Command

COMMANDS = {
    "advance": "Takes one step of a run and writes its answer to the lake.",
    "preflight": "Tells whether the account lets runs of a forecast begin, and what is in the way.",
    "train": "Reuses the champion, extends it, or trains a new candidate and registers it.",
    "validate": "Compares a candidate with the champion on held-out windows; who passes is the challenger.",
    "promote": "Makes a validated version the champion, with the recorded approval where one is required.",
    "rollback": "Makes the previous champion the champion again.",
    "predict": "Forecasts with the champion and writes item, timestamp, quantile and value.",
    "backtest": "Measures a forest on past windows, beside the seasonal baseline.",
}
"""What each command does: the step of a run first and what it needs, then a model's life in its order."""


def load_command(name: str) -> Command:
    """Return a command of `COMMANDS`."""
    command: Command = import_module(f"forecast_platform.commands.{name}").COMMAND
    return command
