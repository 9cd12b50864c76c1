"""SageMaker as the chain needs it: describe, and create where absent; the name is the key against twice."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from botocore import xform_name

from forecast_platform.backends.aws.errors import sorted_errors
from forecast_platform.backends.aws.sessions import Role, Sessions
from forecast_platform.errors import ForecastError


@dataclass(frozen=True)
class Kind:
    """A kind of resource.

    Attributes:
        noun: in parameters and answers, such as `AutoMLJob` in `AutoMLJobName`.
        action: in the names of its calls, such as `AutoMLJobV2`.

    """

    noun: str
    action: str


JOB = Kind("AutoMLJob", "AutoMLJobV2")
MODEL = Kind("Model", "Model")
TRANSFORM = Kind("TransformJob", "TransformJob")

_ENDS = ("TransformEndTime", "EndTime", "LastModifiedTime")


@dataclass(frozen=True)
class Found:
    """A resource as the service describes it; `details` is the whole answer."""

    name: str
    details: Mapping[str, object]

    def text(self, field: str) -> str:
        """Return a field as text, blank where there is none."""
        return str(self.details.get(field, ""))

    @property
    def seconds(self) -> int | None:
        """How long a job took, once it is done."""
        begun = self.details.get("CreationTime")
        ended = next((self.details[field] for field in _ENDS if field in self.details), None)
        timed = isinstance(begun, datetime) and isinstance(ended, datetime)
        return int((ended - begun).total_seconds()) if timed else None  # type: ignore[operator] # narrowed


class SageMaker:
    """The service in one account and region."""

    def __init__(self, sessions: Sessions, tags: list[dict[str, str]]) -> None:
        """Remember who acts, and what everything is marked with."""
        self._sessions = sessions
        self._tags = tags

    def describe(self, kind: Kind, name: str) -> Found | None:
        """Return a resource, nothing where there is none."""
        try:
            answer = self.call("poller", f"Describe{kind.action}", name, **{f"{kind.noun}Name": name})
        except ForecastError as error:
            # A model or a transform job that is not there is a wrong input to this service.
            if error.code == "AWS_RESOURCE_GONE" or "Could not find" in error.message:
                return None
            raise
        return Found(name, answer)

    def create(self, kind: Kind, name: str, **given: object) -> None:
        """Create what is not there yet; who was faster has made the same."""
        given = {f"{kind.noun}Name": name, "Tags": self._tags, **given}
        try:
            self.call("submitter", f"Create{kind.action}", name, **given)
        except ForecastError as error:
            # A model of that name is a wrong input as well.
            if error.code != "AWS_RESOURCE_IN_USE" and "already existing" not in error.message:
                raise

    def first_usable(self, kind: Kind, named: Callable[[int], str], status: str) -> tuple[int, Found | None]:
        """Return the first number whose job has not failed, or is free; `status` is the field of it."""
        number = 1
        while (found := self.describe(kind, named(number))) and found.text(status) in {"Failed", "Stopped"}:
            number += 1
        return number, found

    def call(self, role: Role, action: str, resource: str, **given: object) -> Mapping[str, object]:
        """Make one call as a role; `resource` is for the message of an error.

        Raises:
            ForecastError: those of `sorted_errors`.

        """
        client = self._sessions.client(role, "sagemaker")
        with sorted_errors(f"sagemaker:{action} on {resource}"):
            answer: Mapping[str, object] = getattr(client, xform_name(action))(**given)
        return answer
