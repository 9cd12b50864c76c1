"""Names and ARNs of resources."""

import hashlib
import re
from datetime import datetime

from forecast_service.kinds import Kind

# The model's pattern has no end anchor; that the whole name is meant is an assumption.
NAME = re.compile(r"[a-zA-Z][a-zA-Z0-9_]{0,62}")
ROLE = re.compile(r"arn:aws:iam::(\d{12}):role/.+")

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ULID_CHARACTERS = 26


def arn_tail(kind: Kind, name: str, parent: str, at: datetime) -> str:
    """Compose what the ARN of a new resource ends with.

    Args:
        kind: of the resource.
        name: of the resource.
        parent: name of the dataset or forecast that a job belongs to; empty for other kinds.
        at: when it is created, which a predictor's ARN holds.

    """
    return kind.arn.format(name=name, parent=parent, ulid=_ulid(name, at))


def _ulid(name: str, at: datetime) -> str:
    """Return 48 bits of time and 80 bits that are random in the service and repeatable here."""
    milliseconds = int(at.timestamp() * 1000)
    digest = hashlib.sha256(f"{name} {milliseconds}".encode()).digest()
    number = (milliseconds << 80) | int.from_bytes(digest[:10], "big")
    places = range(_ULID_CHARACTERS - 1, -1, -1)
    return "".join(_CROCKFORD[(number >> (5 * place)) & 31] for place in places)
