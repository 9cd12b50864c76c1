"""What IAM would have to allow for a call: actions, resources and conditions.

Nothing is decided here, except where a scenario denies something: the journal holds what was asked,
so that whoever has the policies can judge every call.
https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonforecast.html
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from forecast_service.account import Account
from forecast_service.errors import ServiceError
from forecast_service.kinds import BY_NOUN, KINDS
from forecast_service.resource import Fields

# Creations that are judged on what they are made from; the others on what they make.
_MADE_FROM = {
    "CreateForecast": "PredictorArn",
    "CreateForecastExportJob": "ForecastArn",
    "GetAccuracyMetrics": "PredictorArn",
}
# For those the service knows no resource.
_NO_RESOURCE = {"CreateAutoPredictor", *(f"List{kind.noun}s" for kind in KINDS.values())}


@dataclass(frozen=True)
class Check:
    """One question to IAM.

    Attributes:
        action: such as `forecast:CreateForecast`.
        resource: an ARN, or `*` where the service knows none.
        context: condition keys and their values.

    """

    action: str
    resource: str
    context: dict[str, str | list[str]]

    def to_json(self) -> Fields:
        """Return it for the journal."""
        return asdict(self)


def checks(account: Account, operation: str, request: Fields) -> list[Check]:
    """Return what IAM is asked about a call, by the service's authorization reference."""
    return list(_checks(account, operation, request))


def authorize(account: Account, asked: list[Check], caller: str) -> None:
    """Refuse what the scenario denies.

    Raises:
        ServiceError: AccessDeniedException, in the words of IAM.

    """
    for check in asked:
        if account.scenario.struck("deny", action=check.action, resource=check.resource):
            raise ServiceError(
                "AccessDeniedException",
                f"User: arn:aws:iam::{account.id}:user/{caller} is not authorized to perform: "
                f"{check.action} on resource: {check.resource} because no identity-based policy "
                f"allows the {check.action} action",
            )


def _checks(account: Account, operation: str, request: Fields) -> Iterator[Check]:
    tags = _request_tags(request)
    region: dict[str, str | list[str]] = {"aws:RequestedRegion": account.region}
    for resource in resources(account, operation, request):
        found = account.resources.get(resource)
        owned = {f"aws:ResourceTag/{key}": value for key, value in (found.tags if found else {}).items()}
        yield Check(f"forecast:{operation}", resource, {**region, **tags, **owned})
    if operation.startswith("Create") and tags:
        made = _made(account, operation, request)
        yield Check("forecast:TagResource", made, {**region, **tags})
    for role in _values(request, "RoleArn"):
        yield Check("iam:PassRole", role, {**region, "iam:PassedToService": "forecast.amazonaws.com"})
    for key in _values(request, "KMSKeyArn"):
        for action in ("kms:Decrypt", "kms:GenerateDataKey"):
            yield Check(action, key, region)


def resources(account: Account, operation: str, request: Fields) -> list[str]:
    """Return the ARNs that a call is judged on."""
    if operation in _NO_RESOURCE:
        return ["*"]
    if operation in _MADE_FROM:
        return [request[_MADE_FROM[operation]]]
    if operation.startswith("Create"):
        return [_made(account, operation, request)]
    if operation == "UpdateDatasetGroup":
        return [request["DatasetGroupArn"], *request["DatasetArns"]]
    return [value for name, value in request.items() if name.endswith("Arn")]


def _made(account: Account, operation: str, request: Fields) -> str:
    noun = operation.removeprefix("Create").replace("AutoPredictor", "Predictor")
    parent = request.get("DatasetArn") or request.get("ForecastArn") or ""
    return account.arn_to_be(BY_NOUN[noun], request[f"{noun}Name"], parent.rsplit("/", 1)[-1])


def _request_tags(request: Fields) -> dict[str, str | list[str]]:
    tags = {each["Key"]: each["Value"] for each in request.get("Tags", [])}
    keys = sorted({*tags, *request.get("TagKeys", [])})
    context: dict[str, str | list[str]] = {f"aws:RequestTag/{key}": value for key, value in tags.items()}
    return {**context, "aws:TagKeys": keys} if keys else context


def _values(request: object, name: str) -> Iterator[str]:
    """Yield the values of a field, wherever it is in a request."""
    if isinstance(request, dict):
        for key, value in request.items():
            if key == name:
                yield value
            else:
                yield from _values(value, name)
    elif isinstance(request, list):
        for each in request:
            yield from _values(each, name)
