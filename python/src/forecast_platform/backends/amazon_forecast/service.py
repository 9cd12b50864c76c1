"""Amazon Forecast as the chain needs it: describe, create where absent, list.

The service knows no client token: a name that is taken answers ResourceAlreadyExistsException, and
what has the name is then looked up.
https://docs.aws.amazon.com/forecast/latest/dg/API_Operations.html
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from botocore import xform_name

from forecast_platform.backends.amazon_forecast.status import Progress, progress
from forecast_platform.backends.aws.errors import sorted_errors
from forecast_platform.backends.aws.sessions import Role, Sessions
from forecast_platform.backends.aws.settings import AwsSettings
from forecast_platform.errors import ForecastError


@dataclass(frozen=True)
class Kind:
    """A kind of resource.

    Attributes:
        noun: in parameters and answers, such as `Predictor` in `PredictorArn`.
        action: in the names of its calls, such as `AutoPredictor` in `CreateAutoPredictor`.

    """

    noun: str
    action: str


DATASET_GROUP = Kind("DatasetGroup", "DatasetGroup")
DATASET = Kind("Dataset", "Dataset")
IMPORT = Kind("DatasetImportJob", "DatasetImportJob")
PREDICTOR = Kind("Predictor", "AutoPredictor")
FORECAST = Kind("Forecast", "Forecast")
EXPORT = Kind("ForecastExportJob", "ForecastExportJob")


@dataclass(frozen=True)
class Resource:
    """A resource as the service describes it.

    Attributes:
        name: of it.
        arn: of it.
        status: the service's word.
        message: why it failed; blank otherwise.
        minutes: the service's estimate until it is done; none where it gives none.
        details: the whole answer.

    """

    name: str
    arn: str
    status: str
    message: str = ""
    minutes: int | None = None
    details: Mapping[str, object] = field(default_factory=dict)

    @property
    def progress(self) -> Progress:
        """What the status means."""
        return progress(self.status)

    @property
    def created(self) -> datetime | None:
        """When the call that made it was accepted, UTC."""
        return _time(self.details.get("CreationTime"))

    @property
    def seconds(self) -> int | None:
        """How long the service took, once it is done."""
        begun, ended = self.created, _time(self.details.get("LastModificationTime"))
        return int((ended - begun).total_seconds()) if begun is not None and ended is not None else None


class ForecastService:
    """The service in one account and region."""

    def __init__(self, settings: AwsSettings, sessions: Sessions, **tags: str) -> None:
        """Remember who acts, and what everything is marked with beside the environment's tags."""
        self._settings = settings
        self._sessions = sessions
        self._tags = settings.tag_list(**tags)

    def arn(self, tail: str) -> str:
        """Return an ARN by its tail, such as `forecast/a`."""
        return f"arn:aws:forecast:{self._settings.region}:{self._settings.account}:{tail}"

    def describe(self, kind: Kind, arn: str) -> Resource | None:
        """Return a resource, nothing where there is none."""
        try:
            answer = self.call("poller", f"Describe{kind.action}", arn, **{f"{kind.noun}Arn": arn})
        except ForecastError as error:
            if error.code == "AWS_RESOURCE_GONE":
                return None
            raise
        minutes = answer.get("EstimatedTimeRemainingInMinutes")
        return Resource(
            name=str(answer.get(f"{kind.noun}Name", "")),
            arn=arn,
            status=str(answer.get("Status", "")),
            message=str(answer.get("Message", "")),
            minutes=int(str(minutes)) if minutes is not None else None,
            details=answer,
        )

    def create(self, kind: Kind, name: str, arn: str, **given: object) -> Resource:
        """Create what there is not yet, and return it; somebody's who was faster is as good.

        Args:
            kind: what.
            name: of it.
            arn: what it will be; of a predictor the service makes another one.
            given: the call's parameters but its name and its tags.

        """
        given = {f"{kind.noun}Name": name, "Tags": self._tags, **given}
        made: Mapping[str, object] = {}
        try:
            made = self.call("submitter", f"Create{kind.action}", arn, **given)
        except ForecastError as error:
            if error.code != "AWS_RESOURCE_EXISTS" or kind is PREDICTOR:
                raise
        found = str(made.get(f"{kind.noun}Arn", arn))
        # A look that comes too early finds nothing.
        return self.describe(kind, found) or Resource(name, found, "CREATE_PENDING")

    def first_usable(
        self, kind: Kind, arn_of: Callable[[int], str], usable: Callable[[Resource], bool]
    ) -> tuple[int, Resource | None]:
        """Return the first number whose resource can be used, or is free.

        Args:
            kind: what.
            arn_of: the ARN of a number, from 1.
            usable: whether what is there can be used; what cannot is passed over.

        """
        number = 1
        while (found := self.describe(kind, arn_of(number))) is not None and not usable(found):
            number += 1
        return number, found

    def list(self, action: str, member: str, **given: object) -> Iterator[Mapping[str, object]]:
        """Return all that a list holds, page by page.

        Args:
            action: such as `ListForecasts`.
            member: of the answer, such as `Forecasts`.
            given: the call's parameters.

        """
        token: dict[str, object] = {}
        while True:
            answer = self.call("poller", action, "*", **given, **token)
            found = answer.get(member)
            yield from found if isinstance(found, list) else ()
            if not answer.get("NextToken"):
                return
            token = {"NextToken": answer["NextToken"]}

    def call(self, role: Role, action: str, resource: str, **given: object) -> Mapping[str, object]:
        """Make one call as a role; `resource` is for the message of an error.

        Raises:
            ForecastError: those of `sorted_errors`.

        """
        client = self._sessions.client(role, "forecast")
        with sorted_errors(f"forecast:{action} on {resource}"):
            answer: Mapping[str, object] = getattr(client, xform_name(action))(**given)
        return answer


def _time(value: object) -> datetime | None:
    return value if isinstance(value, datetime) else None
