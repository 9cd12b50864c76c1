"""SageMaker AutoML, call by call against the shapes of its model: each request and each answer is validated.

Not proven here: that the service does what its model and its documentation say; it was never asked.
"""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import pandas as pd
import pytest
from botocore.client import BaseClient
from botocore.stub import ANY, Stubber
from cloud import Cloud
from hypothesis import given
from hypothesis import strategies as st
from mlflow.tracking import MlflowClient
from play import ACCOUNT, BUCKET, PERIOD, SETTINGS, Play

from forecast_platform.backends.aws.sessions import Sessions
from forecast_platform.backends.sagemaker_automl.names import Names
from forecast_platform.notebook import clean_up

NAME = "forecast-dev-demand-20260302"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/forecast-dev-sagemaker-automl-execution"
DUE = datetime(2026, 3, 2, tzinfo=UTC)
BEGUN = datetime(2026, 3, 2, 9, tzinfo=UTC)
PROBLEM = {
    "TimeSeriesForecastingJobConfig": {
        "ForecastFrequency": "1D",
        "ForecastHorizon": 14,
        "ForecastQuantiles": ["p10", "p50", "p90"],
        "TimeSeriesConfig": {
            "TargetAttributeName": "target_value",
            "TimestampAttributeName": "timestamp",
            "ItemIdentifierAttributeName": "item_id",
        },
    }
}
TAGS = [
    {"Key": "project", "Value": "forecast-platform"},
    {"Key": "environment", "Value": "dev"},
    {"Key": "forecast", "Value": "demand"},
    {"Key": "run_id", "Value": "11111111-1111-1111-1111-111111111111"},
]
CONTAINER = {
    "Image": "123.dkr.ecr/forecasting:1",
    "ModelDataUrl": "s3://b/model.tar.gz",
    "Environment": {"A": "1"},
}


class SageMaker:
    """The service as its clients meet it, one answer after another."""

    def __init__(self) -> None:
        keys = {"aws_access_key_id": "testing", "aws_secret_access_key": "testing"}
        clients = {
            role: boto3.client("sagemaker", "us-east-1", **keys)
            for role in ("submitter", "poller", "cleaner")
        }
        self.clients: dict[str, BaseClient] = clients
        self.stubs = {role: Stubber(client) for role, client in clients.items()}
        for stub in self.stubs.values():
            stub.activate()

    def answers(
        self, role: str, call: str, answer: dict[str, Any], asked: dict[str, Any] | None = None
    ) -> None:
        self.stubs[role].add_response(call, answer, asked)

    def knows_no(self, call: str, code: str = "ResourceNotFound", text: str = "no such thing") -> None:
        self.stubs["poller"].add_client_error(call, code, text)

    def done(self) -> None:
        for stub in self.stubs.values():
            stub.assert_no_pending_responses()


@pytest.fixture
def service(cloud: Cloud, monkeypatch: pytest.MonkeyPatch) -> SageMaker:
    """SageMaker is a stub; S3 is moto's."""
    service = SageMaker()
    to_real = Sessions.client
    monkeypatch.setattr(
        Sessions,
        "client",
        lambda self, role, name: service.clients[role] if name == "sagemaker" else to_real(self, role, name),
    )
    return service


@pytest.fixture
def sagemaker_play(play: Play) -> Play:
    roles = {"submitter": "s", "poller": "p", "cleaner": "c", "execution": ROLE}
    backends = {"sagemaker-automl": {"prefix": "forecast-dev", "roles": roles}}
    aws = {**SETTINGS["aws"], "backends": backends}
    forecast = {**SETTINGS["forecasts"][0], "backend": "sagemaker-automl"}
    play.settings = {"aws": aws, "forecasts": [forecast]}
    play.backend, play.stage = "sagemaker-automl", "stage-data"
    return play


