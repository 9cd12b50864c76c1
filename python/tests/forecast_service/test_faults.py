"""What can be made to go wrong, and what is left of it."""

import pytest
from botocore.exceptions import ConnectionClosedError
from chain import GROUP, Chain
from stand_in import ARN


def test_the_fourth_job_of_a_kind_has_to_wait(service):
    chains = [Chain(service, f"c{at}").data() for at in range(4)]
    for chain in chains[:3]:
        chain.start_import()

    with pytest.raises(service.forecast.exceptions.LimitExceededException):
        chains[3].start_import()
    service.later(minutes=5)
    chains[3].start_import()
    assert chains[3].status()[0] == "CREATE_PENDING"


@pytest.mark.parametrize(
    ("kind", "start"),
    [
        ("AutoPredictor", lambda chain: chain.imported().start_training),
        ("Forecast", lambda chain: chain.trained().start_forecast),
        ("ForecastExportJob", lambda chain: chain.forecasted().start_export),
    ],
)
def test_the_scenario_sets_the_limits(service, chain, kind, start):
    begin = start(chain)
    service.control("scenario", parallel={kind: 1})
    begin("one")
    with pytest.raises(service.forecast.exceptions.LimitExceededException):
        begin("two")


def test_others_have_all_that_may_be_created_at_a_time(service, chain):
    chain.imported()
    service.control("scenario", faults=[{"fault": "limit", "kind": "AutoPredictor"}])
    with pytest.raises(service.forecast.exceptions.LimitExceededException, match="3 of the kind"):
        chain.start_training("one")

    service.control("scenario", faults=[])
    chain.start_training("one")
    assert chain.status()[0] == "CREATE_PENDING"


@pytest.mark.parametrize("kind", ["DatasetGroup", "Dataset"])
def test_an_account_holds_so_many(service, chain, kind):
    service.control("scenario", most={kind: 0})

    with pytest.raises(service.forecast.exceptions.LimitExceededException):
        chain.data()


def test_the_nth_creation_fails(service, chain):
    fault = {"fault": "fail", "kind": "ForecastExportJob", "nth": 2, "message": "Disk full."}
    service.control("scenario", faults=[fault])
    chain.exported()
    assert chain.status() == ("ACTIVE", None)
    chain.start_export("second")
    service.later(hours=1)
    assert chain.status() == ("CREATE_FAILED", "Disk full.")
    chain.start_export("third")
    service.later(hours=1)
    assert chain.status() == ("ACTIVE", None)


def test_the_nth_call_is_throttled(service):
    service.control("scenario", faults=[{"fault": "throttle", "operation": "List*", "nth": 2}])

    service.forecast.list_forecasts()
    service.forecast.create_dataset_group(**GROUP)
    assert service.refusal("list_predictors") == ("ThrottlingException", "Rate exceeded")
    service.forecast.list_predictors()


def test_a_client_that_retries_gets_past_a_throttled_call(service):
    service.control("scenario", faults=[{"fault": "throttle", "nth": 1}])

    service.client(attempts=3).list_forecasts()
    assert [call["outcome"] for call in service.calls()] == ["refused", "done"]


def test_an_action_is_denied_on_a_resource(service):
    arn = f"{ARN}:dataset-group/g"
    fault = {"fault": "deny", "action": "forecast:CreateDatasetGroup", "resource": arn}
    service.control("scenario", faults=[fault])

    code, message = service.refusal("create_dataset_group", **GROUP)
    assert code == "AccessDeniedException"
    assert f"not authorized to perform: forecast:CreateDatasetGroup on resource: {arn}" in message
    service.forecast.create_dataset_group(**{**GROUP, "DatasetGroupName": "h"})


def test_the_passing_of_a_role_is_denied(service, chain):
    service.control("scenario", faults=[{"fault": "deny", "action": "iam:PassRole"}])
    chain.data()

    with pytest.raises(service.forecast.exceptions.ClientError, match="iam:PassRole on resource"):
        chain.start_import()
    assert service.forecast.list_dataset_import_jobs()["DatasetImportJobs"] == []


def test_a_token_expires(service):
    service.control("scenario", faults=[{"fault": "expire"}])

    assert service.refusal("list_forecasts")[0] == "ExpiredTokenException"


def test_an_account_that_is_no_customer_is_told_so(service):
    service.control("scenario", closed=True)

    code, message = service.refusal("create_dataset_group", **GROUP)
    assert code == "AccessDeniedException"
    assert "no longer available to new customers" in message
    assert "not authorized" not in message
    assert service.forecast.list_dataset_groups()["DatasetGroups"] == []


def test_an_answer_is_lost_and_the_call_is_done(service):
    service.control("scenario", faults=[{"fault": "drop", "operation": "Create*", "nth": 1}])

    with pytest.raises(ConnectionClosedError):
        service.forecast.create_dataset_group(**GROUP)
    assert service.refusal("create_dataset_group", **GROUP)[0] == "ResourceAlreadyExistsException"
    assert [call["outcome"] for call in service.calls()] == ["dropped", "refused"]


def test_a_client_that_retries_after_a_lost_answer_finds_it_done(service):
    service.control("scenario", faults=[{"fault": "drop", "nth": 1}])
    client = service.client(attempts=3)

    with pytest.raises(client.exceptions.ResourceAlreadyExistsException):
        client.create_dataset_group(**GROUP)
    assert len(client.list_dataset_groups()["DatasetGroups"]) == 1


def test_a_group_whose_update_failed_can_be_updated_again(service, chain):
    fault = {"fault": "fail", "kind": "DatasetGroup", "phase": "update", "nth": 1}
    service.control("scenario", faults=[fault])
    chain.data()
    described = service.forecast.describe_dataset_group(DatasetGroupArn=chain.group)
    assert (described["Status"], described["DatasetArns"]) == ("UPDATE_FAILED", [])

    service.forecast.update_dataset_group(DatasetGroupArn=chain.group, DatasetArns=[chain.dataset])
    described = service.forecast.describe_dataset_group(DatasetGroupArn=chain.group)
    assert (described["Status"], described["DatasetArns"]) == ("ACTIVE", [chain.dataset])


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"colour": 1}, "no colour"),
        ({"minutes": {"Dance": 1}}, "minutes has no Dance"),
        ({"parallel": {"Stop": 1}}, "parallel has no Stop"),
        ({"faults": [{"fault": "burn"}]}, "no fault 'burn'"),
        ({"faults": [{"fault": "drop", "kind": "Forecast"}]}, "'drop' has no kind"),
    ],
)
def test_rejects_a_scenario_that_is_none(service, given, said):
    with pytest.raises(ValueError, match=said):
        service.control("scenario", **given)


@pytest.mark.parametrize(
    ("what", "given", "said"),
    [
        ("dance", {}, "there is no 'dance'"),
        ("clock", {"now": "2026-11-27T18:00:00"}, "has to be in UTC"),
        ("clock", {"now": "noon"}, "noon"),
        ("clock", {}, "now"),
    ],
)
def test_rejects_a_control_request_that_is_none(service, what, given, said):
    with pytest.raises(ValueError, match=said):
        service.control(what, **given)
