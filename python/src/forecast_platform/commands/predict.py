"""`predict`: a forecast of the champion, written as Parquet."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from forecast_platform.commands.command import Answer, Command
from forecast_platform.commands.model_options import add_model_options, registry_of
from forecast_platform.commands.options import add_data_options, grouped_data, timestamp
from forecast_platform.data.write import written_parts
from forecast_platform.errors import ForecastError
from forecast_platform.models.predict import predict_groups
from forecast_platform.models.registry import Registry, Version


def _run(options: Namespace) -> Answer:
    registry = registry_of(options)
    version = _version(registry, options.model_version)
    files = registry.files(version)
    options.frequency = files.settings.frequency
    start = timestamp(options.start, "--start", options.frequency)
    with grouped_data(options, start, files.groups) as history, written_parts(options.out) as parts:
        rows, items = predict_groups(files, history, start, options.run_id, parts)
    return Answer(
        {
            "model_version": version.number,
            "mlflow_run_id": version.run_id,
            "input_checksum": history.checksum,
            "rows": rows,
            "items": items,
            "path": str(options.out),
        }
    )


def _version(registry: Registry, number: str | None) -> Version:
    if number is not None:
        return registry.version(number)
    champion = registry.holder("champion")
    if champion is None:
        raise ForecastError(
            "MODEL_NO_CHAMPION",
            f"model {registry.model} has no champion",
            "train, validate and promote a version, or give --model-version",
        )
    return champion


def _add_options(parser: ArgumentParser) -> None:
    add_model_options(parser)
    parser.add_argument("--model-version", help="default the champion")
    add_data_options(parser)
    parser.add_argument("--start", required=True, help='first step to forecast, "YYYY-MM-DD HH:MM:SS", local')
    parser.add_argument(
        "--out", type=Path, required=True, help="the .parquet or .csv file to write, else a folder"
    )
    parser.add_argument("--run-id", default="", help="the run's id: the first column of what is written")


COMMAND = Command(
    name="predict",
    example="python -m forecast_platform predict --forecast demand --data demand.csv --start 2014-10-29 "
    "--out forecast.parquet",
    add_options=_add_options,
    run=_run,
)
