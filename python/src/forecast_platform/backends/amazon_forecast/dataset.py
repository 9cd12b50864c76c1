"""The dataset group and the dataset of a forecast, made by its first run and used by all."""

from forecast_platform.backends.amazon_forecast.run import Run
from forecast_platform.backends.amazon_forecast.service import (
    DATASET,
    DATASET_GROUP,
    ForecastService,
    Kind,
    Resource,
)
from forecast_platform.data.rows import ITEM_ID, TARGET, TIMESTAMP
from forecast_platform.errors import ForecastError
from forecast_platform.logs import log

COLUMNS = {ITEM_ID: "string", TIMESTAMP: "timestamp", TARGET: "float"}
"""The columns of the dataset and of its files, in order; the domain CUSTOM asks for these three names.

A further text column would be a dimension to the service, and so another set of series.
https://docs.aws.amazon.com/forecast/latest/dg/custom-domain.html, read 2026-11.
"""

_DOMAIN = "CUSTOM"


def ready_group(service: ForecastService, name: str) -> Resource:
    """Return the dataset group of a forecast, made where it is missing; it is free.

    Args:
        service: the account's.
        name: of the group, see `data_name`.

    Raises:
        ForecastError: FORECAST_NOT_READY, FORECAST_JOB_FAILED, and those of `sorted_errors`.

    """
    arn = service.arn(f"dataset-group/{name}")
    found = service.describe(DATASET_GROUP, arn)
    if found is None:
        found = service.create(DATASET_GROUP, name, arn, Domain=_DOMAIN)
    return _made(DATASET_GROUP, found)


def ready_dataset(run: Run, group: Resource) -> Resource:
    """Return the forecast's dataset, made where it is missing, and put into its group.

    Raises:
        ForecastError: FORECAST_DATASET_DIFFERS, FORECAST_NOT_READY, FORECAST_JOB_FAILED, and those of
            `sorted_errors`.

    """
    found = run.service.describe(DATASET, run.dataset_arn)
    if found is None:
        found = run.service.create(
            DATASET,
            run.names.data,
            run.dataset_arn,
            Domain=_DOMAIN,
            DatasetType="TARGET_TIME_SERIES",
            DataFrequency=run.step.frequency,
            Schema=_schema(),
        )
    dataset = _made(DATASET, found)
    _refuse_other(run, dataset)
    # An update that failed is tried again, which takes nothing away.
    if group.status == "UPDATE_FAILED" or group.details.get("DatasetArns") != [dataset.arn]:
        given = {"DatasetGroupArn": group.arn, "DatasetArns": [dataset.arn]}
        run.service.call("submitter", "UpdateDatasetGroup", group.arn, **given)
    return dataset


def _schema() -> dict[str, list[dict[str, str]]]:
    pairs = COLUMNS.items()
    return {"Attributes": [{"AttributeName": name, "AttributeType": kind} for name, kind in pairs]}


def _made(kind: Kind, found: Resource) -> Resource:
    """Return what has been created; an update of it (a dataset has its imports') takes nothing away."""
    if found.progress == "ready" or found.status.startswith("UPDATE_"):
        return found
    if found.progress == "working":
        raise ForecastError(
            "FORECAST_NOT_READY",
            f"{kind.noun} {found.name or found.arn} is {found.status}",
            "the run tries again",
            retry="soon",
        )
    raise ForecastError(
        "FORECAST_JOB_FAILED",
        f"{kind.noun} {found.name} is {found.status}",
        "delete it, then restart the run, which makes it again",
    )


def _refuse_other(run: Run, dataset: Resource) -> None:
    """Refuse a dataset of another frequency or of other columns: neither can be changed."""
    details = dataset.details
    given = (details.get("DataFrequency"), details.get("Schema"))
    wanted = (run.step.frequency, _schema())
    if details and given != wanted:
        log("dataset differs", given=given, wanted=wanted)
        raise ForecastError(
            "FORECAST_DATASET_DIFFERS",
            f"dataset {dataset.name} has the frequency {given[0]} and the schema {given[1]}, "
            f"needed are {wanted[0]} and {wanted[1]}",
            "delete the dataset and its group, or give the forecast another name",
        )
