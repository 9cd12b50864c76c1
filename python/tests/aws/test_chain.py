"""A run on Amazon Forecast, step by step as the job takes it, against the stand-in.

Not proven here: that the service itself answers like its stand-in, and how good its forecasts are.
"""

import json
import time

import pandas as pd
import pyarrow.parquet as pq
import pytest
from cloud import Cloud
from mlflow.tracking import MlflowClient
from play import PERIOD, Play, created, deliver

LONGEST_STEP_SECONDS = 5
MOST_CALLS = 25


def test_takes_five_steps_where_estimates_are_exact_and_a_past_run_times_the_export(play: Play) -> None:
    play.usual_seconds = {"export": 20 * 60}
    answers = play.to_the_end()

    assert [(each["stage"], each["status"], each.get("wait_seconds")) for each in answers] == [
        ("import", "waiting", 20 * 60),
        ("train", "waiting", 150 * 60),
        ("forecast", "waiting", 30 * 60),
        ("export", "waiting", None),
        ("collect", "succeeded", None),
    ]
    assert [each.get("stage_seconds") for each in answers] == [None, 20 * 60, 150 * 60, 30 * 60, 20 * 60]


def test_takes_one_step_more_for_a_stage_that_nobody_can_time(play: Play) -> None:
    answers = play.to_the_end()

    assert [each["stage"] for each in answers] == [
        "import",
        "train",
        "forecast",
        "export",
        "export",
        "collect",
    ]


def test_no_step_waits_nor_makes_many_calls(play: Play) -> None:
    calls, seconds = [], []
    while not play.answers or play.answers[-1]["status"] != "succeeded":
        before, begun = count_calls(play.cloud), time.perf_counter()
        play.step()
        seconds.append(time.perf_counter() - begun)
        calls.append(count_calls(play.cloud) - before)

    assert max(calls) <= MOST_CALLS
    assert max(seconds) <= LONGEST_STEP_SECONDS


def test_brings_the_forecast_into_the_lake_in_the_columns_of_the_random_forest(play: Play) -> None:
    play.to_the_end()
    table = pd.read_parquet(play.results)

    schema = pq.read_schema(play.results)

    # By the file and not by pandas, whose releases call them differently.
    assert [(each.name, str(each.type).removeprefix("large_")) for each in schema] == [
        ("run_id", "string"),
        ("item_id", "string"),
        ("timestamp", "timestamp[us]"),
        ("quantile", "double"),
        ("value", "double"),
    ]
    assert table["item_id"].unique().tolist() == ["001", "NA"]
    assert (table["timestamp"].min(), table["timestamp"].max()) == (PERIOD, PERIOD + pd.Timedelta(days=13))
    assert table["quantile"].unique().tolist() == [0.1, 0.5, 0.9]
    assert len(table) == 2 * 14 * 3
    assert table["value"].notna().all()
    assert table.equals(table.sort_values(["item_id", "timestamp", "quantile"], ignore_index=True))


def test_answers_with_what_the_run_is_traced_by(play: Play) -> None:
    last = play.to_the_end()[-1]
    arn = "arn:aws:forecast:us-east-1:123456789012:"
    name = "forecast_dev_demand_20260302"

    assert last["dataset_import_arn"] == f"{arn}dataset-import-job/forecast_dev_demand/{name}"
    assert last["predictor_arn"].startswith(f"{arn}predictor/{name}_")
    assert last["forecast_arn"] == f"{arn}forecast/{name}"
    assert last["export_arn"] == f"{arn}forecast-export-job/{name}/{name}"
    assert len(last["input_checksum"]) == 64
    assert (
        MlflowClient(f"sqlite:///{play.lake}/mlflow.db").get_run(last["mlflow_run_id"]).info.status
        == "FINISHED"
    )


def test_tracks_the_run_beside_those_of_the_random_forest(play: Play) -> None:
    last = play.to_the_end()[-1]
    client = MlflowClient(f"sqlite:///{play.lake}/mlflow.db")
    run = client.get_run(last["mlflow_run_id"])

    assert client.get_experiment(run.info.experiment_id).name == "demand"
    assert run.data.params == {
        "backend": "amazon-forecast",
        "frequency": "D",
        "horizon": "14",
        "quantiles": "(0.1, 0.5, 0.9)",
    }
    assert set(run.data.metrics) == {"rmse", "wape", "mase", "mape", "wql_0.1", "wql_0.5", "wql_0.9"}
    assert run.data.tags["run_id"] == play.run_id
    assert run.data.tags["train"] == last["predictor_arn"]
    assert (run.data.tags["decision"], run.data.tags["reason"]) == ("new", "there is no predictor")
    assert [each.path for each in client.list_artifacts(run.info.run_id, "forecast")] == [
        "forecast/part-0.parquet"
    ]


