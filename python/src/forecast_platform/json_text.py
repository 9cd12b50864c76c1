"""Values as JSON text that every reader takes."""

import json
import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass

import numpy as np
import pandas as pd


def to_json(value: object) -> str:
    """Return one line of JSON: times as ISO 8601, what is not a number or infinite as null."""
    return json.dumps(_plain(value), allow_nan=False, ensure_ascii=False)


def _plain(value: object) -> object:
    if isinstance(value, float | np.floating):
        return float(value) if math.isfinite(value) else None
    if isinstance(value, np.integer):
        return int(value)
    if isinstance(value, pd.Timestamp):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value
