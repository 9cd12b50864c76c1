"""Commands of the forecasting package: ``python -m forecast_platform COMMAND``.

This version knows the commands and refuses each of them: it makes no forecast.
Exit code 1: the command failed, and the JSON document on stdout says why. 2: unusable input.
"""

import argparse
import json
import sys

COMMANDS = {
    "advance": "takes one step of a run",
    "train": "trains a candidate model",
    "validate": "compares a candidate with the champion on held-out windows",
    "promote": "makes a version the champion",
    "rollback": "makes the previous champion the champion again",
    "predict": "makes a forecast with the champion",
    "backtest": "measures a model on past windows",
}


def main(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m forecast_platform",
        description=__doc__,
        epilog="example: python -m forecast_platform advance",
    )
    commands = parser.add_subparsers(dest="command", required=True)
    for name, help_text in COMMANDS.items():
        commands.add_parser(name, help=help_text)
    command = parser.parse_args(arguments).command
    document = {
        "status": "failed",
        "error_code": "COMMAND_NOT_BUILT",
        "error_message": f"this version of forecast_platform does not build the command {command!r}",
        "retry": "never",
    }
    sys.stdout.write(f"{json.dumps(document)}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
