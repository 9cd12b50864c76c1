"""`validate`: compares a candidate with the champion on held-out windows; who passes is the challenger."""

from argparse import ArgumentParser, Namespace

from forecast_platform.commands.command import Answer, Command
from forecast_platform.commands.model_options import add_model_options, registry_of
from forecast_platform.commands.options import add_data_options, grouped_data, timestamp
from forecast_platform.models.validate import validate_version
from forecast_platform.models.validation import TOLERANCE


def _run(options: Namespace) -> Answer:
    registry = registry_of(options)
    version = registry.version(options.model_version)
    files = registry.files(version)
    options.frequency = files.settings.frequency
    period = timestamp(options.start, "--start", options.frequency)
    with grouped_data(options, period, files.groups) as history:
        validation = validate_version(registry, version, history, period, options.tolerance)
    document = {"model_version": version.number, "passed": validation.passed, "checks": validation.checks}
    return Answer(document, failed=not validation.passed and options.mode == "enforce")


def _add_options(parser: ArgumentParser) -> None:
    add_model_options(parser)
    parser.add_argument("--model-version", required=True, help="the candidate")
    add_data_options(parser)
    parser.add_argument("--start", required=True, help="first step after the held-out windows, local time")
    parser.add_argument(
        "--tolerance",
        type=float,
        default=TOLERANCE,
        help="share by which it may lose more than the champion; default %(default)s",
    )
    parser.add_argument(
        "--mode",
        choices=("enforce", "warn"),
        default="enforce",
        help="what a failed check does: exit 1 (the default), or nothing but the answer",
    )


COMMAND = Command(
    name="validate",
    example="python -m forecast_platform validate --forecast demand --model-version 3 --data demand.csv "
    "--start 2014-10-29",
    add_options=_add_options,
    run=_run,
)