def test_each_role_makes_its_own_calls_only(play: Play) -> None:
    play.to_the_end()
    operations = {each["operation"] for each in play.cloud.calls()}

    assert not [each for each in operations if each.startswith(("Delete", "Stop"))]
    assert {each["action"] for each in play.cloud.calls() if each["outcome"] == "refused"} == {
        "forecast:DescribeDataset",
        "forecast:DescribeDatasetGroup",
        "forecast:DescribeDatasetImportJob",
        "forecast:DescribeForecast",
        "forecast:DescribeForecastExportJob",
    }


@pytest.mark.parametrize("seed", range(3))
def test_comes_back_as_often_as_estimates_are_wrong(play: Play, seed: int) -> None:
    play.cloud.scenario(estimateError=0.3, seed=seed)
    answers = play.to_the_end()

    assert answers[-1]["status"] == "succeeded"
    assert len(answers) <= 12
    assert len(created(play.cloud)) == 6


def test_waits_for_data_that_reach_the_period(play: Play) -> None:
    deliver(play.lake, PERIOD - pd.Timedelta(days=3))
    late = play.step()
    deliver(play.lake)
    answers = play.to_the_end()

    assert (late["stage"], late["status"], late["retry"]) == ("import", "waiting", "soon")
    assert "no data up to 2026-03-01" in late["error_message"]
    assert answers[-1]["status"] == "succeeded"


def test_leaves_related_columns_out_and_what_lies_after_the_period(play: Play) -> None:
    deliver(play.lake, PERIOD + pd.Timedelta(days=5), days=117, price=1.5, shop="north")
    answers = play.to_the_end()

    assert answers[-1]["status"] == "succeeded"
    assert pd.read_parquet(play.results)["timestamp"].min() == PERIOD


def test_an_unknown_status_is_waited_for_and_logged(play: Play, capsys: pytest.CaptureFixture[str]) -> None:
    fault = {"fault": "report", "resource": "*:dataset-import-job/*", "status": "CREATE_THINKING", "nth": 2}
    play.cloud.scenario(faults=[fault])
    answers = play.to_the_end()
    warned = [json.loads(line) for line in capsys.readouterr().err.splitlines() if "unknown status" in line]

    assert [(each["stage"], each["status"]) for each in answers[:3]] == [
        ("import", "waiting"),
        ("import", "waiting"),
        ("train", "waiting"),
    ]
    assert answers[-1]["status"] == "succeeded"
    assert {(each["level"], each["status"]) for each in warned} == {("warning", "CREATE_THINKING")}


class TestPredictor:
    """What a later run does about the predictor of the first."""

    @pytest.fixture
    def later(self, play: Play) -> Play:
        """A run a week after the first one, which has succeeded."""
        play.to_the_end()
        period = PERIOD + pd.Timedelta(days=7)
        deliver(play.lake, period, days=119)
        now = period.tz_localize("UTC") + pd.Timedelta(hours=9)
        return Play(play.cloud, play.lake, "22222222-2222-2222-2222-222222222222", now, period)

    @pytest.mark.parametrize(
        ("retrain_after_days", "decision"), [(8, "reuse"), (7, "retrain"), (1, "retrain")]
    )
    def test_is_used_while_it_is_young_and_retrained_from_then_on(
        self, later: Play, retrain_after_days: int, decision: str
    ) -> None:
        later.retrain_after_minutes = retrain_after_days * 24 * 60
        answers = later.to_the_end()
        state = json.loads(answers[-1]["state"])
        trained = [each for each in later.cloud.calls() if each["operation"] == "CreateAutoPredictor"]

        assert answers[-1]["status"] == "succeeded"
        assert state["decision"] == decision
        assert len(trained) == (1 if decision == "reuse" else 2)
        assert ("ReferencePredictorArn" in trained[-1]["request"]) == (decision == "retrain")
        assert pd.read_parquet(later.results)["timestamp"].min() == later.period

    def test_is_new_where_the_settings_have_changed(self, later: Play) -> None:
        forecast = {**later.settings["forecasts"][0], "horizon": 7}
        later.settings = {**later.settings, "forecasts": [forecast]}
        state = json.loads(later.to_the_end()[-1]["state"])

        assert (state["decision"], state["reason"]) == (
            "new",
            "the settings have changed since the last predictor",
        )

    def test_a_reused_one_saves_a_step_and_times_no_stage(self, later: Play) -> None:
        later.retrain_after_minutes = 8 * 24 * 60
        later.usual_seconds = {"export": 20 * 60}
        answers = later.to_the_end()

        assert [each["stage"] for each in answers] == ["import", "forecast", "export", "collect"]
        assert [each.get("stage_seconds") for each in answers] == [None, 20 * 60, 30 * 60, 20 * 60]