def job(status: str, name: str = NAME, *, due: datetime = DUE, **more: Any) -> dict[str, Any]:
    """Return the description of an AutoML job."""
    output = f"s3://{BUCKET}/out/demand/20260302/scheduled={due:%Y%m%dT%H%M%S}/"
    return {
        "AutoMLJobName": name,
        "AutoMLJobArn": f"arn:aws:sagemaker:us-east-1:{ACCOUNT}:automl-job/{name}",
        "AutoMLJobInputDataConfig": [{"ChannelType": "training"}],
        "OutputDataConfig": {"S3OutputPath": output},
        "RoleArn": ROLE,
        "AutoMLProblemTypeConfig": PROBLEM,
        "CreationTime": BEGUN,
        "LastModifiedTime": BEGUN + timedelta(hours=2),
        "AutoMLJobStatus": status,
        "AutoMLJobSecondaryStatus": "TrainingModels",
        **more,
    }


def completed(name: str = NAME, due: datetime = DUE) -> dict[str, Any]:
    best = {
        "CandidateName": "best",
        "ObjectiveStatus": "Succeeded",
        "CandidateSteps": [],
        "CandidateStatus": "Completed",
        "CreationTime": BEGUN,
        "LastModifiedTime": BEGUN,
        "InferenceContainers": [CONTAINER],
        "CandidateProperties": {
            "CandidateMetrics": [{"MetricName": "RMSE", "Value": 1.5, "Set": "Validation"}]
        },
    }
    return job("Completed", name, due=due, BestCandidate=best)


