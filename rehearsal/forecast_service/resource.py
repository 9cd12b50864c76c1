"""A resource of the account, and what Describe and List say of it."""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from forecast_service.kinds import Kind
from forecast_service.scenario import Scenario

Fields = dict[str, Any]
"""A JSON object of a request or an answer."""

# While it has one of these, a resource says that it was modified just now.
_MOVING = frozenset(
    {
        "CREATE_IN_PROGRESS",
        "CREATE_STOPPING",
        "DELETE_PENDING",
        "DELETE_IN_PROGRESS",
        "UPDATE_PENDING",
        "UPDATE_IN_PROGRESS",
    }
)
CREATING = frozenset({"CREATE_PENDING", "CREATE_IN_PROGRESS"})


@dataclass
class Resource:
    """One resource.

    Attributes:
        kind: of the resource.
        arn: of the resource.
        name: of the resource.
        created_at: UTC.
        fields: what Describe tells of it, as it was asked for.
        parent: ARN of what it was made from, if any.
        tags: by key.
        status: now.
        changed_at: when it came to its status.
        ends_at: when the job under way will end.
        message: why it failed.
        plan: the number of the plan that holds; a stop or a deletion makes a new one.
        follow: is told each status, such as a dataset the status of its import.
        result: what the job made: rows, a model, or a forecast.

    """

    kind: Kind
    arn: str
    name: str
    created_at: datetime
    fields: Fields
    parent: str | None = None
    tags: dict[str, str] = field(default_factory=dict)
    status: str = "CREATE_PENDING"
    changed_at: datetime = field(init=False)
    ends_at: datetime | None = None
    message: str | None = None
    plan: int = 0
    follow: Callable[[str], None] | None = None
    result: object = None

    def __post_init__(self) -> None:
        """Begin as just created."""
        self.changed_at = self.created_at

    def turn(self, status: str, at: datetime) -> None:
        """Come to another status."""
        self.status, self.changed_at = status, at
        if self.follow is not None:
            self.follow(status)

    def described(self, now: datetime, scenario: Scenario) -> Fields:
        """Return all that any answer could say of it; an answer takes the fields of its shape."""
        reported = scenario.struck("report", resource=self.arn)
        status = reported.status if reported else self.status
        return {
            **self.fields,
            f"{self.kind.noun}Arn": self.arn,
            f"{self.kind.noun}Name": self.name,
            "Status": status,
            "Message": self.message,
            "CreationTime": self.created_at,
            "LastModificationTime": now if self.status in _MOVING else self.changed_at,
            "EstimatedTimeRemainingInMinutes": self._estimate(now, scenario),
        }

    def _estimate(self, now: datetime, scenario: Scenario) -> int | None:
        known = scenario.estimates and self.kind.estimated and self.status in CREATING
        if not known or self.ends_at is None:
            return None
        # The same resource errs the same way each time it is asked.
        error = random.Random(f"{scenario.seed} {self.arn}").uniform(-1, 1)  # noqa: S311 # no secret
        minutes = (self.ends_at - now).total_seconds() / 60
        return max(1, math.ceil(minutes * (1 + error * scenario.estimate_error)))
