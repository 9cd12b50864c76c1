"""Requests that are wrong in themselves: values, schemas, signatures, and what is not done at all."""

import pytest
from chain import DATASET, GROUP, schema
from stand_in import ARN, MODEL, SCHEMA

from forecast_service.operations import OPERATIONS


@pytest.mark.parametrize("name", ["with-hyphen", "1st", "_a", "a!!", "a b", "a" * 64])
def test_rejects_a_name_that_is_none(service, name):
    code, message = service.refusal("create_dataset_group", **{**GROUP, "DatasetGroupName": name})

    assert code == "InvalidInputException"
    assert "DatasetGroupName" in message


def test_takes_the_longest_name(service):
    service.forecast.create_dataset_group(**{**GROUP, "DatasetGroupName": "a" * 63})


@pytest.mark.parametrize(
    ("operation", "request_", "said"),
    [
        ("create_dataset_group", {**GROUP, "Domain": "FOOD"}, "must be one of"),
        ("create_dataset", {**DATASET, "DatasetType": "OTHER"}, "must be one of"),
        ("create_dataset", {**DATASET, "DataFrequency": "60min"}, "frequency 60min"),
        ("create_dataset", {**DATASET, "DataFrequency": "7D"}, "frequency 7D"),
        ("create_dataset", {**DATASET, "DataFrequency": "day"}, "frequency day"),
        ("create_dataset", {k: v for k, v in DATASET.items() if k != "DataFrequency"}, "DataFrequency"),
        ("create_dataset_group", {**GROUP, "Tags": [{"Key": "aws:x", "Value": ""}]}, "reserved"),
        ("create_dataset_group", {**GROUP, "Tags": [{"Key": "a", "Value": "1"}] * 2}, "twice"),
        ("create_dataset_group", {**GROUP, "Tags": [{"Key": "a*", "Value": "1"}]}, "pattern"),
        ("create_dataset_group", {**GROUP, "Tags": [{"Key": "a", "Value": "*"}]}, "pattern"),
        ("describe_dataset", {"DatasetArn": "dataset/d"}, "pattern"),
        ("describe_dataset", {"DatasetArn": f"{ARN}:dataset-group/d"}, "not that of a dataset"),
        ("describe_dataset", {"DatasetArn": "arn:aws:forecast:eu-west-1:1:dataset/d"}, "region"),
        ("list_forecasts", {"MaxResults": 101}, "at most 100"),
        (
            "list_forecasts",
            {"Filters": [{"Key": "Colour", "Value": "red", "Condition": "IS"}]},
            "Colour is no key",
        ),
        ("stop_resource", {"ResourceArn": "x"}, "pattern"),
    ],
)
def test_rejects_a_wrong_value(service, operation, request_, said):
    code, message = service.refusal(operation, **request_)

    assert code == "InvalidInputException"
    assert said in message


@pytest.mark.parametrize(
    ("domain", "kind", "attributes", "said"),
    [
        ("RETAIL", "TARGET_TIME_SERIES", SCHEMA, "lacks demand"),
        ("CUSTOM", "TARGET_TIME_SERIES", schema(("item_id", "string")), "lacks timestamp"),
        (
            "CUSTOM",
            "TARGET_TIME_SERIES",
            schema(("item_id", "integer"), ("timestamp", "timestamp"), ("target_value", "float")),
            "item_id has to be string",
        ),
        (
            "CUSTOM",
            "TARGET_TIME_SERIES",
            schema(("item_id", "string"), ("timestamp", "timestamp"), ("target_value", "string")),
            "float or integer",
        ),
        (
            "CUSTOM",
            "TARGET_TIME_SERIES",
            schema(*((name, "string") for name in ("item_id", "item_id"))),
            "name of its own",
        ),
        (
            "CUSTOM",
            "ITEM_METADATA",
            schema(("item_id", "string"), *((f"c{at}", "string") for at in range(10))),
            "at most 10 columns",
        ),
        (
            "CUSTOM",
            "RELATED_TIME_SERIES",
            schema(("item_id", "string"), ("timestamp", "timestamp"), ("target_value", "float")),
            "cannot hold target_value",
        ),
        (
            "CUSTOM",
            "ITEM_METADATA",
            schema(("item_id", "string"), ("since", "timestamp")),
            "cannot be a timestamp",
        ),
    ],
)
def test_rejects_a_schema_that_the_domain_does_not_allow(service, domain, kind, attributes, said):
    asked = {**DATASET, "Domain": domain, "DatasetType": kind, "Schema": attributes}
    code, message = service.refusal("create_dataset", **asked)

    assert code == "InvalidInputException"
    assert said in message


