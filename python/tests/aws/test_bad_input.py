"""What goes wrong outside: one answer with code, message and repair, and nothing made twice."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from botocore.stub import Stubber
from cloud import Cloud
from play import ACCOUNT, BUCKET, PERIOD, SETTINGS, Play, created, deliver, make_bucket

from forecast_platform.backends.amazon_forecast import create
from forecast_platform.backends.aws.exchange import Exchange
from forecast_platform.backends.aws.sessions import Sessions
from forecast_platform.backends.aws.settings import read_aws
from forecast_platform.backends.step import read_step
from forecast_platform.errors import ForecastError
from forecast_platform.json_text import to_json

Change = Callable[[Play], None]


def fault(**given: Any) -> Change:
    return lambda play: play.cloud.scenario(faults=[given])


def use_bucket_elsewhere(play: Play) -> None:
    make_bucket("exchange-far", "eu-west-1")
    aws = {**play.settings["aws"], "bucket": "exchange-far"}
    play.settings = {**play.settings, "aws": aws}


def use_no_bucket(play: Play) -> None:
    play.settings = {**play.settings, "aws": {**play.settings["aws"], "bucket": "exchange-gone"}}


def add_a_column_to_every_row(play: Play) -> None:
    path = play.lake / "curated" / "demand" / "part-0.csv"
    header, *rows = path.read_text().splitlines()
    path.write_text("\n".join([header, *(f"{row},1" for row in rows)]))


@pytest.mark.parametrize(
    ("change", "code", "retry", "said"),
    [
        pytest.param(
            fault(fault="expire", operation="*"),
            "AWS_CREDENTIALS_REFUSED",
            "soon",
            "ExpiredTokenException",
            id="an expired credential",
        ),
        pytest.param(
            use_bucket_elsewhere,
            "AWS_INPUT_REFUSED",
            "never",
            "exchange-far is in eu-west-1, it has to be in us-east-1",
            id="a bucket in another region",
        ),
        pytest.param(use_no_bucket, "AWS_BUCKET_MISSING", "never", "exchange-gone", id="no bucket"),
        pytest.param(
            add_a_column_to_every_row,
            "DATA_TOO_MANY_BAD_ROWS",
            "never",
            "DATA_ROW_RAGGED",
            id="a file with a column too many",
        ),
        pytest.param(
            lambda play: deliver(play.lake, days=55),
            "HISTORY_TOO_SHORT",
            "never",
            "the history has 55 steps, a horizon of 14 needs 56",
            id="a history too short for the horizon",
        ),
        pytest.param(
            lambda play: play.cloud.scenario(closed=True),
            "AWS_ACCOUNT_CLOSED",
            "never",
            "new customers",
            id="a closed account",
        ),
        pytest.param(
            fault(fault="deny", action="forecast:CreateDatasetGroup"),
            "AWS_NOT_AUTHORISED",
            "never",
            f"CreateDatasetGroup on arn:aws:forecast:us-east-1:{ACCOUNT}:dataset-group/forecast_dev_demand",
            id="a missing permission",
        ),
        pytest.param(
            fault(fault="throttle", operation="Describe*"),
            "AWS_BUSY",
            "soon",
            "Rate exceeded",
            id="throttling",
        ),
        pytest.param(
            lambda play: play.cloud.scenario(parallel={"DatasetImportJob": 0}),
            "AWS_QUOTA_FULL",
            "quota",
            "LimitExceededException",
            id="three jobs of a kind already",
        ),
    ],
)
def test_is_answered_with_code_message_and_repair(
    play: Play, change: Change, code: str, retry: str, said: str
) -> None:
    change(play)
    answer = play.step()
    again = play.step()

    assert (answer["stage"], answer["status"]) == ("import", "failed")
    assert (answer["error_code"], answer["retry"]) == (code, retry)
    assert said in answer["error_message"]
    assert "; " in answer["error_message"]
    assert again["error_code"] == code
    assert len(created(play.cloud)) == len(set(created(play.cloud)))


@pytest.mark.parametrize(
    ("faults", "code"),
    [
        ([{"fault": "expire", "operation": "*", "nth": 5}], "AWS_CREDENTIALS_REFUSED"),
        ([{"fault": "throttle", "operation": "CreateDataset*"}], "AWS_BUSY"),
        ([{"fault": "throttle", "operation": "CreateAutoPredictor"}], "AWS_BUSY"),
        ([{"fault": "throttle", "operation": "GetAccuracyMetrics"}], "AWS_BUSY"),
    ],
)
def test_what_passes_is_outlived(play: Play, faults: list[dict[str, Any]], code: str) -> None:
    play.cloud.scenario(faults=faults)
    while not play.answers or play.answers[-1]["status"] != "failed":
        play.step()
    play.cloud.scenario(faults=[])
    failed = play.answers[-1]
    answers = play.to_the_end()

    assert (failed["error_code"], failed["retry"]) == (code, "soon")
    assert answers[-1]["status"] == "succeeded"
    assert len(created(play.cloud)) == len(set(created(play.cloud))) == 6


@pytest.mark.parametrize("kind", ["DatasetImportJob", "AutoPredictor", "Forecast", "ForecastExportJob"])
def test_a_full_quota_is_waited_for_in_the_stage_that_needs_it(play: Play, kind: str) -> None:
    play.cloud.scenario(parallel={kind: 0})
    while not play.answers or play.answers[-1]["status"] != "failed":
        play.step()
    play.cloud.scenario(parallel={kind: 3})
    full = play.answers[-1]
    answers = play.to_the_end()

    stages = {"DatasetImportJob": "import", "AutoPredictor": "train", "Forecast": "forecast"}
    assert (full["stage"], full["retry"]) == (stages.get(kind, "export"), "quota")
    assert answers[-1]["status"] == "succeeded"
    assert len(created(play.cloud)) == 6


@pytest.mark.parametrize("operation", ["CreateDatasetGroup", "CreateDatasetImportJob", "CreateForecast"])
def test_a_lost_answer_makes_nothing_twice(play: Play, operation: str) -> None:
    play.cloud.scenario(faults=[{"fault": "drop", "operation": operation, "nth": 1}])
    answers = play.to_the_end()

    assert answers[-1]["status"] == "succeeded"
    made = [each for each in play.cloud.calls() if each["operation"] == operation]
    assert made[0]["outcome"] == "dropped"
    assert {each["outcome"] for each in made[1:]} <= {"refused"}


def test_a_dataset_of_another_frequency_is_refused(play: Play) -> None:
    play.step()
    play.stage, play.state, play.period = "import", "{}", PERIOD + pd.Timedelta(days=7)
    parameters = {**play.parameters(), "frequency": "W"}
    deliver(play.lake, play.period, days=700)
    weeks = pd.read_csv(
        play.lake / "curated" / "demand" / "part-0.csv", dtype={"item_id": str}, keep_default_na=False
    )
    weeks["timestamp"] = pd.to_datetime(weeks["timestamp"])
    weeks[weeks["timestamp"].dt.day_of_week == 0].to_csv(
        play.lake / "curated" / "demand" / "part-0.csv", index=False
    )
    settings = to_json({**play.settings, "lake": str(play.lake)})
    answer = create(settings, None).advance(read_step(to_json(parameters), settings)).to_json()

    assert (answer["error_code"], answer["retry"]) == ("FORECAST_DATASET_DIFFERS", "never")


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        (lambda _: None, "authorised"),
        (lambda play: play.cloud.scenario(closed=True), "closed"),
        (fault(fault="deny", action="forecast:Describe*"), "not authorised"),
        (fault(fault="expire"), "unclear"),
    ],
)
def test_preflight_tells_what_the_account_answers(play: Play, change: Change, verdict: str) -> None:
    change(play)
    play.cloud.clock(play.now)
    settings = to_json({**play.settings, "lake": str(play.lake)})
    backend, step = create(settings, None), read_step(to_json(play.parameters()), settings)
    access = backend.access("demand")
    answer = backend.preflight(step)

    assert access.verdict == verdict
    assert (access.error is None) == (answer is None) == (verdict == "authorised")
    if verdict == "not authorised" and access.error is not None:
        assert "forecast:DescribeDatasetGroup on arn:aws:forecast:" in access.error.message


@pytest.mark.parametrize(("region", "code"), [("us-east-1", None), ("eu-west-1", "AWS_BUCKET_ELSEWHERE")])
def test_s3_itself_tells_where_the_bucket_is(region: str, code: str | None) -> None:
    settings = read_aws(to_json(SETTINGS), "amazon-forecast")
    sessions = Sessions(settings, "run")
    answer = {"ResponseMetadata": {"HTTPHeaders": {"x-amz-bucket-region": region}, "HTTPStatusCode": 200}}
    with Stubber(sessions.client("submitter", "s3")) as s3:
        s3.add_response("list_objects_v2", answer, {"Bucket": BUCKET, "Prefix": "in/", "MaxKeys": 1})
        raised = None
        try:
            Exchange(settings, sessions).check_region()
        except ForecastError as error:
            raised = error.code

    assert raised == code


def test_the_bucket_is_the_one_of_the_settings(cloud: Cloud, play: Play) -> None:
    play.step()
    paths = [each["url"].split("/", 3)[3] for each in cloud.other_calls()]

    assert all(path.startswith(BUCKET) for path in paths)
