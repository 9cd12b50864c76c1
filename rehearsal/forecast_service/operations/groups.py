"""Dataset groups."""

from collections.abc import Sequence

from forecast_service import lifecycle
from forecast_service.account import Account
from forecast_service.errors import invalid
from forecast_service.kinds import KINDS
from forecast_service.resource import Fields, Resource
from forecast_service.tags import tagged


def create(account: Account, request: Fields) -> Fields:
    """Create a group, empty or of datasets that are there."""
    name, domain = request["DatasetGroupName"], request["Domain"]
    arn = account.new_arn("DatasetGroup", name)
    datasets = request.get("DatasetArns", [])
    _check(account, domain, datasets)
    fields = {"Domain": domain, "DatasetArns": list(datasets)}
    tags = tagged(request.get("Tags", []))
    lifecycle.create(account, Resource(KINDS["DatasetGroup"], arn, name, account.now, fields, tags=tags))
    return {"DatasetGroupArn": arn}


def update(account: Account, request: Fields) -> Fields:
    """Replace the datasets of a group."""
    group = account.find("DatasetGroup", request["DatasetGroupArn"])
    datasets = list(request["DatasetArns"])
    _check(account, group.fields["Domain"], datasets)
    lifecycle.update(account, group, lambda: group.fields.update(DatasetArns=datasets))
    return {}


def _check(account: Account, domain: str, arns: Sequence[str]) -> None:
    """Refuse datasets that cannot be together: one of each type, all of the group's domain."""
    datasets = [account.find("Dataset", arn) for arn in arns]
    types = [each.fields["DatasetType"] for each in datasets]
    if len(set(types)) != len(types):
        raise invalid(f"A group holds one dataset of each type, got {', '.join(types)}")
    other = [each.arn for each in datasets if each.fields["Domain"] != domain]
    if other:
        raise invalid(f"The dataset {other[0]} is not of the domain {domain}")
    for each in datasets:
        account.ready("Dataset", each.arn)
