"""Quantiles and the mean."""

import re
from collections.abc import Sequence

from forecast_service.errors import invalid

DEFAULT_TYPES = ("0.1", "0.5", "0.9")

# https://docs.aws.amazon.com/forecast/latest/dg/API_CreateForecast.html
_MOST = 5
_TYPE = re.compile(r"0?\.(?!00?$)\d\d?|mean")


def check_types(types: Sequence[str]) -> list[str]:
    """Return forecast types as they were given.

    Raises:
        ServiceError: InvalidInputException for more than five, for one that is given twice, or for
            anything but 0.01 to 0.99 and `mean`.

    """
    wrong = [each for each in types if not _TYPE.fullmatch(each)]
    if wrong:
        raise invalid(f"The forecast type {wrong[0]} has to be 0.01 to 0.99 or mean")
    if not 1 <= len({each if each == "mean" else float(each) for each in types}) == len(types) <= _MOST:
        raise invalid(f"There have to be one to {_MOST} forecast types, each once, got {list(types)}")
    return list(types)


def column_of(forecast_type: str) -> str:
    """Return the column of an export: `p10` for 0.1, `mean` for the mean."""
    return forecast_type if forecast_type == "mean" else f"p{round(float(forecast_type) * 100)}"
