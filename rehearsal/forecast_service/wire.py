"""JSON 1.1: requests and answers against the shapes of the service's model.

The model is botocore's. Its patterns are not trusted blindly: a name's has no end anchor, a role's is
that of the service's own ARNs, and a filter's value is said to be an ARN although a status is one.
"""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache

import botocore.session
from botocore.model import OperationModel, ServiceModel, Shape
from botocore.validate import ParamValidator

from forecast_service.arns import NAME
from forecast_service.errors import ServiceError
from forecast_service.resource import Fields

# Types of JSON that each type of shape takes; a boolean is no number.
_JSON_TYPES: dict[str, tuple[type, ...]] = {
    "boolean": (bool,),
    "double": (int, float),
    "integer": (int,),
    "list": (list,),
    "long": (int,),
    "map": (dict,),
    "string": (str,),
    "structure": (dict,),
}
_PATTERNS = {
    "Arn": re.compile(r"arn:[a-z\d-]+:forecast:.*:.*:.+"),
    "Format": re.compile(r"CSV|PARQUET"),
    "KMSKeyArn": re.compile(r"arn:aws:kms:.*:key/.*"),
    "Name": NAME,
    "S3Path": re.compile(r"s3://[a-z0-9].+"),
    "TagKey": re.compile(r"[\w\s.:/=+\-@]*"),
    "TagValue": re.compile(r"[\w\s.:/=+\-@]*"),
}

# What the model says is an ARN of the service, and is not: a role, and the value of a filter.
_NO_ARNS = ("RoleArn", "].Value")


@cache
def model() -> ServiceModel:
    """Return the service's model."""
    return botocore.session.get_session().get_service_model("forecast")


def parse(operation: OperationModel, body: bytes) -> Fields:
    """Read a request.

    Raises:
        ServiceError: SerializationException for what is no JSON or has another type;
            InvalidInputException, or where the operation has none ValidationException, for what is
            missing, unknown or out of range.

    """
    try:
        request = json.loads(body or b"{}")
    except ValueError as error:
        raise ServiceError("SerializationException", f"The request is no JSON: {error}") from error
    wrong = _wrong_type(operation.input_shape, request, "the request")
    if wrong:
        raise ServiceError("SerializationException", wrong)
    report = ParamValidator().validate(request, operation.input_shape)
    problems = [report.generate_report()] if report.has_errors() else []
    problems += _broken_rules(operation.input_shape, request, "")
    if problems:
        modelled = [shape.name for shape in operation.error_shapes]
        code = "InvalidInputException" if "InvalidInputException" in modelled else "ValidationException"
        raise ServiceError(code, f"{len(problems)} validation error detected: {'; '.join(problems)}")
    return dict(request)


def answer(shape: Shape | None, values: Mapping[str, object]) -> Fields:
    """Return those values that a shape has, without those that are not known."""
    members = shape.members if shape is not None else {}
    return {name: values[name] for name in members if values.get(name) is not None}


def encode(values: Fields) -> bytes:
    """Return an answer as JSON; times are seconds since 1970."""
    return json.dumps(values, default=_encoded, allow_nan=False).encode()


def _encoded(value: object) -> object:
    if isinstance(value, datetime):
        return value.timestamp()
    raise TypeError(f"no JSON: {value!r}")


def _wrong_type(shape: Shape, value: object, where: str) -> str | None:
    allowed = _JSON_TYPES[shape.type_name]
    if not isinstance(value, allowed) or (isinstance(value, bool) and bool not in allowed):
        return f"{where} has to be a {shape.type_name}"
    parts = [_wrong_type(inner, each, name) for inner, each, name in _inside(shape, value, where)]
    return next((each for each in parts if each), None)


def _broken_rules(shape: Shape, value: object, where: str) -> list[str]:
    """Return what botocore leaves to the service: largest sizes, enumerations, patterns."""
    problems = []
    size = value if isinstance(value, int | float) else len(value) if hasattr(value, "__len__") else 0
    if size > shape.metadata.get("max", size):
        problems.append(f"Value at '{where}' must be at most {shape.metadata['max']}")
    enumerated = shape.metadata.get("enum", [])
    if enumerated and value not in enumerated:
        problems.append(f"Value '{value}' at '{where}' must be one of {', '.join(enumerated)}")
    pattern = _PATTERNS.get(shape.name)
    if shape.name == "Arn" and where.endswith(_NO_ARNS):
        pattern = None
    if pattern and not pattern.fullmatch(str(value)):
        problems.append(f"Value '{value}' at '{where}' must satisfy the pattern {pattern.pattern}")
    for inner, each, name in _inside(shape, value, where):
        problems += _broken_rules(inner, each, name)
    return problems


def _inside(shape: Shape, value: object, where: str) -> list[tuple[Shape, object, str]]:
    if shape.type_name == "structure" and isinstance(value, dict):
        known = [name for name in value if name in shape.members]
        return [(shape.members[name], value[name], f"{where}.{name}".lstrip(".")) for name in known]
    if shape.type_name == "list" and isinstance(value, list):
        return [(shape.member, each, f"{where}[{at}]") for at, each in enumerate(value)]
    if shape.type_name == "map" and isinstance(value, dict):
        return [(shape.value, each, f"{where}.{name}") for name, each in value.items()]
    return []
