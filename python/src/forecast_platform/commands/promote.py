"""`promote` and `rollback`: who is in charge."""

from argparse import ArgumentParser, Namespace

from forecast_platform.commands.command import Answer, Command
from forecast_platform.commands.options import add_model_options, registry_of
from forecast_platform.logs import log
from forecast_platform.models.promotion import Approval, promote, rollback


def _promote(options: Namespace) -> Answer:
    registry = registry_of(options)
    version = registry.version(options.model_version)
    changed = promote(registry, version, _approval(options), required=options.approval == "required")
    log("promoted", version=version.number, changed=changed)
    return Answer({"model_version": version.number, "alias": "champion", "changed": changed})


def _approval(options: Namespace) -> Approval | None:
    if options.decision is None:
        return None
    return Approval(options.model_version, options.decision, options.decided_by, options.decided_at)


def _rollback(options: Namespace) -> Answer:
    version = rollback(registry_of(options))
    log("rolled back", version=version.number)
    return Answer({"model_version": version.number, "alias": "champion"})


def _add_promote_options(parser: ArgumentParser) -> None:
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


PROMOTE = Command(
    name="promote",
    summary="Makes a validated version the champion, with the recorded approval where one is required.",
    example="python -m forecast_platform promote --forecast demand --model-version 3 --approval required "
    "--decision approved --decided-by ada@example.com --decided-at 2014-10-29T09:00:00Z",
    add_options=_add_promote_options,
    run=_promote,
)
"""The command `promote`."""

ROLLBACK = Command(
    name="rollback",
    summary="Makes the previous champion the champion again.",
    example="python -m forecast_platform rollback --forecast demand",
    add_options=add_model_options,
    run=_rollback,
)
"""The command `rollback`."""
