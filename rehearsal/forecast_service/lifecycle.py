"""How resources come to be, stop and go, one status after another."""

from collections.abc import Callable
from datetime import timedelta

from forecast_service.account import Account
from forecast_service.errors import JobError, in_use, invalid, limit
from forecast_service.resource import CREATING, Resource
from forecast_service.scenario import Fault

Work = Callable[[], None]

_STOPS_AT_A_TIME = 3


def create(account: Account, resource: Resource, work: Work | None = None) -> None:
    """Begin the creation of a resource.

    Args:
        account: that gets it.
        resource: as it is to be described.
        work: what is done at its end, in virtual time; raises `JobError` where it cannot be.

    Raises:
        ServiceError: LimitExceededException.

    """
    account.check_limits(resource.kind)
    account.resources[resource.arn] = resource
    fault = account.scenario.struck("fail", kind=resource.kind.name, phase="create")
    minutes = account.scenario.minutes_of(resource.kind.name)
    _run(account, resource, "CREATE", minutes, _work(work, fault))


def update(account: Account, resource: Resource, work: Work) -> None:
    """Begin the update of a dataset group.

    Raises:
        ServiceError: ResourceInUseException while anything else is under way.

    """
    if resource.status not in ("ACTIVE", "UPDATE_FAILED"):
        raise in_use(f"The resource {resource.arn} is {resource.status}")
    fault = account.scenario.struck("fail", kind=resource.kind.name, phase="update")
    minutes = account.scenario.minutes_of(f"{resource.kind.name}Update")
    _run(account, resource, "UPDATE", minutes, _work(work, fault))


def stop(account: Account, resource: Resource) -> None:
    """Stop a job that is being created; it cannot be resumed.

    Raises:
        ServiceError: InvalidInputException for what cannot be stopped, LimitExceededException.

    """
    if not resource.kind.stoppable or resource.status not in CREATING:
        raise invalid(f"The resource {resource.arn} cannot be stopped, it is {resource.status}")
    stopping = [each for each in account.of_kind(resource.kind) if each.status == "CREATE_STOPPING"]
    if len(stopping) >= _STOPS_AT_A_TIME:
        raise limit(f"{_STOPS_AT_A_TIME} of the kind {resource.kind.name} are being stopped")
    resource.ends_at = None
    resource.turn("CREATE_STOPPING", account.now)
    _later(
        account,
        resource,
        account.scenario.minutes_of("Stop"),
        lambda: _turn(account, resource, "CREATE_STOPPED"),
    )


def check_deletable(account: Account, resource: Resource) -> None:
    """Refuse to delete a resource whose status forbids it.

    Raises:
        ServiceError: ResourceInUseException.

    """
    stopped = ("CREATE_STOPPED",) if account.scenario.delete_stopped else ()
    if resource.status not in (*resource.kind.deletable, *stopped):
        raise in_use(f"The resource {resource.arn} cannot be deleted, it is {resource.status}")


def delete(account: Account, resource: Resource) -> None:
    """Begin the deletion of a resource, whose status was checked."""
    fault = account.scenario.struck("fail", kind=resource.kind.name, phase="delete")
    minutes = account.scenario.minutes_of("Delete")
    _run(account, resource, "DELETE", minutes, _work(lambda: account.remove(resource), fault))


def _run(account: Account, resource: Resource, verb: str, minutes: float, work: Work) -> None:
    """Go through `<verb>_PENDING` and `<verb>_IN_PROGRESS` to the end, which the work decides."""

    def end() -> None:
        resource.ends_at = None
        try:
            work()
        except JobError as failure:
            resource.message = str(failure)
            _turn(account, resource, f"{verb}_FAILED")
        else:
            if resource.arn in account.resources:
                _turn(account, resource, "ACTIVE")

    if minutes == 0:
        resource.plan += 1
        end()
        return
    whole = timedelta(minutes=minutes)
    pending = min(timedelta(seconds=account.scenario.pending_seconds), whole / 2)
    resource.ends_at = account.now + whole if verb == "CREATE" else None
    resource.turn(f"{verb}_PENDING", account.now)
    _later(
        account,
        resource,
        pending / timedelta(minutes=1),
        lambda: _turn(account, resource, f"{verb}_IN_PROGRESS"),
    )
    plan = resource.plan
    account.agenda.at(account.now + whole, lambda: end() if resource.plan == plan else None)


def _later(account: Account, resource: Resource, minutes: float, effect: Work) -> None:
    """Make a new plan for a resource; what an older one held no longer happens."""
    resource.plan += 1
    plan = resource.plan
    due = account.now + timedelta(minutes=minutes)
    account.agenda.at(due, lambda: effect() if resource.plan == plan else None)


def _turn(account: Account, resource: Resource, status: str) -> None:
    resource.turn(status, account.now)


def _work(work: Work | None, fault: Fault | None) -> Work:
    def done() -> None:
        if fault is not None:
            raise JobError(fault.message)
        if work is not None:
            work()

    return done
