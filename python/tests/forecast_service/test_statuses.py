"""Every status, when it is seen, and what goes with it."""

import json
from datetime import UTC, timedelta
from pathlib import Path

import pytest
from stand_in import START

from forecast_service.kinds import KINDS

FACTS = Path(__file__).parents[3] / "rehearsal" / "forecast_service" / "facts.json"
SHARED = Path(__file__).parents[4] / "shared" / "amazon-forecast-status.json"
KIND_MINUTES = {"DatasetGroup": 2, "Dataset": 2, "DatasetGroupUpdate": 2, "Stop": 2, "Delete": 2}


class Made:
    """A resource of a kind that was just begun, its parents being there."""

    def __init__(self, chain, kind, **scenario):
        self.chain, self.kind, self.client = chain, KINDS[kind], chain.service.forecast
        begin = {
            "DatasetGroup": self._group,
            "Dataset": self._dataset,
            "DatasetImportJob": lambda: chain.data().start_import().job,
            "AutoPredictor": lambda: chain.imported().start_training().predictor,
            "Forecast": lambda: chain.trained().start_forecast().forecast,
            "ForecastExportJob": lambda: chain.forecasted().start_export().export,
        }
        chain.service.control("scenario", **scenario)
        self.arn = begin[kind]()

    def _group(self):
        self.chain.service.control("scenario", minutes=KIND_MINUTES)
        created = self.client.create_dataset_group(DatasetGroupName="g", Domain="CUSTOM")
        return created["DatasetGroupArn"]

    def _dataset(self):
        self.chain.service.control("scenario", minutes={**KIND_MINUTES, "DatasetGroup": 0})
        return self.chain.data_alone()

    def described(self):
        words = {
            "DatasetGroup": "dataset_group",
            "Dataset": "dataset",
            "DatasetImportJob": "dataset_import_job",
            "AutoPredictor": "auto_predictor",
            "Forecast": "forecast",
            "ForecastExportJob": "forecast_export_job",
        }
        call = getattr(self.client, f"describe_{words[self.kind.name]}")
        return call(**{f"{self.kind.noun}Arn": self.arn})

    def delete(self):
        word = {"AutoPredictor": "Predictor"}.get(self.kind.name, self.kind.name)
        snake = "".join(f"_{c.lower()}" if c.isupper() else c for c in word)
        getattr(self.client, f"delete{snake}")(**{f"{self.kind.noun}Arn": self.arn})

    def watch(self, seen):
        """Look every ten seconds until nothing changes any more."""
        for _ in range(2000):
            try:
                status = self.described()["Status"]
            except self.client.exceptions.ResourceNotFoundException:
                return
            seen.add(status)
            if not status.endswith(("_PENDING", "_IN_PROGRESS", "_STOPPING")):
                return
            self.chain.service.later(seconds=10)


def fail(kind, phase, **more):
    return [{"fault": "fail", "kind": kind, "phase": phase, "message": "Told to fail.", **more}]


@pytest.mark.parametrize("kind", ["AutoPredictor", "DatasetImportJob", "Forecast", "ForecastExportJob"])
def test_a_poller_sees_every_status_of_a_job(service, chain, kind):
    made, seen = Made(chain, kind), set()
    made.watch(seen)
    service.control("scenario", minutes=KIND_MINUTES, faults=fail(kind, "delete"))
    made.delete()
    made.watch(seen)

    service.reset()
    made = Made(type(chain)(service), kind, faults=fail(kind, "create"))
    made.watch(seen)
    assert made.described()["Message"] == "Told to fail."

    service.reset()
    made = Made(type(chain)(service), kind)
    service.forecast.stop_resource(ResourceArn=made.arn)
    made.watch(seen)
    assert seen == set(KINDS[kind].statuses)


def test_a_poller_sees_every_status_of_a_group(service, chain):
    made, seen = Made(chain, "DatasetGroup"), set()
    made.watch(seen)
    service.forecast.update_dataset_group(DatasetGroupArn=made.arn, DatasetArns=[])
    made.watch(seen)
    service.control("scenario", faults=fail("DatasetGroup", "update"))
    service.forecast.update_dataset_group(DatasetGroupArn=made.arn, DatasetArns=[])
    made.watch(seen)
    service.control("scenario", faults=fail("DatasetGroup", "delete"))
    made.delete()
    made.watch(seen)

    service.reset()
    Made(type(chain)(service), "DatasetGroup", faults=fail("DatasetGroup", "create")).watch(seen)
    assert seen == set(KINDS["DatasetGroup"].statuses)


def test_a_poller_sees_every_status_of_a_dataset(service, chain):
    made, seen = Made(chain, "Dataset"), set()
    made.watch(seen)
    chain.start_import()
    made.watch(seen)
    assert seen == {"CREATE_PENDING", "CREATE_IN_PROGRESS", "UPDATE_PENDING", "UPDATE_IN_PROGRESS", "ACTIVE"}
    service.put("in/rows.csv", "not,enough\n")
    chain.start_import("second")
    made.watch(seen)
    assert made.described()["Status"] == "UPDATE_FAILED"

    service.reset()
    made = Made(type(chain)(service), "Dataset", faults=fail("Dataset", "delete"))
    made.watch(seen)
    made.delete()
    made.watch(seen)

    service.reset()
    Made(type(chain)(service), "Dataset", faults=fail("Dataset", "create")).watch(seen)
    assert seen == set(KINDS["Dataset"].statuses)


