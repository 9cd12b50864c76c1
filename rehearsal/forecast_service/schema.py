"""Which fields a dataset needs, by domain and type."""

from collections.abc import Sequence

from forecast_service.errors import invalid, not_done
from forecast_service.resource import Fields

# Item and target of each domain.
# https://docs.aws.amazon.com/forecast/latest/dg/howitworks-domains-ds-types.html
_ITEM = {"EC2_CAPACITY": "instance_type", "METRICS": "metric_name", "WORK_FORCE": "workforce_type"}
_TARGET = {
    "CUSTOM": "target_value",
    "EC2_CAPACITY": "number_of_instances",
    "INVENTORY_PLANNING": "demand",
    "METRICS": "metric_value",
    "RETAIL": "demand",
    "WEB_TRAFFIC": "value",
    "WORK_FORCE": "workforce_demand",
}
# https://docs.aws.amazon.com/forecast/latest/dg/limits.html
_MOST_COLUMNS = {"TARGET_TIME_SERIES": 13, "RELATED_TIME_SERIES": 25, "ITEM_METADATA": 10}
_NUMBERS = ("float", "integer")


def item_field(domain: str) -> str:
    """Return the field that names the item."""
    return _ITEM.get(domain, "item_id")


def target_field(domain: str) -> str:
    """Return the field that is forecast."""
    return _TARGET[domain]


def check_schema(domain: str, dataset_type: str, attributes: Sequence[Fields]) -> None:
    """Refuse a schema that the domain does not allow.

    Raises:
        ServiceError: InvalidInputException; StandInDoesNotDoThis for a geolocation.

    """
    names = [each.get("AttributeName", "") for each in attributes]
    if len(set(names)) != len(names) or "" in names:
        raise invalid(f"Each attribute of a schema needs a name of its own, got {names}")
    if len(names) > _MOST_COLUMNS[dataset_type]:
        raise invalid(f"A dataset of type {dataset_type} has at most {_MOST_COLUMNS[dataset_type]} columns")
    types = {each["AttributeName"]: each.get("AttributeType", "") for each in attributes}
    for name, allowed in _needed(domain, dataset_type).items():
        if name not in types:
            raise invalid(f"The schema lacks {name}, which {dataset_type} of {domain} needs")
        if types[name] not in allowed:
            raise invalid(f"The attribute {name} has to be {' or '.join(allowed)}, it is {types[name]}")
    if "geolocation" in types.values():
        raise not_done("a schema with a geolocation")
    stray = [name for name, each in types.items() if each == "timestamp" and name != "timestamp"]
    if stray:
        raise invalid(f"The attribute {stray[0]} cannot be a timestamp")
    if dataset_type == "RELATED_TIME_SERIES" and target_field(domain) in types:
        raise invalid(f"A related time series cannot hold {target_field(domain)}")


def _needed(domain: str, dataset_type: str) -> dict[str, tuple[str, ...]]:
    item: dict[str, tuple[str, ...]] = {item_field(domain): ("string",)}
    if dataset_type == "ITEM_METADATA":
        return item
    times = {**item, "timestamp": ("timestamp",)}
    if dataset_type == "RELATED_TIME_SERIES":
        return times
    return {**times, target_field(domain): _NUMBERS}
