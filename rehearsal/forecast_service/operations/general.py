"""What works alike for every kind: describe, list, tag."""

from collections.abc import Callable

from forecast_service.account import Account
from forecast_service.kinds import Kind
from forecast_service.listing import list_kind
from forecast_service.resource import Fields
from forecast_service.tags import tagged


def describe(kind: Kind) -> Callable[[Account, Fields], Fields]:
    """Return the operation that describes a kind."""

    def operation(account: Account, request: Fields) -> Fields:
        resource = account.find(kind.name, request[f"{kind.noun}Arn"])
        return resource.described(account.now, account.scenario)

    return operation


def list_all(kind: Kind) -> Callable[[Account, Fields], Fields]:
    """Return the operation that lists a kind."""
    return lambda account, request: list_kind(account, kind, request)


def tag(account: Account, request: Fields) -> Fields:
    """Add tags to a resource, or change them."""
    resource = account.get(request["ResourceArn"])
    resource.tags = tagged(request["Tags"], resource.tags)
    return {}


def untag(account: Account, request: Fields) -> Fields:
    """Take tags from a resource; one that it has not is no error."""
    resource = account.get(request["ResourceArn"])
    gone = request["TagKeys"]
    resource.tags = {key: value for key, value in resource.tags.items() if key not in gone}
    return {}


def list_tags(account: Account, request: Fields) -> Fields:
    """Return the tags of a resource."""
    tags = account.get(request["ResourceArn"]).tags
    return {"Tags": [{"Key": key, "Value": value} for key, value in tags.items()]}