@pytest.mark.parametrize("status", json.loads(FACTS.read_text())["everyStatus"])
def test_any_status_can_be_reported(service, chain, status):
    # Those of kinds that the stand-in does not do, and those that nobody knows yet.
    chain.imported()
    service.control("scenario", faults=[{"fault": "report", "resource": chain.job, "status": status}])

    assert chain.status()[0] == status
    (listed,) = service.forecast.list_dataset_import_jobs()["DatasetImportJobs"]
    assert listed["Status"] == status


def test_a_job_was_modified_as_its_status_says(service, chain):
    chain.data().start_import()

    def modified():
        described = service.forecast.describe_dataset_import_job(DatasetImportJobArn=chain.job)
        return described["Status"], described["LastModificationTime"].astimezone(UTC) - START

    service.later(seconds=20)
    assert modified() == ("CREATE_PENDING", timedelta(0))
    service.later(seconds=10)
    assert modified() == ("CREATE_IN_PROGRESS", timedelta(seconds=30))
    service.later(minutes=2)
    assert modified() == ("CREATE_IN_PROGRESS", timedelta(minutes=2, seconds=30))
    service.later(minutes=60)
    assert modified() == ("ACTIVE", timedelta(minutes=5))


def test_a_stopped_job_was_modified_when_it_stopped(service, chain):
    chain.data().start_import()
    service.later(minutes=2)
    service.forecast.stop_resource(ResourceArn=chain.job)
    service.later(seconds=30)
    described = service.forecast.describe_dataset_import_job(DatasetImportJobArn=chain.job)
    assert described["Status"] == "CREATE_STOPPING"
    assert described["LastModificationTime"].astimezone(UTC) == service.now

    service.later(hours=1)
    described = service.forecast.describe_dataset_import_job(DatasetImportJobArn=chain.job)
    assert described["Status"] == "CREATE_STOPPED"
    assert described["LastModificationTime"].astimezone(UTC) == START + timedelta(minutes=3)
    dataset = service.forecast.describe_dataset(DatasetArn=chain.dataset)
    assert dataset["Status"] == "ACTIVE"


def test_a_group_is_active_at_once(service, chain):
    chain.data()

    described = service.forecast.describe_dataset_group(DatasetGroupArn=chain.group)
    assert described["Status"] == "ACTIVE"
    assert described["LastModificationTime"] == described["CreationTime"]


def test_the_time_that_remains_is_exact_where_not_told_otherwise(service, chain):
    chain.data().start_import()

    def estimate():
        described = service.forecast.describe_dataset_import_job(DatasetImportJobArn=chain.job)
        return described.get("EstimatedTimeRemainingInMinutes")

    assert estimate() == 5
    service.later(minutes=1, seconds=30)
    assert estimate() == 4
    service.later(minutes=3, seconds=29)
    assert estimate() == 1
    service.later(seconds=1)
    assert estimate() is None


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("AutoPredictor", 45), ("Forecast", 12), ("ForecastExportJob", None), ("Dataset", None)],
)
def test_the_time_that_remains_is_told_where_the_model_has_it(service, chain, kind, expected):
    assert Made(chain, kind).described().get("EstimatedTimeRemainingInMinutes") == expected


def test_estimates_err_by_resource_and_seed(service, chain):
    service.control("scenario", minutes={"DatasetImportJob": 1000}, estimateError=0.2)
    chain.data().start_import()

    def estimate():
        described = service.forecast.describe_dataset_import_job(DatasetImportJobArn=chain.job)
        return described.get("EstimatedTimeRemainingInMinutes")

    first = estimate()
    assert 800 <= first <= 1200
    assert first == estimate()
    service.control("scenario", seed=2)
    assert estimate() != first
    service.control("scenario", estimates=False)
    assert estimate() is None


def test_time_does_not_go_back(service):
    with pytest.raises(ValueError, match="time does not go back"):
        service.clock(START - timedelta(seconds=1))


def test_durations_are_those_of_the_scenario(service, chain):
    service.control("scenario", minutes={"DatasetImportJob": 20})
    chain.data().start_import()
    service.later(minutes=19, seconds=59)
    assert chain.status()[0] == "CREATE_IN_PROGRESS"
    service.later(seconds=1)
    assert chain.status()[0] == "ACTIVE"


def test_a_short_job_is_pending_for_half_of_it(service, chain):
    service.control("scenario", minutes={"DatasetImportJob": 0.5})
    chain.data().start_import()
    service.later(seconds=14)
    assert chain.status()[0] == "CREATE_PENDING"
    service.later(seconds=1)
    assert chain.status()[0] == "CREATE_IN_PROGRESS"
    service.later(seconds=15)
    assert chain.status()[0] == "ACTIVE"


@pytest.mark.skipif(not SHARED.exists(), reason="no ../shared/amazon-forecast-status.json")
def test_the_facts_are_those_that_were_collected():
    shared = json.loads(SHARED.read_text())["resources"]
    for name, kind in KINDS.items():
        facts = shared[name]
        assert list(kind.statuses) == facts["statuses"]
        assert kind.stoppable == facts["stop_resource"]
        assert kind.estimated == facts["estimated_time_remaining_field"]
        assert kind.parallel == facts["max_parallel_create"]
        assert kind.most == facts["quota"]["max"]
        assert kind.minutes == facts["duration"]["suggest_sim_default_minutes"]
        deleted = {each["from"] for each in facts["transitions"] if each["to"] == "DELETE_PENDING"}
        assert set(kind.deletable) == deleted
    every = {status for facts in shared.values() for status in facts["statuses"]}
    assert set(json.loads(FACTS.read_text())["everyStatus"]) == every