def transform(status: str, name: str = NAME) -> dict[str, Any]:
    """Return the description of a transform job."""
    return {
        "TransformJobName": name,
        "TransformJobArn": f"arn:aws:sagemaker:us-east-1:{ACCOUNT}:transform-job/{name}",
        "TransformJobStatus": status,
        "ModelName": NAME,
        "TransformInput": {"DataSource": {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": "s3://b/c"}}},
        "TransformResources": {"InstanceType": "ml.m5.4xlarge", "InstanceCount": 1},
        "CreationTime": BEGUN,
        "TransformEndTime": BEGUN + timedelta(minutes=20),
    }


def write_results(folder: str) -> None:
    """Write what a batch transform is taken to write."""
    days = pd.date_range(PERIOD, periods=14, freq="D")
    table = pd.DataFrame(
        {"item_id": "001", "timestamp": days, "p10": 1.0, "p50": 2.0, "p90": 3.0, "mean": 2.0}
    )
    client = boto3.client("s3", region_name="us-east-1")
    client.put_object(Bucket=BUCKET, Key=f"{folder}history.csv.out", Body=table.to_csv(index=False).encode())


def begin(service: SageMaker) -> None:
    """Answer to the first step of a run that finds nothing: the AutoML job is created."""
    for _ in range(2):
        service.knows_no("describe_auto_ml_job_v2")
    service.answers("poller", "list_auto_ml_jobs", {"AutoMLJobSummaries": []})
    source = {"S3DataType": "S3Prefix", "S3Uri": ANY}
    service.answers(
        "submitter",
        "create_auto_ml_job_v2",
        {"AutoMLJobArn": f"arn:aws:sagemaker:us-east-1:{ACCOUNT}:automl-job/{NAME}"},
        {
            "AutoMLJobName": NAME,
            "AutoMLJobInputDataConfig": [
                {
                    "ChannelType": "training",
                    "ContentType": "text/csv;header=present",
                    "CompressionType": "None",
                    "DataSource": {"S3DataSource": source},
                }
            ],
            "AutoMLProblemTypeConfig": PROBLEM,
            "OutputDataConfig": {"S3OutputPath": ANY},
            "RoleArn": ROLE,
            "Tags": TAGS,
        },
    )
    service.answers("poller", "describe_auto_ml_job_v2", job("InProgress"))


def predict(service: SageMaker, model: str = NAME) -> None:
    """Answer to the step that finds the AutoML job completed: model and transform job are created."""
    service.knows_no("describe_model", "ValidationException", 'Could not find model "x".')
    service.answers("poller", "describe_auto_ml_job_v2", completed(model))
    service.answers(
        "submitter",
        "create_model",
        {"ModelArn": f"arn:aws:sagemaker:us-east-1:{ACCOUNT}:model/{model}"},
        {"ModelName": model, "Containers": [CONTAINER], "ExecutionRoleArn": ROLE, "Tags": TAGS},
    )
    service.knows_no("describe_transform_job", "ValidationException", "Could not find requested job")
    service.answers(
        "submitter",
        "create_transform_job",
        {"TransformJobArn": f"arn:aws:sagemaker:us-east-1:{ACCOUNT}:transform-job/{NAME}"},
        {
            "TransformJobName": NAME,
            "ModelName": model,
            "BatchStrategy": "SingleRecord",
            "MaxPayloadInMB": 0,
            "TransformInput": {
                "DataSource": {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": ANY}},
                "ContentType": "text/csv;header=present",
                "SplitType": "None",
            },
            "TransformOutput": {
                "S3OutputPath": f"s3://{BUCKET}/out/demand/20260302/{NAME}/",
                "Accept": "text/csv",
                "AssembleWith": "Line",
            },
            "TransformResources": {"InstanceType": "ml.m5.4xlarge", "InstanceCount": 1},
            "Tags": TAGS,
        },
    )
    service.answers("poller", "describe_transform_job", transform("InProgress"))


def test_a_run_takes_three_steps(sagemaker_play: Play, service: SageMaker) -> None:
    begin(service)
    first = sagemaker_play.step()
    service.answers("poller", "describe_auto_ml_job_v2", completed())
    predict(service)
    second = sagemaker_play.step()
    service.answers("poller", "describe_transform_job", transform("Completed"))
    service.answers("poller", "describe_auto_ml_job_v2", completed())
    write_results(f"out/demand/20260302/{NAME}/")
    third = sagemaker_play.step()
    service.done()
    table = pd.read_parquet(sagemaker_play.results)
    run = MlflowClient(f"sqlite:///{sagemaker_play.lake}/mlflow.db").get_run(third["mlflow_run_id"])

    assert [
        (each["stage"], each["status"], each.get("stage_seconds")) for each in (first, second, third)
    ] == [
        ("train", "waiting", None),
        ("predict", "waiting", 7200),
        ("collect", "succeeded", 1200),
    ]
    assert "wait_seconds" not in first
    assert list(table.columns) == ["run_id", "item_id", "timestamp", "quantile", "value"]
    assert (len(table), table["timestamp"].min()) == (42, PERIOD)
    assert (run.data.metrics, run.data.params["backend"]) == ({"rmse": 1.5}, "sagemaker-automl")


def test_a_job_that_was_begun_is_not_begun_again(sagemaker_play: Play, service: SageMaker) -> None:
    for _ in range(3):
        service.answers("poller", "describe_auto_ml_job_v2", job("InProgress"))
    answer = sagemaker_play.step()
    service.done()

    assert (answer["stage"], answer["status"]) == ("train", "waiting")


@pytest.mark.parametrize(("days", "decision"), [(6, "reuse"), (7, "new")])
def test_a_young_job_is_used_again(
    sagemaker_play: Play, service: SageMaker, days: int, decision: str
) -> None:
    older = "forecast-dev-demand-20260223"
    for _ in range(2):
        service.knows_no("describe_auto_ml_job_v2")
    summary = {
        "AutoMLJobName": older,
        "AutoMLJobArn": f"arn:aws:sagemaker:us-east-1:{ACCOUNT}:automl-job/{older}",
        "AutoMLJobStatus": "Completed",
        "AutoMLJobSecondaryStatus": "Completed",
        "CreationTime": BEGUN,
        "LastModifiedTime": BEGUN,
    }
    service.answers(
        "poller",
        "list_auto_ml_jobs",
        {"AutoMLJobSummaries": [summary]},
        {
            "NameContains": "forecast-dev-demand",
            "StatusEquals": "Completed",
            "SortBy": "CreationTime",
            "SortOrder": "Descending",
            "MaxResults": 5,
        },
    )
    service.answers("poller", "describe_auto_ml_job_v2", completed(older, DUE - timedelta(days=days)))
    if decision == "reuse":
        service.answers("poller", "describe_auto_ml_job_v2", completed(older))
        predict(service, older)
    else:
        service.answers("submitter", "create_auto_ml_job_v2", {"AutoMLJobArn": "arn:" + "x" * 30})
        service.answers("poller", "describe_auto_ml_job_v2", job("InProgress"))
    answer = sagemaker_play.step()
    service.done()

    assert json.loads(answer["state"])["decision"] == decision
    assert answer["stage"] == ("predict" if decision == "reuse" else "train")


def test_a_job_that_failed_is_told_and_passed_over_when_a_person_restarts(
    sagemaker_play: Play, service: SageMaker
) -> None:
    begin(service)
    sagemaker_play.step()
    service.answers("poller", "describe_auto_ml_job_v2", job("Failed", FailureReason="too few rows"))
    failed = sagemaker_play.step()
    service.answers("poller", "describe_auto_ml_job_v2", job("Failed"))
    service.knows_no("describe_auto_ml_job_v2")
    service.answers("submitter", "create_auto_ml_job_v2", {"AutoMLJobArn": "arn:" + "x" * 30})
    service.answers("poller", "describe_auto_ml_job_v2", job("InProgress", f"{NAME}-2"))
    again = sagemaker_play.step()
    service.done()

    assert (failed["error_code"], failed["retry"]) == ("SAGEMAKER_JOB_FAILED", "never")
    assert "too few rows" in failed["error_message"]
    assert json.loads(again["state"])["train"] == f"{NAME}-2"


def test_the_clean_up_deletes_old_models_of_its_prefix(sagemaker_play: Play, service: SageMaker) -> None:
    models = [
        {
            "ModelName": name,
            "ModelArn": "arn:aws:sagemaker:us-east-1:123456789012:model/x",
            "CreationTime": BEGUN,
        }
        for name in (NAME, "billing-forecast-dev")
    ]
    before = datetime(2026, 4, 1, tzinfo=UTC)
    asked = {"NameContains": "forecast-dev", "CreationTimeBefore": before}
    service.answers("poller", "list_models", {"Models": models}, asked)
    service.answers("cleaner", "delete_model", {}, {"ModelName": NAME})
    parameters = {"now": "2026-05-01T00:00:00Z", "retention_days": 30}
    answer = json.loads(clean_up(json.dumps(parameters), json.dumps(sagemaker_play.settings)))
    service.done()

    assert answer == {"deleted": 1, "sagemaker-automl": 1}


FORECASTS = st.from_regex(r"[a-z][a-z0-9-]{1,30}", fullmatch=True)
PERIODS = st.datetimes(pd.Timestamp("2020-01-01"), pd.Timestamp("2040-01-01")).map(
    lambda time: time.strftime("%Y%m%d%H")
)
NAMES: st.SearchStrategy[Names] = st.builds(
    Names, st.sampled_from(["forecast-dev", "forecast-staging", "forecast-prod"]), FORECASTS, PERIODS
)


@given(NAMES, st.integers(1, 9))
def test_names_are_what_the_service_takes(names: Names, number: int) -> None:
    name = names.numbered(number)

    assert len(name) <= 32
    assert name[0].isalnum()
    assert name[-1].isalnum()
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert name.startswith(names.common)


@given(NAMES, NAMES)
def test_names_differ_where_the_runs_differ(one: Names, other: Names) -> None:
    assert (one.numbered() == other.numbered()) == (one == other)
