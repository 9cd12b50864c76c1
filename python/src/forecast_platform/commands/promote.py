"""`promote`: makes a validated version the champion."""

from argparse import ArgumentParser, Namespace

from forecast_platform.commands.command import Answer, Command
from forecast_platform.commands.model_options import add_model_options, registry_of
from forecast_platform.logs import log
from forecast_platform.models.promotion import Approval, promote


def _run(options: Namespace) -> Answer:
    registry = registry_of(options)
    version = registry.version(options.model_version)
    changed = promote(registry, version, _approval(options), required=options.approval == "required")
    log("promoted", version=version.number, changed=changed)
    return Answer({"model_version": version.number, "alias": "champion", "changed": changed})


def _approval(options: Namespace) -> Approval | None:
    if options.decision is None:
        return None
    return Approval(options.model_version, options.decision, options.decided_by, options.decided_at)


def _add_options(parser: ArgumentParser) -> None:
    add_model_options(parser)
    parser.add_argument("--model-version", required=True, help="the version that is to be champion")
    parser.add_argument(
        "--approval",
        choices=("none", "required"),
        default="none",
        help="whether a person has to have approved it; default none",
    )
    parser.add_argument("--decision", choices=("approved", "refused"), help="the recorded decision")
    parser.add_argument("--decided-by", default="", help="who decided")
    parser.add_argument("--decided-at", default="", help="when, ISO 8601, UTC")


COMMAND = Command(
    name="promote",
    example="python -m forecast_platform promote --forecast demand --model-version 3 --approval required "
    "--decision approved --decided-by ada@example.com --decided-at 2014-10-29T09:00:00Z",
    add_options=_add_options,
    run=_run,
)
