"""The predictor of a run: the last one while it is young, else retrained, else a new one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import pandas as pd

from forecast_platform.backends.amazon_forecast.run import Run
from forecast_platform.backends.amazon_forecast.service import PREDICTOR, Resource
from forecast_platform.logs import log

Decision = Literal["reuse", "retrain", "new"]

SCHEDULED_AT = "scheduled_at"
"""The tag with the scheduled time of the run that trained a predictor: its age is counted from it."""

_OVER = {"CREATE_FAILED", "CREATE_STOPPED"}


@dataclass(frozen=True)
class Choice:
    """What to do about the predictor, and why.

    Attributes:
        decision: `reuse`, `retrain` or `new`.
        reason: for a person.
        last: the predictor to use or to retrain; none for a new one.

    """

    decision: Decision
    reason: str
    last: Resource | None = None


def start_training(run: Run) -> Resource:
    """Return the predictor that the run forecasts with, its training begun where it has to be.

    A predictor's ARN ends in what only the service knows, so a run's own is found by its name in the list.

    Raises:
        ForecastError: those of `sorted_errors`.

    """
    made = _of_group(run)
    own = {number: each for each in made if (number := run.names.number_of(str(each["PredictorName"])))}
    begun = [number for number in sorted(own) if own[number]["Status"] not in _OVER]
    found = run.service.describe(PREDICTOR, str(own[begun[0]]["PredictorArn"])) if begun else None
    if found is not None:
        _decide(
            run, "retrain" if "ReferencePredictorSummary" in found.details else "new", "this run began it"
        )
        return found
    choice = Choice("new", "the training before failed") if own else _choose(run, made)
    _decide(run, choice.decision, choice.reason)
    if choice.decision == "reuse" and choice.last is not None:
        return choice.last
    name = run.names.numbered(max(own, default=0) + 1)
    return run.service.create(PREDICTOR, name, f"predictor/{name}", **_parameters(run, choice.last))


def quantile_texts(run: Run) -> list[str]:
    """Return the forecast's quantiles as the service writes them, such as `0.1`."""
    return [f"{level:g}" for level in run.step.forecast.quantiles]


def _decide(run: Run, decision: Decision, reason: str) -> None:
    run.state.update(decision=decision, reason=reason)
    log("predictor", decision=decision, reason=reason)


def _of_group(run: Run) -> list[Mapping[str, object]]:
    """Return the predictors of the forecast's dataset group, the newest first."""
    only = [{"Key": "DatasetGroupArn", "Value": run.group_arn, "Condition": "IS"}]
    found = list(run.service.list("ListPredictors", "Predictors", Filters=only))
    return sorted(found, key=_created, reverse=True)


def _created(summary: Mapping[str, object]) -> float:
    made = summary.get("CreationTime")
    return made.timestamp() if isinstance(made, datetime) else 0.0


def _choose(run: Run, made: list[Mapping[str, object]]) -> Choice:
    usable = [str(each["PredictorArn"]) for each in made if each["Status"] == "ACTIVE"]
    last = run.service.describe(PREDICTOR, usable[0]) if usable else None
    if last is None:
        return Choice("new", "there is no predictor")
    if _settings(last.details) != _wanted(run):
        return Choice("new", "the settings have changed since the last predictor")
    trained = _scheduled_at(run, last.arn)
    if trained is None:
        return Choice("retrain", "the last predictor does not say when it was trained", last)
    age, oldest = run.step.scheduled_at - trained, run.step.retrain_after
    if age < oldest:
        return Choice("reuse", f"the last predictor is {age} old, less than {oldest}", last)
    return Choice("retrain", f"the last predictor is {age} old", last)


def _scheduled_at(run: Run, arn: str) -> pd.Timestamp | None:
    answer = run.service.call("poller", "ListTagsForResource", arn, ResourceArn=arn)
    listed = answer.get("Tags")
    tags = {tag["Key"]: tag["Value"] for tag in listed} if isinstance(listed, list) else {}
    return pd.Timestamp(tags[SCHEDULED_AT]) if SCHEDULED_AT in tags else None


def _settings(details: Mapping[str, object]) -> tuple[object, ...]:
    """Return what a predictor was made for, out of its description."""
    config = details.get("DataConfig")
    more = config.get("AdditionalDatasets", []) if isinstance(config, dict) else []
    levels = details.get("ForecastTypes")
    return (
        details.get("ForecastHorizon"),
        details.get("ForecastFrequency"),
        sorted(levels) if isinstance(levels, list) else None,
        more,
    )


def _wanted(run: Run) -> tuple[object, ...]:
    step = run.step
    return (step.forecast.horizon, step.frequency, sorted(quantile_texts(run)), _holidays(run))


def _holidays(run: Run) -> list[dict[str, object]]:
    """Return the country's holidays, which the service knows itself."""
    country = run.step.forecast.country
    return [{"Name": "holiday", "Configuration": {"CountryCode": [country]}}] if country else []


def _parameters(run: Run, reference: Resource | None) -> dict[str, object]:
    """Return what a training is told; a retraining keeps all but the data."""
    if reference is not None:
        return {"ReferencePredictorArn": reference.arn}
    data: dict[str, object] = {"DatasetGroupArn": run.group_arn}
    if holidays := _holidays(run):
        data["AdditionalDatasets"] = holidays
    return {
        "ForecastHorizon": run.step.forecast.horizon,
        "ForecastFrequency": run.step.frequency,
        "ForecastTypes": quantile_texts(run),
        "DataConfig": data,
    }