class TestRestart:
    """What a person repaired is done again, and nothing else."""

    def test_a_failed_import_is_tried_once_more_and_then_left_to_a_person(self, play: Play) -> None:
        fault = {"fault": "fail", "kind": "DatasetImportJob", "message": "the disk is full"}
        play.cloud.scenario(faults=[fault])
        answers = play.to_the_end()
        play.cloud.scenario(faults=[])
        play.attempt = 0
        again = play.to_the_end()

        failed = [each for each in answers if each["status"] == "failed"]
        assert [each["retry"] for each in answers if each["status"] == "failed"][:2] == ["soon", "never"]
        assert failed[0]["error_code"] == "FORECAST_JOB_FAILED"
        assert "the disk is full; the run tries once more" in failed[0]["error_message"]
        assert again[-1]["status"] == "succeeded"
        assert names(play.cloud, "CreateDatasetImportJob") == [
            "forecast_dev_demand_20260302",
            "forecast_dev_demand_20260302_2",
            "forecast_dev_demand_20260302_3",
        ]

    @pytest.mark.parametrize("kind", ["AutoPredictor", "Forecast", "ForecastExportJob"])
    def test_a_number_is_appended_after_a_failure(self, play: Play, kind: str) -> None:
        play.cloud.scenario(faults=[{"fault": "fail", "kind": kind, "nth": 1}])
        answers = play.to_the_end()

        assert answers[-1]["status"] == "succeeded"
        assert names(play.cloud, f"Create{kind}") == [
            "forecast_dev_demand_20260302",
            "forecast_dev_demand_20260302_2",
        ]

    def test_from_the_import_takes_the_data_as_they_are_now(self, play: Play) -> None:
        play.cloud.scenario(faults=[{"fault": "fail", "kind": "AutoPredictor"}])
        play.to_the_end()
        play.cloud.scenario(faults=[])
        deliver(play.lake, days=150)
        play.stage, play.attempt = "import", 0
        answers = play.to_the_end()

        assert answers[-1]["status"] == "succeeded"
        assert names(play.cloud, "CreateDatasetImportJob") == [
            "forecast_dev_demand_20260302",
            "forecast_dev_demand_20260302_2",
        ]
        assert len(names(play.cloud, "CreateForecast")) == 1

    def test_a_job_that_somebody_stopped_is_not_begun_again_by_itself(self, play: Play) -> None:
        play.step()
        play.step()
        from forecast_platform.backends.amazon_forecast import create as backend  # noqa: PLC0415
        from forecast_platform.backends.step import read_step  # noqa: PLC0415

        settings = json.dumps({**play.settings, "lake": str(play.lake)})
        play.cloud.clock(play.now - pd.Timedelta(minutes=30))
        step = read_step(json.dumps({**play.parameters(), "stage": "train"}), settings)
        backend(settings, None).cancel(step)
        answer = play.step()

        assert (answer["status"], answer["retry"]) == ("failed", "never")
        assert "CREATE_STOPPED" in answer["error_message"]


def names(cloud: Cloud, operation: str) -> list[str]:
    """Return the names of what one call created."""
    return [name for each, name in created(cloud) if each == operation]


def count_calls(cloud: Cloud) -> int:
    """Return how many calls there were, to all services."""
    return len(cloud.calls()) + len(cloud.other_calls())
