"""The results of a run: the parts of its export."""

from forecast_platform.backends.amazon_forecast.run import Run
from forecast_platform.backends.amazon_forecast.service import EXPORT
from forecast_platform.backends.aws.results import Export, bring_in, unexpected


def collect(run: Run) -> int:
    """Bring the export into the lake, and return the number of rows; see `bring_in`.

    Raises:
        ForecastError: EXPORT_UNEXPECTED, and those of `sorted_errors`.

    """
    arn = run.state["export"]
    return bring_in(run.step, run.exchange, Export(arn, _parts(run, arn), item="item_id", time="date"))


def _parts(run: Run, arn: str) -> list[str]:
    """Return the keys of the parts, `<job>_<time>_<part>.csv`; others, such as a mark of success, are none.

    https://docs.aws.amazon.com/forecast/latest/dg/API_CreateForecastExportJob.html, read 2026-11-23
    """
    export = run.service.describe(EXPORT, arn)
    target = export.details.get("Destination") if export is not None else None
    if export is None or not isinstance(target, dict):
        raise unexpected(arn, "is gone", "restart the run from export")
    folder = str(target["S3Config"]["Path"]).removeprefix(run.exchange.uri(""))
    return [key for key in run.exchange.list(f"{folder}{export.name}_") if key.endswith(".csv")]
