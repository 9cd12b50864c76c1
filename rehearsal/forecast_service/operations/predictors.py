"""AutoPredictors: they learn from what the datasets of a group hold."""

from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from forecast_service import lifecycle
from forecast_service.account import Account
from forecast_service.accuracy import backtest
from forecast_service.errors import JobError, invalid, not_done
from forecast_service.forecast_types import DEFAULT_TYPES, check_types
from forecast_service.frequency import Frequency, frequency_of
from forecast_service.kinds import KINDS
from forecast_service.operations.roles import check_roles
from forecast_service.resource import Fields, Resource
from forecast_service.schema import item_field, target_field
from forecast_service.series import History, history
from forecast_service.tags import tagged

# The longest horizon, in steps, and as a share of the history: 1/4, and 1/3 where it is retrained.
# https://docs.aws.amazon.com/forecast/latest/dg/API_CreateAutoPredictor.html
_LONGEST_HORIZON = 500
_SHARE = 4
_SHARE_RETRAINED = 3
_RETRAINING_TAKES = {"PredictorName", "ReferencePredictorArn", "Tags"}
_INHERITED = (
    "AdditionalDatasets",
    "DataConfig",
    "EncryptionConfig",
    "ForecastDimensions",
    "ForecastFrequency",
    "ForecastHorizon",
    "ForecastTypes",
    "OptimizationMetric",
    "TimeAlignmentBoundary",
)


@dataclass(frozen=True)
class Trained:
    """What a predictor knows.

    Attributes:
        keys: columns that tell series apart, the item first.
        frequency: of the forecasts.
        horizon: steps.
        metrics: of its backtest.

    """

    keys: tuple[str, ...]
    frequency: Frequency
    horizon: int
    metrics: Fields


def create(account: Account, request: Fields) -> Fields:
    """Begin to train a new predictor, or to retrain one."""
    name = request["PredictorName"]
    arn = account.new_arn("AutoPredictor", name)
    asked = _retraining(account, request) if "ReferencePredictorArn" in request else _training(request)
    check_roles(account, request)
    group = account.ready("DatasetGroup", asked["DataConfig"]["DatasetGroupArn"])
    target = _imported(account, group)
    frequency = frequency_of(asked["ForecastFrequency"], asked.get("TimeAlignmentBoundary"))
    if frequency.minutes < frequency_of(target.fields["DataFrequency"]).minutes:
        raise invalid(f"The frequency {asked['ForecastFrequency']} is finer than that of the dataset")
    keys = _keys(target, asked)
    jobs = [_last_import(account, dataset) for dataset in group.fields["DatasetArns"]]
    fields = {
        **asked,
        "DatasetGroupArn": group.arn,
        "DatasetImportJobArns": [arn for arn in jobs if arn],
        "IsAutoPredictor": True,
    }
    predictor = Resource(
        KINDS["AutoPredictor"],
        arn,
        name,
        account.now,
        fields,
        parent=group.arn,
        tags=tagged(request.get("Tags", [])),
    )
    share = _SHARE_RETRAINED if "ReferencePredictorArn" in request else _SHARE

    def train() -> None:
        past = past_of(target, keys, frequency)
        horizon = asked["ForecastHorizon"]
        _check_length(past.length, horizon, share)
        metrics = backtest(past, frequency, horizon, tuple(asked["ForecastTypes"]))
        predictor.result = Trained(keys, frequency, horizon, metrics)

    lifecycle.create(account, predictor, train)
    return {"PredictorArn": arn}


def metrics(account: Account, request: Fields) -> Fields:
    """Return how well a predictor forecast the last steps of its history."""
    predictor = account.ready("AutoPredictor", request["PredictorArn"])
    trained = trained_of(predictor)
    return {
        "PredictorEvaluationResults": [trained.metrics],
        "IsAutoPredictor": True,
        "OptimizationMetric": predictor.fields["OptimizationMetric"],
    }


def trained_of(predictor: Resource) -> Trained:
    """Return what an active predictor knows."""
    if not isinstance(predictor.result, Trained):
        raise TypeError(f"{predictor.arn} is {predictor.status} and was not trained")
    return predictor.result


