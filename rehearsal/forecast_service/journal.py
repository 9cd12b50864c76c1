"""Every call, as it was made and answered."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from forecast_service.authorization import Check
from forecast_service.resource import Fields


@dataclass
class Call:
    """One call.

    Attributes:
        number: from 1.
        operation: such as `CreateForecast`.
        caller: the access key id that signed it.
        at: virtual time; none where the time was not told.
        request: as it was sent, once it could be read.
        checks: what IAM is asked about it.
        outcome: `done`, `refused`, or `dropped`: done, and the answer lost.
        error: code and message of a error.

    """

    number: int
    operation: str
    caller: str = ""
    at: datetime | None = None
    request: Fields = field(default_factory=dict)
    checks: list[Check] = field(default_factory=list)
    outcome: Literal["done", "refused", "dropped"] = "done"
    error: Fields | None = None

    def to_json(self) -> Fields:
        """Return it for whoever reads the journal."""
        action = f"forecast:{self.operation}"
        return {
            "number": self.number,
            "operation": self.operation,
            "action": action,
            "resources": [each.resource for each in self.checks if each.action == action],
            "requestTags": {each["Key"]: each["Value"] for each in self.request.get("Tags", [])},
            "caller": self.caller,
            "at": self.at.isoformat() if self.at else None,
            "request": self.request,
            "checks": [each.to_json() for each in self.checks],
            "outcome": self.outcome,
            "error": self.error,
        }
