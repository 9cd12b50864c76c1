"""`rollback`: makes the previous champion the champion again."""

from argparse import Namespace

from forecast_platform.commands.command import Answer, Command
from forecast_platform.commands.model_options import add_model_options, registry_of
from forecast_platform.logs import log
from forecast_platform.models.promotion import rollback


def _run(options: Namespace) -> Answer:
    version = rollback(registry_of(options))
    log("rolled back", version=version.number)
    return Answer({"model_version": version.number, "alias": "champion"})


COMMAND = Command(
    name="rollback",
    example="python -m forecast_platform rollback --forecast demand",
    add_options=add_model_options,
    run=_run,
)
