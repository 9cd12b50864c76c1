"""The chain of a run: the data, the AutoML job, the batch transform, its results.

The service estimates no time: the run log waits as long as past runs took.
"""

from collections.abc import Callable
from dataclasses import dataclass

from forecast_platform.backends.aws.chain import Chain, Progress
from forecast_platform.backends.aws.data_in import put_history, refuse_short, series_of
from forecast_platform.backends.aws.exchange import INPUT
from forecast_platform.backends.aws.results import Export, bring_in
from forecast_platform.backends.sagemaker_automl.prediction import output_folder, start_prediction
from forecast_platform.backends.sagemaker_automl.run import Run
from forecast_platform.backends.sagemaker_automl.service import JOB, TRANSFORM, Found, Kind
from forecast_platform.backends.sagemaker_automl.training import start_training
from forecast_platform.data import checksum
from forecast_platform.errors import ForecastError

NAME = "sagemaker-automl"


@dataclass(frozen=True)
class Stage:
    """A stage in which the service works.

    Attributes:
        kind: of job.
        status: the field of the answer that tells how far it is.
        start: returns the name of the job, begun where it is missing.

    """

    kind: Kind
    status: str
    start: Callable[[Run], str]


STAGES = {
    "train": Stage(JOB, "AutoMLJobStatus", start_training),
    "predict": Stage(TRANSFORM, "TransformJobStatus", start_prediction),
}

_SHORT_DIGEST = 16
_METRICS = {
    "AverageWeightedQuantileLoss": "wql",
    "MAPE": "mape",
    "MASE": "mase",
    "RMSE": "rmse",
    "WAPE": "wape",
}


def look(run: Run, stage: str) -> Progress:
    """Return how far a stage is, begun where it is missing.

    Raises:
        ForecastError: SAGEMAKER_JOB_FAILED, and what the stage raises.

    """
    if stage not in STAGES:
        _stage_data(run)
        return Progress(done=True)
    job = _job(run, stage)
    status = job.text(STAGES[stage].status)
    seconds = job.seconds if run.is_own(job.name) else None
    return Progress(status == "Completed", status, stage_seconds=seconds)


def collect(run: Run) -> int:
    """Bring what the transform wrote into the lake, and return the number of rows; see `bring_in`.

    Raises:
        ForecastError: EXPORT_UNEXPECTED, and those of `sorted_errors`.

    """
    name = run.state["predict"]
    keys = [key for key in run.exchange.list(output_folder(run, name)) if key.endswith(".out")]
    return bring_in(run.step, run.exchange, Export(name, keys, item="item_id", time="timestamp"))


def _stage_data(run: Run) -> None:
    """Put the history into a folder of its own, named by its checksum."""
    history = series_of(run.history)
    refuse_short(run.step, history)
    digest = checksum(history)
    key = f"{INPUT}{run.names.folder}{digest[:_SHORT_DIGEST]}/history.csv"
    put_history(run.exchange, key, history, run.step, header=True)
    run.state.update({"stage-data": key, "input_checksum": digest})


def _job(run: Run, stage: str) -> Found:
    """Return what a stage is about, begun where it is missing.

    Raises:
        ForecastError: SAGEMAKER_JOB_FAILED, and what the stage raises.

    """
    work = STAGES[stage]
    name = run.state.get(stage)
    found = run.service.describe(work.kind, name) if name is not None else None
    if found is None:
        run.state[stage] = name = work.start(run)
        found = run.service.describe(work.kind, name) or Found(name, {})
    if found.text(work.status) in {"Failed", "Stopped"}:
        # The next try begins another one, with a number.
        del run.state[stage]
        raise ForecastError(
            "SAGEMAKER_JOB_FAILED",
            f"{work.kind.noun} {found.name} is {found.text(work.status)}: {found.text('FailureReason')}",
            f"correct what the message names, then restart the run from {stage}",
        )
    return found


def _accuracy(run: Run) -> dict[str, float]:
    """Return the metrics of the best candidate."""
    found = run.service.describe(JOB, run.state["train"])
    best = found.details.get("BestCandidate") if found is not None else None
    listed = best.get("CandidateProperties", {}).get("CandidateMetrics", []) if isinstance(best, dict) else []
    return {
        _METRICS[each["MetricName"]]: float(each["Value"])
        for each in listed
        if each.get("MetricName") in _METRICS
    }


CHAIN = Chain(
    backend=NAME,
    look=look,
    collect=collect,
    accuracy=_accuracy,
    tags=(*STAGES, "input_checksum", "decision"),
    lineage={"input_checksum": "input_checksum", "mlflow_run_id": "mlflow_run_id"},
)
