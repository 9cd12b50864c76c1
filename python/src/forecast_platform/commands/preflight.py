"""`preflight`: whether the account of a backend lets runs of a forecast begin, without one."""

from argparse import ArgumentParser, Namespace

from forecast_platform.backends.by_name import backend_of
from forecast_platform.backends.step import backend_name
from forecast_platform.commands.command import Answer, Command
from forecast_platform.commands.document import document_text


def _run(options: Namespace) -> Answer:
    settings = document_text(options.settings)
    name = backend_name(settings, options.forecast)
    access = backend_of(name, settings).access(options.forecast)
    answer = {"forecast": options.forecast, "backend": name, "verdict": access.verdict}
    refused = {"error": access.error.to_json()} if access.error is not None else {}
    return Answer({**answer, **refused}, failed=access.error is not None)


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument("--settings", required=True, help="the deployment's: JSON, or a file of it")
    parser.add_argument("--forecast", required=True, help="its name in the settings")


COMMAND = Command(
    name="preflight",
    example="python -m forecast_platform preflight --settings settings.json --forecast demand",
    add_options=_add_options,
    run=_run,
)
