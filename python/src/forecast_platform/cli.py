"""The commands: options or one JSON document in, one JSON document out."""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn, TextIO

from forecast_platform.commands import COMMANDS, load_command
from forecast_platform.commands.command import Answer
from forecast_platform.errors import ForecastError
from forecast_platform.json_text import to_json
from forecast_platform.logs import log, take_over

DONE, FAILED, UNUSABLE = 0, 1, 2
"""Exit codes: done; failed, and the document says why; unusable input."""


def main(arguments: Sequence[str], out: TextIO = sys.stdout) -> int:
    """Run one command, write its answer, and return its exit code."""
    try:
        words = _with_document(arguments)
        options = _parser(words[:1]).parse_args(words)
        take_over()
        answer: Answer = options.run(options)
    except ForecastError as error:
        _write(out, {"error": error.to_json()})
        return UNUSABLE
    except Exception as error:  # noqa: BLE001 - a fault of ours is told like any other end
        log("fault", error=type(error).__name__, exc_info=error)
        message = f"{type(error).__name__}: {error}"
        repair = "this is a fault of the package; the log has its trace"
        _write(out, {"error": {"code": "PACKAGE_FAULT", "message": message, "repair": repair}})
        return FAILED
    out.write(answer.text if answer.text is not None else f"{to_json(answer.document)}\n")
    return FAILED if answer.failed else DONE


def _with_document(arguments: Sequence[str]) -> list[str]:
    """Turn `COMMAND --document FILE` (or `-`) into the options that the document holds."""
    if len(arguments) != 3 or arguments[1] != "--document":
        return list(arguments)
    command, _, path = arguments
    try:
        text = sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8")
        document = json.loads(text)
    except (OSError, ValueError) as error:
        raise ForecastError(
            "DOCUMENT_UNREADABLE",
            f'--document is "{path[:80]}": {error}',
            "give the path of a JSON file, or - for stdin",
        ) from error
    if not isinstance(document, dict):
        raise ForecastError(
            "DOCUMENT_UNREADABLE",
            f'--document is "{path[:80]}", which holds no JSON object',
            "write {option: value, ...}",
        )
    return [command, *option_words(document)]


def option_words(options: Mapping[str, object]) -> list[str]:
    """Return options by name as the words of a command line."""
    return [word for name, value in options.items() for word in _option(name, value)]


def _option(name: str, value: object) -> list[str]:
    option = f"--{name.replace('_', '-')}"
    if value is None or value is False:
        return []
    if value is True:
        return [option]
    return [option, ",".join(map(str, value)) if isinstance(value, list) else str(value)]


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints are errors of ours."""

    def error(self, message: str) -> NoReturn:
        raise ForecastError("OPTION_WRONG", message, f"{self.prog} --help shows the options and an example")


def _parser(called: Sequence[str]) -> argparse.ArgumentParser:
    """Return a parser that knows all commands by name, and the options of the one that is called."""
    parser = _Parser(
        prog="python -m forecast_platform",
        description="Trains, measures and runs forecasts. One JSON document on stdout, logs on stderr.",
        epilog="exit codes: 0 done, 1 failed (the document says why), 2 unusable input",
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, summary in COMMANDS.items():
        sub = commands.add_parser(name, help=summary, description=summary, allow_abbrev=False)
        if name in called:
            command = load_command(name)
            command.add_options(sub)
            sub.epilog = f"example: {command.example}"
            sub.set_defaults(run=command.run)
    return parser


def _write(out: TextIO, document: object) -> None:
    out.write(f"{to_json(document)}\n")
