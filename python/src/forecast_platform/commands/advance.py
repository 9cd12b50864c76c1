"""`advance`: one step of a run, as the job takes it."""

import json
from argparse import ArgumentParser, Namespace

from forecast_platform.advance import advance
from forecast_platform.commands.command import Answer, Command
from forecast_platform.commands.document import document_text


def _run(options: Namespace) -> Answer:
    answer = json.loads(
        advance(document_text(options.parameters), document_text(options.settings), options.store)
    )
    return Answer(answer, failed=answer["status"] == "failed")


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument("--parameters", required=True, help="the run log's document: JSON, or a file of it")
    parser.add_argument("--settings", required=True, help="the deployment's: JSON, or a file of it")
    parser.add_argument(
        "--store", help="MLflow's tracking URI; default MLFLOW_TRACKING_URI, else ./mlflow.db"
    )


COMMAND = Command(
    name="advance",
    example="python -m forecast_platform advance --parameters step.json --settings settings.json",
    add_options=_add_options,
    run=_run,
)
