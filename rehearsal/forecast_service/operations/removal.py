"""Stop and delete."""

from collections.abc import Callable

from forecast_service import lifecycle
from forecast_service.account import Account
from forecast_service.kinds import Kind
from forecast_service.resource import Fields, Resource


def stop(account: Account, request: Fields) -> Fields:
    """Stop a job that is being created."""
    lifecycle.stop(account, account.get(request["ResourceArn"]))
    return {}


def delete(kind: Kind) -> Callable[[Account, Fields], Fields]:
    """Return the operation that deletes a resource of a kind, from which nothing may be made."""

    def operation(account: Account, request: Fields) -> Fields:
        resource = account.find(kind.name, request[f"{kind.noun}Arn"])
        lifecycle.check_deletable(account, resource)
        account.check_idle(resource)
        lifecycle.delete(account, resource)
        return {}

    return operation


def delete_tree(account: Account, request: Fields) -> Fields:
    """Delete a resource with all that was made from it; nothing of it where one part cannot go."""
    tree = _tree(account, account.get(request["ResourceArn"]))
    for resource in tree:
        lifecycle.check_deletable(account, resource)
    for resource in tree:
        lifecycle.delete(account, resource)
    return {}


def _tree(account: Account, root: Resource) -> list[Resource]:
    """Return a resource and all that was made from it, leaves first."""
    return [*(each for child in account.children(root.arn) for each in _tree(account, child)), root]
