"""Stop and delete: what may go, in which order, and what is left."""

import pytest
from chain import Chain


@pytest.fixture
def chain(service):
    return Chain(service).exported()


def deletions(chain):
    """Return how each resource is deleted, leaves first."""
    return [
        ("delete_forecast_export_job", {"ForecastExportJobArn": chain.export}),
        ("delete_forecast", {"ForecastArn": chain.forecast}),
        ("delete_predictor", {"PredictorArn": chain.predictor}),
        ("delete_dataset_import_job", {"DatasetImportJobArn": chain.job}),
        ("delete_dataset", {"DatasetArn": chain.dataset}),
        ("delete_dataset_group", {"DatasetGroupArn": chain.group}),
    ]


def left(service):
    return sorted(arn.split(":")[5].split("/")[0] for arn in service.server.service.account.resources)


def test_everything_goes_leaves_first(service, chain):
    for operation, request in deletions(chain):
        getattr(service.forecast, operation)(**request)
        service.later(minutes=1)

    assert left(service) == []


def test_rejects_to_delete_what_something_was_made_from(service, chain):
    leaves = ("delete_forecast_export_job", "delete_dataset_import_job")
    for operation, request in deletions(chain):
        if operation not in leaves:
            code, message = service.refusal(operation, **request)
            assert code == "ResourceInUseException"
            assert "is used by" in message


def test_a_group_keeps_a_dataset_that_is_gone(service, chain):
    service.forecast.delete_dataset_import_job(DatasetImportJobArn=chain.job)
    service.later(minutes=1)
    service.forecast.delete_dataset(DatasetArn=chain.dataset)
    service.later(minutes=1)

    described = service.forecast.describe_dataset_group(DatasetGroupArn=chain.group)
    assert described["DatasetArns"] == [chain.dataset]


def test_rejects_to_delete_twice(service, chain):
    service.forecast.delete_forecast_export_job(ForecastExportJobArn=chain.export)
    code, message = service.refusal("delete_forecast_export_job", ForecastExportJobArn=chain.export)

    assert code == "ResourceInUseException"
    assert "DELETE_PENDING" in message
    service.later(minutes=1)
    code, _ = service.refusal("delete_forecast_export_job", ForecastExportJobArn=chain.export)
    assert code == "ResourceNotFoundException"


def test_rejects_to_delete_what_is_being_made(service, chain):
    chain.start_export("second")
    code, _ = service.refusal("delete_forecast_export_job", ForecastExportJobArn=chain.export)

    assert code == "ResourceInUseException"


def test_a_name_is_free_again_once_it_is_gone(service, chain):
    service.forecast.delete_forecast_export_job(ForecastExportJobArn=chain.export)
    service.later(minutes=1)
    chain.start_export()
    service.later(hours=1)

    assert chain.status()[0] == "ACTIVE"


@pytest.mark.parametrize(
    ("root", "expected"),
    [
        ("forecast", ["dataset", "dataset-group", "dataset-import-job", "predictor"]),
        ("predictor", ["dataset", "dataset-group", "dataset-import-job"]),
        ("group", ["dataset", "dataset-import-job"]),
        ("dataset", ["dataset-group", "forecast", "forecast-export-job", "predictor"]),
    ],
)
def test_a_tree_goes_as_a_whole(service, chain, root, expected):
    service.forecast.delete_resource_tree(ResourceArn=getattr(chain, root))
    assert len(left(service)) == 6
    service.later(minutes=1)

    assert left(service) == expected
    assert service.files() != {}


def test_rejects_a_tree_with_a_job_under_way(service, chain):
    chain.start_export("second")
    code, _ = service.refusal("delete_resource_tree", ResourceArn=chain.predictor)
    service.later(minutes=5)

    assert code == "ResourceInUseException"
    assert len(left(service)) == 7


def test_a_deletion_can_fail(service, chain):
    fault = {"fault": "fail", "kind": "Forecast", "phase": "delete", "message": "No."}
    service.control("scenario", faults=[fault])
    service.forecast.delete_forecast_export_job(ForecastExportJobArn=chain.export)
    service.later(minutes=1)
    service.forecast.delete_forecast(ForecastArn=chain.forecast)
    service.later(minutes=1)

    described = service.forecast.describe_forecast(ForecastArn=chain.forecast)
    assert (described["Status"], described["Message"]) == ("DELETE_FAILED", "No.")


def test_a_failed_job_can_be_deleted(service, chain):
    service.control("scenario", faults=[{"fault": "fail", "kind": "ForecastExportJob"}])
    chain.start_export("second")
    service.later(hours=1)
    service.forecast.delete_forecast_export_job(ForecastExportJobArn=chain.export)
    service.later(minutes=1)

    assert left(service).count("forecast-export-job") == 1


@pytest.mark.parametrize("allowed", [False, True])
def test_a_stopped_job_can_be_deleted_where_the_scenario_says_so(service, chain, allowed):
    service.control("scenario", deleteStopped=allowed)
    chain.start_export("second")
    service.forecast.stop_resource(ResourceArn=chain.export)
    service.later(minutes=1)
    assert chain.status()[0] == "CREATE_STOPPED"
    if allowed:
        service.forecast.delete_forecast_export_job(ForecastExportJobArn=chain.export)
    else:
        code, _ = service.refusal("delete_forecast_export_job", ForecastExportJobArn=chain.export)
        assert code == "ResourceInUseException"


def test_a_stopped_job_does_nothing_more(service, chain):
    before = service.files()
    chain.start_export("second")
    service.later(seconds=45)
    service.forecast.stop_resource(ResourceArn=chain.export)
    service.later(hours=1)

    assert service.files() == before


def test_rejects_to_stop_what_is_not_being_made(service, chain):
    for arn in (chain.export, chain.group, chain.dataset):
        assert service.refusal("stop_resource", ResourceArn=arn)[0] == "InvalidInputException"
    missing = chain.export + "x"
    assert service.refusal("stop_resource", ResourceArn=missing)[0] == "ResourceNotFoundException"


def test_rejects_a_fourth_stop_at_a_time(service, chain):
    service.control("scenario", parallel={"ForecastExportJob": 4})
    jobs = [chain.start_export(f"e{at}").export for at in range(4)]
    for job in jobs[:3]:
        service.forecast.stop_resource(ResourceArn=job)

    assert service.refusal("stop_resource", ResourceArn=jobs[3])[0] == "LimitExceededException"
