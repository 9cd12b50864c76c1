"""`train`: reuses the champion, extends it or trains a new candidate, and registers that."""

from argparse import ArgumentParser, Namespace

import pandas as pd

from forecast_platform.commands.command import Answer, Command
from forecast_platform.commands.model_options import add_model_options, registry_of
from forecast_platform.commands.options import (
    add_data_options,
    add_forecast_options,
    forest_settings,
    grouped_data,
    timestamp,
)
from forecast_platform.errors import ForecastError
from forecast_platform.logs import log
from forecast_platform.models.decision import Occasion
from forecast_platform.models.held_out import mean_loss
from forecast_platform.models.train import train_version


def _run(options: Namespace) -> Answer:
    settings = forest_settings(options)
    occasion = _occasion(options)
    registry = registry_of(options)
    tags = {"forecast": options.forecast, "run_id": options.run_id, "git_commit": options.git_commit}
    with grouped_data(options, occasion.period, registry.champion_groups()) as history:
        trained = train_version(registry, history, settings, occasion, tags)
    log("trained", decision=trained.decision, reason=trained.reason, version=trained.version.number)
    return Answer(
        {
            "decision": trained.decision,
            "reason": trained.reason,
            "model_version": trained.version.number,
            "mlflow_run_id": trained.version.run_id,
            "input_checksum": history.checksum,
            "loss": mean_loss(trained.windows) if trained.windows else None,
            "items": history.items,
            "groups": len(history.groups),
            "rows": history.tally.history,
            "quarantined": history.tally.quarantined,
        }
    )


def _occasion(options: Namespace) -> Occasion:
    try:
        scheduled = pd.Timestamp(options.scheduled_at)
    except ValueError as error:
        raise ForecastError(
            "OPTION_WRONG",
            f'--scheduled-at is "{options.scheduled_at[:80]}", which is no timestamp',
            "write it as YYYY-MM-DDTHH:MM:SSZ",
        ) from error
    return Occasion(
        period=timestamp(options.start, "--start", options.frequency),
        scheduled_at=scheduled.tz_localize("UTC") if scheduled.tzinfo is None else scheduled,
        retrain_after=pd.Timedelta(minutes=options.retrain_after_minutes),
    )


def _add_options(parser: ArgumentParser) -> None:
    add_model_options(parser)
    add_data_options(parser)
    add_forecast_options(parser)
    parser.add_argument("--start", required=True, help='first step to forecast, "YYYY-MM-DD HH:MM:SS", local')
    parser.add_argument("--scheduled-at", required=True, help="scheduled time of the run, UTC")
    parser.add_argument(
        "--retrain-after-minutes",
        type=int,
        default=10_080,
        help="age from which a model is renewed",
    )
    parser.add_argument("--run-id", default="", help="the run's id, kept as a tag")
    parser.add_argument("--git-commit", default="", help="the commit, kept as a tag")


COMMAND = Command(
    name="train",
    example="python -m forecast_platform train --forecast demand --data demand.csv --frequency D "
    "--horizon 14 --start 2014-10-29 --scheduled-at 2014-10-28T18:00:00Z",
    add_options=_add_options,
    run=_run,
)
