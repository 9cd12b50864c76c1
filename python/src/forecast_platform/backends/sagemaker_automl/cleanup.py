"""Models past the retention: jobs cannot be deleted, and cost nothing once they are done."""

from collections.abc import Iterator

import pandas as pd

from forecast_platform.backends.sagemaker_automl.service import SageMaker
from forecast_platform.logs import log


def clean_up(service: SageMaker, prefix: str, before: pd.Timestamp) -> int:
    """Delete the models that were made before a time, and return how many that were.

    A model that a later run needs again is made again from its job's candidate.

    Args:
        service: the account's.
        prefix: what the names of all that may be deleted begin with.
        before: UTC.

    Raises:
        ForecastError: those of `sorted_errors`.

    """
    names = [name for name in _models(service, prefix, before) if name.startswith(f"{prefix}-")]
    for name in names:
        service.call("cleaner", "DeleteModel", name, ModelName=name)
        log("deleted", model=name)
    return len(names)


def _models(service: SageMaker, prefix: str, before: pd.Timestamp) -> Iterator[str]:
    token: dict[str, object] = {}
    while True:
        given = {"NameContains": prefix, "CreationTimeBefore": before.to_pydatetime(), **token}
        answer = service.call("poller", "ListModels", "*", **given)
        listed = answer.get("Models")
        yield from (str(each["ModelName"]) for each in (listed if isinstance(listed, list) else []))
        if not answer.get("NextToken"):
            return
        token = {"NextToken": answer["NextToken"]}
