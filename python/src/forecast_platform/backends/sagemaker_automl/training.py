"""The AutoML job of a run: the last one while it is young, else a new one; there is no retraining."""

import re
from collections.abc import Mapping

import pandas as pd

from forecast_platform.backends.aws.exchange import OUTPUT
from forecast_platform.backends.sagemaker_automl.run import Run
from forecast_platform.backends.sagemaker_automl.service import JOB, Found
from forecast_platform.logs import log

_MOST_LOOKED_AT = 5
_SCHEDULED = re.compile(r"/scheduled=(\d{8}T\d{6})/")
"""In the path of a job's output: when the run that trained it was due."""


def start_training(run: Run) -> str:
    """Return the name of the AutoML job that the run forecasts with, begun where it has to be.

    Raises:
        ForecastError: those of `sorted_errors`.

    """
    number, own = run.service.first_usable(JOB, run.names.numbered, "AutoMLJobStatus")
    if own is not None:
        return own.name
    young = _young(run) if number == 1 else None
    run.state["decision"] = "new" if young is None else "reuse"
    log("training", decision=run.state["decision"])
    if young is not None:
        return young.name
    name = run.names.numbered(number)
    run.service.create(JOB, name, **_parameters(run))
    return name


def _young(run: Run) -> Found | None:
    """Return the last job of the forecast and of its settings, if it is younger than the age for renewal."""
    answer = run.service.call(
        "poller",
        "ListAutoMLJobs",
        "*",
        NameContains=run.names.common,
        StatusEquals="Completed",
        SortBy="CreationTime",
        SortOrder="Descending",
        MaxResults=_MOST_LOOKED_AT,
    )
    listed = answer.get("AutoMLJobSummaries")
    for summary in listed if isinstance(listed, list) else []:
        found = run.service.describe(JOB, str(summary["AutoMLJobName"]))
        if found is not None and _is_of(run, found):
            age = run.step.scheduled_at - _scheduled_at(found)
            return found if age < run.step.retrain_after else None
    return None


def _is_of(run: Run, job: Found) -> bool:
    config = job.details.get("AutoMLProblemTypeConfig")
    return f"/{OUTPUT}{run.step.forecast.name}/" in _output(job) and config == _problem(run)


def _output(job: Found) -> str:
    target = job.details.get("OutputDataConfig")
    return str(target.get("S3OutputPath", "")) if isinstance(target, Mapping) else ""


def _scheduled_at(job: Found) -> pd.Timestamp:
    found = _SCHEDULED.search(_output(job))
    # One that does not say is as old as can be.
    return pd.Timestamp(found[1] if found else 0, tz="UTC")


def _parameters(run: Run) -> dict[str, object]:
    source = {"S3DataType": "S3Prefix", "S3Uri": run.exchange.uri(run.state["stage-data"])}
    channel = {
        "ChannelType": "training",
        "ContentType": "text/csv;header=present",
        "CompressionType": "None",
        "DataSource": {"S3DataSource": source},
    }
    due = run.step.scheduled_at.strftime("%Y%m%dT%H%M%S")
    return {
        "AutoMLJobInputDataConfig": [channel],
        "AutoMLProblemTypeConfig": _problem(run),
        "OutputDataConfig": {"S3OutputPath": run.exchange.uri(f"{OUTPUT}{run.names.folder}scheduled={due}/")},
        "RoleArn": run.settings.roles["execution"],
    }


def _problem(run: Run) -> dict[str, object]:
    """Return what is asked for; https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TimeSeriesForecastingJobConfig.html."""
    forecast = run.step.forecast
    config: dict[str, object] = {
        "ForecastFrequency": f"1{run.step.frequency}",
        "ForecastHorizon": forecast.horizon,
        "ForecastQuantiles": [f"p{round(level * 100)}" for level in forecast.quantiles],
        "TimeSeriesConfig": {
            "TargetAttributeName": "target_value",
            "TimestampAttributeName": "timestamp",
            "ItemIdentifierAttributeName": "item_id",
        },
    }
    if forecast.country is not None:
        config["HolidayConfig"] = [{"CountryCode": forecast.country}]
    return {"TimeSeriesForecastingJobConfig": config}
