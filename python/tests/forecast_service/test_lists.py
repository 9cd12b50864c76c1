"""Lists, pages, filters and tags."""

import pytest
from chain import Chain


@pytest.fixture
def groups(service):
    names = [f"g{at}" for at in range(5)]
    for name in names:
        service.forecast.create_dataset_group(DatasetGroupName=name, Domain="CUSTOM")
    return names


def test_pages_hold_everything_once_in_order(service, groups):
    pages = list(
        service.forecast.get_paginator("list_dataset_groups").paginate(PaginationConfig={"PageSize": 2})
    )

    assert [len(page["DatasetGroups"]) for page in pages] == [2, 2, 1]
    found = [each["DatasetGroupName"] for page in pages for each in page["DatasetGroups"]]
    assert found == groups


def test_a_full_last_page_has_no_token(service, groups):
    assert "NextToken" not in service.forecast.list_dataset_groups(MaxResults=5)


def test_a_token_lives_a_day(service, groups):
    token = service.forecast.list_dataset_groups(MaxResults=2)["NextToken"]
    service.later(hours=24)
    assert len(service.forecast.list_dataset_groups(NextToken=token)["DatasetGroups"]) == 3

    service.later(seconds=1)
    assert service.refusal("list_dataset_groups", NextToken=token)[0] == "InvalidNextTokenException"


@pytest.mark.parametrize("token", ["x", "e30=", "bnVsbA=="])
def test_rejects_a_token_that_is_none(service, token):
    assert service.refusal("list_datasets", NextToken=token)[0] == "InvalidNextTokenException"


def test_rejects_the_token_of_another_list(service, groups):
    token = service.forecast.list_dataset_groups(MaxResults=2)["NextToken"]

    assert service.refusal("list_datasets", NextToken=token)[0] == "InvalidNextTokenException"


def test_lists_can_be_filtered(service):
    first = Chain(service).exported()
    second = Chain(service, "other").imported().start_training("second")

    def names(operation, member, key, value, condition="IS"):
        asked = [{"Key": key, "Value": value, "Condition": condition}]
        found = getattr(service.forecast, operation)(Filters=asked)[member]
        return [each[next(name for name in each if name.endswith("Name"))] for each in found]

    predictors = ("list_predictors", "Predictors")
    assert names(*predictors, "Status", "ACTIVE") == ["first"]
    assert names(*predictors, "Status", "ACTIVE", "IS_NOT") == ["second"]
    assert names(*predictors, "DatasetGroupArn", second.group) == ["second"]
    jobs = ("list_dataset_import_jobs", "DatasetImportJobs")
    assert names(*jobs, "DatasetArn", first.dataset) == ["first"]
    assert names("list_forecasts", "Forecasts", "PredictorArn", first.predictor) == ["first"]
    assert names("list_forecasts", "Forecasts", "DatasetGroupArn", second.group) == []
    exports = ("list_forecast_export_jobs", "ForecastExportJobs")
    assert names(*exports, "ForecastArn", first.forecast) == ["first"]


def test_summaries_tell_what_a_poller_needs(service):
    chain = Chain(service).trained()
    (summary,) = service.forecast.list_predictors()["Predictors"]

    assert summary["PredictorArn"] == chain.predictor
    assert summary["DatasetGroupArn"] == chain.group
    assert summary["IsAutoPredictor"] is True
    assert summary["Status"] == "ACTIVE"


def test_tags_are_added_changed_and_taken_away(service):
    tags = [{"Key": "project", "Value": "a"}, {"Key": "owner", "Value": "b"}]
    arn = service.forecast.create_dataset_group(DatasetGroupName="g", Domain="CUSTOM", Tags=tags)[
        "DatasetGroupArn"
    ]
    assert service.forecast.list_tags_for_resource(ResourceArn=arn)["Tags"] == tags

    service.forecast.tag_resource(ResourceArn=arn, Tags=[{"Key": "owner", "Value": "c"}])
    service.forecast.untag_resource(ResourceArn=arn, TagKeys=["project", "none"])
    found = service.forecast.list_tags_for_resource(ResourceArn=arn)["Tags"]
    assert found == [{"Key": "owner", "Value": "c"}]


def test_rejects_tags_beyond_fifty(service):
    tags = [{"Key": f"k{at}", "Value": ""} for at in range(51)]
    asked = {"DatasetGroupName": "g", "Domain": "CUSTOM"}
    assert service.refusal("create_dataset_group", **asked, Tags=tags)[0] == "LimitExceededException"

    arn = service.forecast.create_dataset_group(**asked, Tags=tags[:50])["DatasetGroupArn"]
    code, _ = service.refusal("tag_resource", ResourceArn=arn, Tags=tags[50:])
    assert code == "LimitExceededException"


def test_rejects_the_tags_of_what_is_not_there(service):
    arn = "arn:aws:forecast:us-east-1:123456789012:dataset/none"
    assert service.refusal("list_tags_for_resource", ResourceArn=arn)[0] == "ResourceNotFoundException"
    code, _ = service.refusal("untag_resource", ResourceArn=arn, TagKeys=["a"])
    assert code == "ResourceNotFoundException"
