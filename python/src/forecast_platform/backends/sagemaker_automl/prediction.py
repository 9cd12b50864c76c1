"""The prediction of a run: the best candidate as a model, and a batch transform of the history with it."""

from forecast_platform.backends.aws.exchange import OUTPUT
from forecast_platform.backends.sagemaker_automl.run import Run
from forecast_platform.backends.sagemaker_automl.service import JOB, MODEL, TRANSFORM
from forecast_platform.errors import ForecastError

INSTANCE = "ml.m5.4xlarge"
"""Of the batch transform: in every region of SageMaker, with memory for a file that is read as a whole."""


def start_prediction(run: Run) -> str:
    """Return the name of the run's transform job, begun where it is missing; one that failed is passed over.

    Raises:
        ForecastError: SAGEMAKER_JOB_FAILED, and those of `sorted_errors`.

    """
    job = run.state["train"]
    if run.service.describe(MODEL, job) is None:
        containers = _containers(run, job)
        run.service.create(
            MODEL, job, Containers=containers, ExecutionRoleArn=run.settings.roles["execution"]
        )
    number, found = run.service.first_usable(TRANSFORM, run.names.numbered, "TransformJobStatus")
    name = run.names.numbered(number)
    if found is None:
        run.service.create(TRANSFORM, name, **_parameters(run, job, name))
    return name


def output_folder(run: Run, name: str) -> str:
    """Return where a transform job writes, below the exchange bucket."""
    return f"{OUTPUT}{run.names.folder}{name}/"


def _containers(run: Run, job: str) -> list[dict[str, object]]:
    found = run.service.describe(JOB, job)
    best = found.details.get("BestCandidate") if found is not None else None
    containers = best.get("InferenceContainers") if isinstance(best, dict) else None
    if not containers:
        raise ForecastError(
            "SAGEMAKER_JOB_FAILED",
            f"AutoML job {job} is completed and has no candidate with a container",
            "look at the job in SageMaker, then restart the run from train",
        )
    return [
        {
            "Image": each["Image"],
            "ModelDataUrl": each["ModelDataUrl"],
            "Environment": each.get("Environment", {}),
        }
        for each in containers
    ]


def _parameters(run: Run, job: str, name: str) -> dict[str, object]:
    """Return what the transform is told: the whole file is one request, since a series may not be torn."""
    source = {"S3DataType": "S3Prefix", "S3Uri": run.exchange.uri(run.state["stage-data"])}
    return {
        "ModelName": job,
        "BatchStrategy": "SingleRecord",
        # No limit: the file is sent in chunks.
        "MaxPayloadInMB": 0,
        "TransformInput": {
            "DataSource": {"S3DataSource": source},
            "ContentType": "text/csv;header=present",
            "SplitType": "None",
        },
        "TransformOutput": {
            "S3OutputPath": run.exchange.uri(output_folder(run, name)),
            "Accept": "text/csv",
            "AssembleWith": "Line",
        },
        "TransformResources": {"InstanceType": INSTANCE, "InstanceCount": 1},
    }
