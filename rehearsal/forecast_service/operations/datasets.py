"""Datasets."""

from forecast_service import lifecycle
from forecast_service.account import Account
from forecast_service.errors import invalid
from forecast_service.frequency import frequency_of
from forecast_service.kinds import KINDS
from forecast_service.operations.roles import check_roles
from forecast_service.resource import Fields, Resource
from forecast_service.schema import check_schema
from forecast_service.tags import tagged


def create(account: Account, request: Fields) -> Fields:
    """Create a dataset; it has no rows until they are imported."""
    name, dataset_type = request["DatasetName"], request["DatasetType"]
    arn = account.new_arn("Dataset", name)
    check_schema(request["Domain"], dataset_type, request["Schema"].get("Attributes", []))
    check_roles(account, request)
    if dataset_type != "ITEM_METADATA":
        if "DataFrequency" not in request:
            raise invalid(f"A dataset of type {dataset_type} needs DataFrequency")
        frequency_of(request["DataFrequency"])
    fields = {key: value for key, value in request.items() if key not in ("DatasetName", "Tags")}
    tags = tagged(request.get("Tags", []))
    lifecycle.create(account, Resource(KINDS["Dataset"], arn, name, account.now, fields, tags=tags))
    return {"DatasetArn": arn}
