"""The operations that the stand-in does; every other one is refused by name."""

from collections.abc import Callable, Mapping

from forecast_service.account import Account
from forecast_service.kinds import KINDS
from forecast_service.operations import (
    datasets,
    exports,
    forecasts,
    general,
    groups,
    imports,
    predictors,
    removal,
)
from forecast_service.resource import Fields

Operation = Callable[[Account, Fields], Fields]

OPERATIONS: Mapping[str, Operation] = {
    "CreateDatasetGroup": groups.create,
    "UpdateDatasetGroup": groups.update,
    "CreateDataset": datasets.create,
    "CreateDatasetImportJob": imports.create,
    "CreateAutoPredictor": predictors.create,
    "GetAccuracyMetrics": predictors.metrics,
    "CreateForecast": forecasts.create,
    "CreateForecastExportJob": exports.create,
    "DeleteResourceTree": removal.delete_tree,
    "StopResource": removal.stop,
    "TagResource": general.tag,
    "UntagResource": general.untag,
    "ListTagsForResource": general.list_tags,
    **{f"Describe{kind.name}": general.describe(kind) for kind in KINDS.values()},
    **{f"Delete{kind.noun}": removal.delete(kind) for kind in KINDS.values()},
    **{f"List{kind.noun}s": general.list_all(kind) for kind in KINDS.values()},
}
"""By name."""
