"""Lists: pages, filters, and tokens that live for a day."""

import base64
import json
from datetime import timedelta

from forecast_service import wire
from forecast_service.account import Account
from forecast_service.errors import ServiceError, invalid
from forecast_service.kinds import Kind
from forecast_service.resource import Fields, Resource

# https://docs.aws.amazon.com/forecast/latest/dg/API_ListForecasts.html
_LARGEST_PAGE = 100
_TOKEN_LIVES = timedelta(hours=24)

# What each list can be filtered by.
_FILTERS = {
    "DatasetImportJob": ("DatasetArn", "Status"),
    "AutoPredictor": ("DatasetGroupArn", "Status"),
    "Forecast": ("DatasetGroupArn", "PredictorArn", "Status"),
    "ForecastExportJob": ("ForecastArn", "Status"),
}


def list_kind(account: Account, kind: Kind, request: Fields) -> Fields:
    """Return a page of the resources of a kind, in the order of their creation.

    Raises:
        ServiceError: InvalidInputException for a key that cannot be filtered by, InvalidNextTokenException.

    """
    filters = request.get("Filters", [])
    unknown = [each["Key"] for each in filters if each["Key"] not in _FILTERS[kind.name]]
    if unknown:
        raise invalid(f"{unknown[0]} is no key of a filter, it has to be one of {_FILTERS[kind.name]}")
    asked = json.dumps([kind.name, filters], sort_keys=True)
    first = _first(account, request["NextToken"], asked) if "NextToken" in request else 0
    found = [each for each in account.of_kind(kind) if _fits(account, each, filters)]
    last = first + request.get("MaxResults", _LARGEST_PAGE)
    shape = wire.model().operation_model(f"List{kind.noun}s").output_shape
    summary = shape.members[f"{kind.noun}s"].member
    page = [wire.answer(summary, _described(account, each)) for each in found[first:last]]
    token = _token(account, last, asked) if last < len(found) else None
    return {f"{kind.noun}s": page, "NextToken": token}


def _described(account: Account, resource: Resource) -> Fields:
    return resource.described(account.now, account.scenario)


def _fits(account: Account, resource: Resource, filters: list[Fields]) -> bool:
    if not filters:
        return True
    described = _described(account, resource)
    return all(
        (described.get(each["Key"]) == each["Value"]) == (each["Condition"] == "IS") for each in filters
    )


def _token(account: Account, first: int, asked: str) -> str:
    issued = account.now.timestamp()
    return base64.urlsafe_b64encode(json.dumps([first, asked, issued]).encode()).decode()


def _first(account: Account, token: str, asked: str) -> int:
    """Return where a page begins that a token of the same question asks for."""
    try:
        first, question, issued = json.loads(base64.urlsafe_b64decode(token))
        fresh = account.now.timestamp() - issued <= _TOKEN_LIVES.total_seconds()
    except (ValueError, TypeError) as error:
        raise ServiceError("InvalidNextTokenException", "The token is not valid") from error
    if question != asked or not fresh:
        raise ServiceError("InvalidNextTokenException", "The token has expired or is that of another list")
    return int(first)
