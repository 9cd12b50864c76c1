"""Import jobs: they read files from S3 into a dataset."""

import pandas as pd

from forecast_service import lifecycle
from forecast_service.account import Account
from forecast_service.errors import in_use, invalid, not_done
from forecast_service.frequency import frequency_of
from forecast_service.kinds import KINDS
from forecast_service.operations.roles import check_roles
from forecast_service.resource import Fields, Resource
from forecast_service.rows import TIMESTAMP_FORMATS, read_files, statistics
from forecast_service.schema import item_field
from forecast_service.tags import tagged

_WITH_TIME = "yyyy-MM-dd HH:mm:ss"
_DEFAULTS = {"TimestampFormat": _WITH_TIME, "Format": "CSV", "ImportMode": "FULL"}
_GIGABYTE = 1e9


def create(account: Account, request: Fields) -> Fields:
    """Begin to import; the dataset's status follows that of the job."""
    dataset = account.find("Dataset", request["DatasetArn"])
    name = request["DatasetImportJobName"]
    arn = account.new_arn("DatasetImportJob", name, dataset)
    fields = {**_DEFAULTS, **request}
    source = fields["DataSource"]["S3Config"]
    check_roles(account, source)
    _check_format(dataset, fields)
    account.exchange.check_bucket(source["Path"])
    if dataset.status not in ("ACTIVE", "UPDATE_FAILED"):
        raise in_use(f"The dataset {dataset.arn} is {dataset.status}")
    tags = tagged(fields.pop("Tags", []))
    job = Resource(
        KINDS["DatasetImportJob"],
        arn,
        name,
        account.now,
        fields,
        parent=dataset.arn,
        tags=tags,
        follow=lambda status: _follow(account, dataset, status),
    )
    lifecycle.create(account, job, lambda: _import(account, dataset, job))
    return {"DatasetImportJobArn": arn}


def _check_format(dataset: Resource, fields: Fields) -> None:
    given = fields["TimestampFormat"]
    if given not in TIMESTAMP_FORMATS:
        raise invalid(f"The format {given} of timestamps is not supported")
    frequency = dataset.fields.get("DataFrequency")
    if frequency and given != _WITH_TIME and frequency_of(frequency).unit in ("H", "min"):
        raise invalid(f"The format {given} of timestamps does not suit a frequency of {frequency}")
    if fields.get("UseGeolocationForTimeZone") or "GeolocationFormat" in fields:
        raise not_done("geolocation")


def _follow(account: Account, dataset: Resource, status: str) -> None:
    """Let the dataset mirror its import."""
    mirrored = {
        "CREATE_PENDING": "UPDATE_PENDING",
        "CREATE_IN_PROGRESS": "UPDATE_IN_PROGRESS",
        "ACTIVE": "ACTIVE",
        "CREATE_STOPPED": "ACTIVE",
        "CREATE_FAILED": "UPDATE_FAILED",
    }
    if status in mirrored:
        dataset.turn(mirrored[status], account.now)


def _import(account: Account, dataset: Resource, job: Resource) -> None:
    attributes = dataset.fields["Schema"]["Attributes"]
    files = account.exchange.read(job.fields["DataSource"]["S3Config"]["Path"])
    item = item_field(dataset.fields["Domain"])
    rows = read_files(files, attributes, item, job.fields["Format"], job.fields["TimestampFormat"])
    job.fields["FieldStatistics"] = statistics(rows, attributes)
    job.fields["DataSize"] = sum(len(content) for _, content in files) / _GIGABYTE
    before = dataset.result
    if job.fields["ImportMode"] == "INCREMENTAL" and isinstance(before, pd.DataFrame):
        numbers = [e["AttributeName"] for e in attributes if e["AttributeType"] in ("integer", "float")]
        keys = [each for each in rows.columns if each not in numbers]
        # Of a row that was imported before, the newer value holds.
        old = before.merge(rows[keys].drop_duplicates(), how="left", indicator="seen")
        rows = pd.concat([before[(old["seen"] == "left_only").to_numpy()], rows], ignore_index=True)
    dataset.result = rows
