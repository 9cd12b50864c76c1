"""Tags."""

from collections.abc import Sequence

from forecast_service.errors import invalid, limit
from forecast_service.resource import Fields

# https://docs.aws.amazon.com/forecast/latest/dg/tagging-forecast-resources.html
_MOST = 50


def tagged(tags: Sequence[Fields], before: dict[str, str] | None = None) -> dict[str, str]:
    """Return tags by key, on top of those a resource has.

    Raises:
        ServiceError: InvalidInputException for a key that is given twice or is AWS's own;
            LimitExceededException.

    """
    keys = [each["Key"] for each in tags]
    if len(set(keys)) != len(keys):
        raise invalid("A key is given twice among the tags")
    reserved = [key for key in keys if key.lower().startswith("aws:")]
    if reserved:
        raise invalid(f"The key {reserved[0]} begins with aws:, which is reserved")
    after = {**(before or {}), **{each["Key"]: each["Value"] for each in tags}}
    if len(after) > _MOST:
        raise limit(f"A resource has at most {_MOST} tags")
    return after
