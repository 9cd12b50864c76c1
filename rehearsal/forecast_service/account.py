"""The account: its resources, its time, and its limits."""

from datetime import datetime

from forecast_service.agenda import Agenda
from forecast_service.arns import arn_tail
from forecast_service.errors import ServiceError, in_use, invalid, limit, not_found
from forecast_service.exchange import Exchange
from forecast_service.kinds import KINDS, Kind, KindName
from forecast_service.resource import CREATING, Resource
from forecast_service.scenario import Scenario


class Account:
    """One account in one region.

    Attributes:
        id: 12 digits.
        region: of the service.
        exchange: the buckets that the service reads and writes.
        scenario: how the service behaves.
        agenda: what will happen.
        resources: by ARN, in the order of their creation.

    """

    def __init__(self, account_id: str, region: str, exchange: Exchange) -> None:
        """Begin empty, without a time."""
        self.id = account_id
        self.region = region
        self.exchange = exchange
        self.scenario = Scenario()
        self.agenda = Agenda()
        self._prefix = f"arn:aws:forecast:{region}:{account_id}:"
        self.resources: dict[str, Resource] = {}

    @property
    def now(self) -> datetime:
        """The moment, UTC.

        Raises:
            ServiceError: StandInClockNotSet.

        """
        if self.agenda.now is None:
            raise ServiceError("StandInClockNotSet", "tell the time first: POST /_control/clock")
        return self.agenda.now

    def find(self, kind: KindName, arn: str) -> Resource:
        """Return a resource of a kind.

        Raises:
            ServiceError: InvalidInputException for an ARN of another kind, ResourceNotFoundException.

        """
        tail = KINDS[kind].arn.split("/", 1)[0]
        if not arn.startswith(f"{self._prefix}{tail}/"):
            raise invalid(f"The arn is not that of a {tail} of this account and region: {arn}")
        return self.get(arn)

    def get(self, arn: str) -> Resource:
        """Return a resource of any kind.

        Raises:
            ServiceError: ResourceNotFoundException.

        """
        if arn not in self.resources:
            raise not_found(arn)
        return self.resources[arn]

    def ready(self, kind: KindName, arn: str) -> Resource:
        """Return a resource that is ACTIVE.

        Raises:
            ServiceError: as `find`; the scenario's `not_ready` while it is not ACTIVE yet;
                InvalidInputException when it never will be.

        """
        resource = self.find(kind, arn)
        if resource.status == "ACTIVE":
            return resource
        message = f"The resource {arn} has to be ACTIVE, it is {resource.status}"
        if resource.status.endswith(("_FAILED", "_STOPPED")):
            raise invalid(message)
        raise ServiceError(self.scenario.not_ready, message)

    def of_kind(self, kind: Kind) -> list[Resource]:
        """Return the resources of a kind."""
        return [each for each in self.resources.values() if each.kind is kind]

    def children(self, arn: str) -> list[Resource]:
        """Return what was made from a resource."""
        return [each for each in self.resources.values() if each.parent == arn]

    def new_arn(self, kind: KindName, name: str, parent: Resource | None = None) -> str:
        """Return the ARN of a resource that is to be created.

        Raises:
            ServiceError: ResourceAlreadyExistsException; the name is what makes a creation happen once.

        """
        arn = self.arn_to_be(KINDS[kind], name, parent.name if parent else "")
        same = [each for each in self.of_kind(KINDS[kind]) if each.name == name]
        existing = next((each for each in same if arn == each.arn or kind == "AutoPredictor"), None)
        if existing is not None:
            raise ServiceError(
                "ResourceAlreadyExistsException", f"A resource already exists with the arn: {existing.arn}"
            )
        return arn

    def arn_to_be(self, kind: Kind, name: str, parent: str) -> str:
        """Return the ARN that a resource would get if it were created now."""
        return f"{self._prefix}{arn_tail(kind, name, parent, self.now)}"

    def remove(self, resource: Resource) -> None:
        """Forget a resource; what was made after its example says that it is gone."""
        del self.resources[resource.arn]
        for each in self.resources.values():
            reference = each.fields.get("ReferencePredictorSummary", {})
            if reference.get("Arn") == resource.arn:
                reference["State"] = "Deleted"

    def check_limits(self, kind: Kind) -> None:
        """Refuse one more of a kind.

        Raises:
            ServiceError: LimitExceededException.

        """
        existing = self.of_kind(kind)
        most = self.scenario.most.get(kind.name, kind.most)
        if len(existing) >= most:
            raise limit(f"The account has {most} resources of the kind {kind.name}, which is the limit")
        parallel = self.scenario.parallel.get(kind.name, kind.parallel)
        running = [each for each in existing if each.status in CREATING]
        taken = self.scenario.struck("limit", kind=kind.name) is not None
        if taken or (parallel is not None and len(running) >= parallel):
            raise limit(f"{parallel} of the kind {kind.name} are being created, which is the limit")

    def check_idle(self, resource: Resource) -> None:
        """Refuse to touch a resource that something is being made from.

        Raises:
            ServiceError: ResourceInUseException.

        """
        children = self.children(resource.arn)
        if children:
            raise in_use(f"The resource {resource.arn} is used by {children[0].arn}")
