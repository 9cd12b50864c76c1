"""What the service holds longer than it is needed: what was made before a time.

    dataset group ─► predictors ─► forecasts ─► exports        dataset ─► imports

A tree is deleted as a whole from its highest root that is old with all that rests on it; what rests on
something is refused by the service one by one. Everything was exported into the lake before, which has a
lifecycle of its own. The newest predictor and import of a configured forecast stay: its next run may use
them. Of a forecast that is configured no more, nothing stays.
https://docs.aws.amazon.com/forecast/latest/dg/API_DeleteResourceTree.html
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from forecast_platform.backends.amazon_forecast.names import data_name
from forecast_platform.backends.amazon_forecast.service import ForecastService
from forecast_platform.backends.aws.settings import AwsSettings
from forecast_platform.errors import ForecastError
from forecast_platform.logs import log


@dataclass(frozen=True)
class _Held:
    """Something that the service holds; `parent` is what it was made from."""

    arn: str
    parent: str
    created: datetime
    status: str


_LEAVING = {"DELETE_PENDING", "DELETE_IN_PROGRESS"}


def clean_up(service: ForecastService, settings: AwsSettings, before: pd.Timestamp) -> int:
    """Delete what was made before a time, and return how many resources that were, exports not counted.

    What is in use, or still being made, is left for the next time.

    Args:
        service: the account's.
        settings: the prefix of all that may be deleted, and the forecasts that are configured.
        before: UTC.

    Raises:
        ForecastError: those of `sorted_errors` but AWS_RESOURCE_IN_USE and AWS_RESOURCE_GONE.

    """
    return _Account(service, settings, before).clean()


class _Account:
    def __init__(self, service: ForecastService, settings: AwsSettings, before: pd.Timestamp) -> None:
        self._service = service
        self._prefix = settings.prefix
        self._before = before
        self._configured = {data_name(settings.prefix, name) for name in settings.forecasts}

    def clean(self) -> int:
        """Delete, the trees of forecasts first, then those of data."""
        predictors = self._held("Predictor", "DatasetGroupArn")
        forecasts = self._held("Forecast", "PredictorArn")
        imports = self._imports()
        groups, datasets = self._held("DatasetGroup", ""), self._held("Dataset", "")
        deleted = self._clean(groups, predictors, forecasts)
        return deleted + self._clean(datasets, imports, [])

    def _clean(self, roots: Sequence[_Held], middle: Sequence[_Held], leaves: Sequence[_Held]) -> int:
        """Delete the highest that is old, of trees of three levels."""
        deleted = 0
        for root in roots:
            children = _of(root, middle)
            below = [leaf for child in children for leaf in _of(child, leaves)]
            if root.arn.rsplit("/", 1)[1] not in self._configured and self._are_old(root, *children, *below):
                deleted += self._delete(root, children, below)
            else:
                deleted += self._clean_children(children, leaves)
        return deleted

    def _clean_children(self, children: Sequence[_Held], leaves: Sequence[_Held]) -> int:
        deleted = 0
        newest = _newest(children)
        for child in children:
            below = _of(child, leaves)
            if child is not newest and self._are_old(child, *below):
                deleted += self._delete(child, below)
            else:
                deleted += sum(self._delete(leaf) for leaf in below if self._are_old(leaf))
        return deleted

    def _held(self, noun: str, parent: str) -> list[_Held]:
        """Return what the service holds of a kind, of ours."""
        held = []
        for each in self._service.list(f"List{noun}s", f"{noun}s"):
            made, status = each["CreationTime"], str(each.get("Status", ""))
            ours = str(each[f"{noun}Name"]).startswith(f"{self._prefix}_") and status not in _LEAVING
            if ours and isinstance(made, datetime):
                held.append(_Held(str(each[f"{noun}Arn"]), str(each.get(parent, "")), made, status))
        return held

    def _imports(self) -> list[_Held]:
        """Return the imports; an import's ARN holds its dataset's name, and its summary nothing of it."""
        return [
            _Held(each.arn, self._service.arn(f"dataset/{each.arn.split('/')[1]}"), each.created, each.status)
            for each in self._held("DatasetImportJob", "")
        ]

    def _are_old(self, *held: _Held) -> bool:
        return all(each.created < self._before for each in held)

    def _delete(self, root: _Held, *below: Sequence[_Held]) -> int:
        """Delete a tree, and return how many that were: none where something of it is used."""
        try:
            # An import is no root of a tree.
            if ":dataset-import-job/" in root.arn:
                given = {"DatasetImportJobArn": root.arn}
                self._service.call("cleaner", "DeleteDatasetImportJob", root.arn, **given)
            else:
                self._service.call("cleaner", "DeleteResourceTree", root.arn, ResourceArn=root.arn)
        except ForecastError as error:
            if error.code not in {"AWS_RESOURCE_IN_USE", "AWS_RESOURCE_GONE"}:
                raise
            log("left for the next time", arn=root.arn, code=error.code)
            return 0
        log("deleted", arn=root.arn)
        return 1 + sum(len(level) for level in below)


def _of(parent: _Held, held: Sequence[_Held]) -> list[_Held]:
    return [each for each in held if each.parent == parent.arn]


def _newest(held: Sequence[_Held]) -> _Held | None:
    """Return the newest that can be used."""
    usable = [each for each in held if each.status == "ACTIVE"]
    return max(usable, key=lambda each: each.created, default=None)