def target_of(account: Account, group: Resource) -> Resource:
    """Return the target time series of a group.

    Raises:
        ServiceError: InvalidInputException where it has none.

    """
    datasets = [account.get(arn) for arn in group.fields["DatasetArns"]]
    targets = [each for each in datasets if each.fields["DatasetType"] == "TARGET_TIME_SERIES"]
    if not targets:
        raise invalid(f"The group {group.arn} has no dataset of type TARGET_TIME_SERIES")
    return targets[0]


def past_of(target: Resource, keys: tuple[str, ...], frequency: Frequency) -> History:
    """Return the history that a dataset holds now."""
    if not isinstance(target.result, pd.DataFrame):
        raise JobError(f"The dataset {target.arn} holds no rows")
    return history(target.result, keys, target_field(target.fields["Domain"]), frequency)


def _training(request: Fields) -> Fields:
    """Return what a new predictor is asked for, with the service's defaults."""
    missing = {"ForecastHorizon", "ForecastFrequency", "DataConfig"} - set(request)
    if missing:
        raise invalid(f"A new predictor needs {', '.join(sorted(missing))}")
    for name in ("ExplainPredictor", "MonitorConfig"):
        if request.get(name):
            raise not_done(f"CreateAutoPredictor with {name}")
    config = request["DataConfig"]
    others = [each["Name"] for each in config.get("AdditionalDatasets", []) if each["Name"] != "holiday"]
    if others or "AttributeConfigs" in config:
        raise not_done(f"DataConfig with {others[0] if others else 'AttributeConfigs'}")
    if not 1 <= request["ForecastHorizon"] <= _LONGEST_HORIZON:
        raise invalid(f"The forecast horizon has to be 1 to {_LONGEST_HORIZON} steps")
    asked = {key: value for key, value in request.items() if key in _INHERITED}
    asked["ForecastTypes"] = check_types(request.get("ForecastTypes", DEFAULT_TYPES))
    return {"OptimizationMetric": "AverageWeightedQuantileLoss", **asked}


def _retraining(account: Account, request: Fields) -> Fields:
    """Return what a predictor is asked for that learns again as another one did."""
    more = sorted(set(request) - _RETRAINING_TAKES)
    if more:
        raise invalid(f"A predictor that is retrained takes its name and reference only, got {more[0]}")
    reference = account.ready("AutoPredictor", request["ReferencePredictorArn"])
    asked = {key: reference.fields[key] for key in _INHERITED if key in reference.fields}
    return {**asked, "ReferencePredictorSummary": {"Arn": reference.arn, "State": "Active"}}


def _check_length(steps: int, horizon: int, share: int) -> None:
    if horizon * share > steps:
        raise JobError(
            f"The forecast horizon of {horizon} is too long: it can be 1/{share} of the {steps} steps "
            f"of the target time series, {steps // share}"
        )


def _imported(account: Account, group: Resource) -> Resource:
    """Return the target of a group, all of whose datasets are imported."""
    target = target_of(account, group)
    for arn in group.fields["DatasetArns"]:
        dataset = account.ready("Dataset", arn)
        if dataset.result is None:
            raise invalid(f"The dataset {arn} has no import job that is ACTIVE")
    return target


def _keys(target: Resource, asked: Fields) -> tuple[str, ...]:
    item = item_field(target.fields["Domain"])
    dimensions = asked.get("ForecastDimensions", [])
    columns = {each["AttributeName"] for each in target.fields["Schema"]["Attributes"]}
    unknown = [each for each in dimensions if each not in columns or each == item]
    if unknown:
        raise invalid(f"The target time series has no dimension {unknown[0]}")
    return (item, *dimensions)


def _last_import(account: Account, dataset: str) -> str | None:
    done = [each for each in account.children(dataset) if each.status == "ACTIVE"]
    times: list[tuple[datetime, str]] = [(each.changed_at, each.arn) for each in done]
    return max(times)[1] if times else None
