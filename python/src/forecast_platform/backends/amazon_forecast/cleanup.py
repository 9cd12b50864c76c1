"""What the service holds longer than it is needed: forecasts, predictors and imports past the retention.

    predictor ─► forecasts ─► exports        import

Deleted from the leaves to the root, as a resource that something rests on is refused; a tree that is old
as a whole is deleted by one call. Everything was exported into the lake before, which has a lifecycle of
its own. The newest predictor and import of a forecast stay: the next run may use them.
https://docs.aws.amazon.com/forecast/latest/dg/API_DeleteResourceTree.html
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from forecast_platform.backends.amazon_forecast.service import ForecastService
from forecast_platform.errors import ForecastError
from forecast_platform.logs import log


@dataclass(frozen=True)
class _Held:
    """Something that the service holds; `parent` groups what the newest is looked for in."""

    arn: str
    parent: str
    created: datetime
    status: str


_LEAVING = {"DELETE_PENDING", "DELETE_IN_PROGRESS"}


def clean_up(service: ForecastService, prefix: str, before: pd.Timestamp) -> int:
    """Delete what was made before a time, and return how many resources that were.

    What is in use, or still being made, is left for the next time.

    Args:
        service: the account's.
        prefix: what the names of all that may be deleted begin with.
        before: UTC.

    Raises:
        ForecastError: those of `sorted_errors` but AWS_RESOURCE_IN_USE.

    """
    held = _Account(service, prefix, before)
    return held.delete_old()


class _Account:
    def __init__(self, service: ForecastService, prefix: str, before: pd.Timestamp) -> None:
        self._service = service
        self._prefix = prefix
        self._before = before

    def delete_old(self) -> int:
        predictors = self._held("Predictor", "DatasetGroupArn")
        forecasts = self._held("Forecast", "PredictorArn")
        deleted = 0
        spared = _newest(predictors)
        for predictor in predictors:
            made = [each for each in forecasts if each.parent == predictor.arn]
            if predictor.arn not in spared and all(self._is_old(each) for each in [predictor, *made]):
                deleted += self._delete_tree(predictor, made)
            else:
                deleted += sum(self._delete_tree(each, []) for each in made if self._is_old(each))
        known = {predictor.arn for predictor in predictors}
        left = [each for each in forecasts if each.parent not in known and self._is_old(each)]
        deleted += sum(self._delete_tree(each, []) for each in left)
        return deleted + self._delete_imports()

    def _delete_imports(self) -> int:
        imports = self._held("DatasetImportJob", "DatasetImportJobArn")
        # arn:aws:forecast:<region>:<account>:dataset-import-job/<dataset>/<job>
        grouped = [_Held(each.arn, each.arn.rsplit("/", 1)[0], each.created, each.status) for each in imports]
        spared = _newest(grouped)
        old = [each for each in grouped if each.arn not in spared and self._is_old(each)]
        return sum(self._delete("DeleteDatasetImportJob", "DatasetImportJobArn", each.arn) for each in old)

    def _held(self, noun: str, parent: str) -> list[_Held]:
        found = self._service.list(f"List{noun}s", f"{noun}s")
        return list(self._ours(found, f"{noun}Arn", f"{noun}Name", parent))

    def _ours(
        self, found: Iterator[Mapping[str, object]], arn: str, name: str, parent: str
    ) -> Iterator[_Held]:
        for each in found:
            made = each["CreationTime"]
            ours = str(each[name]).startswith(f"{self._prefix}_") and each["Status"] not in _LEAVING
            if ours and isinstance(made, datetime):
                yield _Held(str(each[arn]), str(each.get(parent, "")), made, str(each["Status"]))

    def _is_old(self, held: _Held) -> bool:
        return held.created < self._before

    def _delete_tree(self, root: _Held, made: list[_Held]) -> int:
        return (1 + len(made)) * self._delete("DeleteResourceTree", "ResourceArn", root.arn)

    def _delete(self, action: str, parameter: str, arn: str) -> int:
        """Delete one resource, and return how many that were: none where it is used."""
        try:
            self._service.call("cleaner", action, arn, **{parameter: arn})
        except ForecastError as error:
            if error.code not in {"AWS_RESOURCE_IN_USE", "AWS_RESOURCE_GONE"}:
                raise
            log("left for the next time", arn=arn, code=error.code)
            return 0
        log("deleted", arn=arn)
        return 1


def _newest(held: list[_Held]) -> set[str]:
    """Return the newest that can be used of each parent."""
    newest: dict[str, _Held] = {}
    for each in held:
        best = newest.get(each.parent)
        if each.status == "ACTIVE" and (best is None or each.created > best.created):
            newest[each.parent] = each
    return {each.arn for each in newest.values()}