@pytest.mark.parametrize(
    ("domain", "item", "target", "kind"),
    [
        ("RETAIL", "item_id", "demand", "float"),
        ("CUSTOM", "item_id", "target_value", "float"),
        ("INVENTORY_PLANNING", "item_id", "demand", "float"),
        ("EC2_CAPACITY", "instance_type", "number_of_instances", "integer"),
        ("WORK_FORCE", "workforce_type", "workforce_demand", "float"),
        ("WEB_TRAFFIC", "item_id", "value", "float"),
        ("METRICS", "metric_name", "metric_value", "float"),
    ],
)
def test_every_domain_has_its_own_fields(service, domain, item, target, kind):
    fields = schema((item, "string"), ("timestamp", "timestamp"), (target, kind))
    created = service.forecast.create_dataset(**{**DATASET, "Domain": domain, "Schema": fields})

    described = service.forecast.describe_dataset(DatasetArn=created["DatasetArn"])
    assert described["Schema"] == fields
    assert described["Domain"] == domain


@pytest.mark.parametrize(
    "request_",
    [
        {"DataFrequency": "2W"},
        {"DataFrequency": "3M"},
        {
            "Schema": {
                "Attributes": [
                    *SCHEMA["Attributes"],
                    {"AttributeName": "place", "AttributeType": "geolocation"},
                ]
            }
        },
    ],
)
def test_says_what_it_does_not_do_about_datasets(service, request_):
    assert service.refusal("create_dataset", **{**DATASET, **request_})[0] == "StandInDoesNotDoThis"


@pytest.mark.parametrize("operation", sorted(set(MODEL.operation_names) - set(OPERATIONS)))
def test_says_that_it_does_not_do_an_operation(service, operation):
    response = service.raw(operation, {})

    assert response == (501, "StandInDoesNotDoThis")


def test_rejects_what_is_no_request(service):
    assert service.raw("CreateDatasetGroup", b"{") == (400, "SerializationException")
    assert service.raw("CreateDatasetGroup", {"DatasetGroupName": 1, "Domain": "CUSTOM"}) == (
        400,
        "SerializationException",
    )
    assert service.raw("CreateDatasetGroup", {**GROUP, "Colour": "red"}) == (400, "InvalidInputException")
    assert service.raw("CreateDatasetGroup", {"Domain": "CUSTOM"}) == (400, "InvalidInputException")
    # Its model has no InvalidInputException.
    assert service.raw("ListDatasetGroups", {"MaxResults": 0}) == (400, "ValidationException")
    assert service.raw("Dance", {}) == (400, "UnknownOperationException")


def test_rejects_a_request_that_is_not_signed_for_it(service):
    wrong = "AWS4-HMAC-SHA256 Credential=AKIATEST/20261127/eu-west-1/forecast/aws4_request, x"

    assert service.raw("ListForecasts", {}, authorization=None) == (
        403,
        "MissingAuthenticationTokenException",
    )
    assert service.raw("ListForecasts", {}, authorization="Bearer x") == (
        400,
        "IncompleteSignatureException",
    )
    assert service.raw("ListForecasts", {}, authorization=wrong) == (403, "SignatureDoesNotMatchException")


def test_rejects_a_call_before_it_is_told_the_time(service):
    service.control("reset")

    assert service.raw("ListForecasts", {}) == (400, "StandInClockNotSet")


def test_a_call_can_tell_the_time(service, chain):
    chain.data().start_import()
    now = "2026-11-27T12:00:00+00:00"
    assert service.raw("ListForecasts", {}, **{"x-rehearsal-now": now}) == (200, None)
    assert chain.status()[0] == "ACTIVE"


@pytest.mark.parametrize("now", ["2026-11-27T08:59:59Z", "2026-11-27T18:00:00", "noon"])
def test_rejects_a_call_that_tells_another_time(service, now):
    told = {"x-rehearsal-now": now}
    assert service.raw("ListForecasts", {}, **told) == (400, "StandInClockWrong")
