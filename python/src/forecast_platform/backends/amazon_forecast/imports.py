"""The import of a run: its history as a file in the exchange bucket, and the job that reads it."""

from forecast_platform.backends.amazon_forecast.dataset import ready_dataset, ready_group
from forecast_platform.backends.amazon_forecast.run import Run
from forecast_platform.backends.amazon_forecast.service import IMPORT, Resource
from forecast_platform.backends.aws.data_in import put_history, refuse_short, series_of
from forecast_platform.backends.aws.exchange import INPUT
from forecast_platform.data import checksum
from forecast_platform.logs import log

# As `put_history` writes them.
_FORMATS = {"H": "yyyy-MM-dd HH:mm:ss"}
_DAY = "yyyy-MM-dd"
_SHORT_DIGEST = 16


def start_import(run: Run) -> Resource:
    """Return the run's import, begun where it is missing.

    Its file is named by the checksum of the history. An import that failed is passed over, and so is one
    of other data: what a person repaired before he restarted the run is imported.

    Raises:
        ForecastError: HISTORY_TOO_SHORT, and those of `ready_dataset`.

    """
    history = series_of(run.history)
    refuse_short(run.step, history)
    digest = checksum(history)
    run.state["input_checksum"] = digest
    key = f"{INPUT}{run.names.folder}{digest[:_SHORT_DIGEST]}.csv"
    dataset = ready_dataset(run, ready_group(run.service, run.names.data))

    def arn_of(number: int) -> str:
        return run.service.arn(f"dataset-import-job/{run.names.data}/{run.names.numbered(number)}")

    def usable(found: Resource) -> bool:
        return found.progress in {"working", "ready"} and _path(found) == run.exchange.uri(key)

    number, found = run.service.first_usable(IMPORT, arn_of, usable)
    if found is not None:
        return found
    put_history(run.exchange, key, history, run.step, header=False)
    source = {"Path": run.exchange.uri(key), "RoleArn": run.settings.roles["import"]}
    log("importing", rows=len(history), items=history["item_id"].nunique())
    return run.service.create(
        IMPORT,
        run.names.numbered(number),
        arn_of(number),
        DatasetArn=dataset.arn,
        DataSource={"S3Config": source},
        TimestampFormat=_FORMATS.get(run.step.frequency, _DAY),
        Format="CSV",
        ImportMode="FULL",
    )


def _path(found: Resource) -> str | None:
    source = found.details.get("DataSource")
    return source.get("S3Config", {}).get("Path") if isinstance(source, dict) else None
