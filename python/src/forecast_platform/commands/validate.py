"""`validate`: compares a candidate with the champion on held-out windows; who passes is the challenger."""

from argparse import ArgumentParser, Namespace

from forecast_platform.commands.command import Answer, Command
from forecast_platform.commands.model_options import add_model_options, registry_of
from forecast_platform.commands.options import (
    add_data_options,
    checked_data,
    timestamp,
)
from forecast_platform.forest import predict
from forecast_platform.logs import log
from forecast_platform.models.held_out import held_out_starts, measure
from forecast_platform.models.promotion import challenge
from forecast_platform.models.validation import TOLERANCE, validate


def _run(options: Namespace) -> Answer:
    registry = registry_of(options)
    version = registry.version(options.model_version)
    model = registry.load(version)
    settings = model.settings
    options.frequency = settings.frequency
    period = timestamp(options.start, "--start", settings.frequency)
    history = checked_data(options).history
    history = history[history["timestamp"] < period]
    starts = held_out_starts(period, settings.horizon, settings.frequency)
    holder = registry.holder("champion")
    is_champion = holder is None or holder.number == version.number
    validation = validate(
        measure(model, history, starts),
        None if is_champion or holder is None else measure(registry.load(holder), history, starts),
        predict(model, history[history["item_id"].isin(model.items)], period),
        options.tolerance,
    )
    challenge(registry, version, passed=validation.passed)
    log("validated", version=version.number, passed=validation.passed)
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
