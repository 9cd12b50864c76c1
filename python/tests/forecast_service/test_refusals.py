"""What the service refuses, and with which of its exceptions."""

import pytest
from chain import Chain
from stand_in import ACCOUNT, MODEL, REGION, ROLE, SCHEMA

from forecast_service.operations import OPERATIONS

ARN = f"arn:aws:forecast:{REGION}:{ACCOUNT}"
GROUP = {"DatasetGroupName": "g", "Domain": "CUSTOM"}
DATASET = {
    "DatasetName": "d",
    "Domain": "CUSTOM",
    "DatasetType": "TARGET_TIME_SERIES",
    "DataFrequency": "D",
    "Schema": SCHEMA,
}


def schema(*fields):
    return {"Attributes": [{"AttributeName": name, "AttributeType": kind} for name, kind in fields]}


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
    ("more", "said"),
    [
        ({"ForecastHorizon": 501}, "1 to 500"),
        ({"ForecastHorizon": 0}, "1 to 500"),
        ({"ForecastTypes": ["0.995"]}, "ForecastTypes"),
        ({"ForecastTypes": ["0.00"]}, "0.01 to 0.99"),
        ({"ForecastTypes": ["1.0"]}, "0.01 to 0.99"),
        ({"ForecastTypes": ["0.5", ".5"]}, "each once"),
        ({"ForecastTypes": ["0.1", "0.2", "0.3", "0.4", "0.5", "0.6"]}, "one to 5"),
        ({"ForecastFrequency": "H"}, "finer than"),
        ({"ForecastDimensions": ["store"]}, "no dimension store"),
        ({"OptimizationMetric": "R2"}, "must be one of"),
        ({"EncryptionConfig": {"RoleArn": f"{ARN}:x", "KMSKeyArn": "arn:aws:kms:x:key/1"}}, "no role"),
    ],
)
def test_rejects_a_predictor_that_cannot_be(service, chain, more, said):
    chain.imported()
    asked = {
        "PredictorName": "p",
        "ForecastHorizon": 7,
        "ForecastFrequency": "D",
        "DataConfig": {"DatasetGroupArn": chain.group},
        **more,
    }
    code, message = service.refusal("create_auto_predictor", **asked)

    assert code == "InvalidInputException"
    assert said in message


def test_rejects_a_new_predictor_without_what_it_needs(service):
    code, message = service.refusal("create_auto_predictor", PredictorName="p", ForecastHorizon=7)

    assert code == "InvalidInputException"
    assert "DataConfig, ForecastFrequency" in message


def test_rejects_a_retrained_predictor_with_more_than_its_reference(service, chain):
    chain.trained()
    code, message = service.refusal(
        "create_auto_predictor",
        PredictorName="p",
        ReferencePredictorArn=chain.predictor,
        ForecastHorizon=7,
    )

    assert code == "InvalidInputException"
    assert "ForecastHorizon" in message


@pytest.mark.parametrize("reference", [False, True])
def test_a_history_too_short_for_the_horizon_fails_the_training(service, chain, reference):
    chain.trained()
    service.put("in/rows.csv", "".join(f"a,2026-09-{day + 1:02},1\n" for day in range(20)))
    chain.start_import("second")
    service.later(hours=1)
    if reference:
        created = service.forecast.create_auto_predictor(
            PredictorName="p", ReferencePredictorArn=chain.predictor
        )
        chain.predictor = created["PredictorArn"]
    else:
        chain.start_training("p")
    service.later(hours=3)

    status, message = chain.status()
    assert status == "CREATE_FAILED"
    assert f"1/{3 if reference else 4} of the 20 steps" in message


@pytest.mark.parametrize("rows", [21, 28])
def test_a_retrained_predictor_may_look_further(service, chain, rows):
    chain.trained()
    service.put("in/rows.csv", "".join(f"a,2026-09-{day + 1:02},1\n" for day in range(rows)))
    chain.start_import("second")
    service.later(hours=1)
    created = service.forecast.create_auto_predictor(PredictorName="p", ReferencePredictorArn=chain.predictor)
    new = chain.start_training("q").predictor
    service.later(hours=3)

    def status(arn):
        return service.forecast.describe_auto_predictor(PredictorArn=arn)["Status"]

    assert status(created["PredictorArn"]) == "ACTIVE"
    assert status(new) == ("ACTIVE" if rows == 28 else "CREATE_FAILED")


def test_rejects_training_on_a_group_without_a_target(service):
    group = service.forecast.create_dataset_group(**GROUP)["DatasetGroupArn"]
    code, message = service.refusal(
        "create_auto_predictor",
        PredictorName="p",
        ForecastHorizon=7,
        ForecastFrequency="D",
        DataConfig={"DatasetGroupArn": group},
    )

    assert code == "InvalidInputException"
    assert "TARGET_TIME_SERIES" in message


def test_rejects_training_on_what_was_not_imported(service, chain):
    chain.data()
    code, message = service.refusal(
        "create_auto_predictor",
        PredictorName="p",
        ForecastHorizon=7,
        ForecastFrequency="D",
        DataConfig={"DatasetGroupArn": chain.group},
    )

    assert code == "InvalidInputException"
    assert "no import job" in message


@pytest.mark.parametrize("code", ["ResourceInUseException", "InvalidInputException"])
def test_rejects_what_is_asked_of_a_resource_that_is_not_ready(service, chain, code):
    service.control("scenario", notReady=code)
    chain.data().start_import()
    asked = {
        "PredictorName": "p",
        "ForecastHorizon": 7,
        "ForecastFrequency": "D",
        "DataConfig": {"DatasetGroupArn": chain.group},
    }
    assert service.refusal("create_auto_predictor", **asked)[0] == code

    service.later(hours=1)
    chain.start_training()
    assert service.refusal("create_forecast", ForecastName="f", PredictorArn=chain.predictor)[0] == code
    assert service.refusal("get_accuracy_metrics", PredictorArn=chain.predictor)[0] == code
    service.later(hours=3)
    chain.start_forecast()
    export = {
        "ForecastExportJobName": "e",
        "ForecastArn": chain.forecast,
        "Destination": {"S3Config": {"Path": "s3://exchange/out", "RoleArn": ROLE}},
    }
    assert service.refusal("create_forecast_export_job", **export)[0] == code


def test_rejects_what_is_asked_of_a_resource_that_failed(service, chain):
    service.control("scenario", faults=[{"fault": "fail", "kind": "AutoPredictor"}])
    chain.trained()

    code, message = service.refusal("create_forecast", ForecastName="f", PredictorArn=chain.predictor)
    assert code == "InvalidInputException"
    assert "CREATE_FAILED" in message


def test_rejects_every_second_creation_of_a_name(service, chain):
    chain.exported()
    source = {"S3Config": {"Path": "s3://exchange/in/", "RoleArn": ROLE}}
    second = [
        ("create_dataset_group", {"DatasetGroupName": "demand", "Domain": "CUSTOM"}),
        ("create_dataset", {**DATASET, "DatasetName": "demand"}),
        (
            "create_dataset_import_job",
            {"DatasetImportJobName": "first", "DatasetArn": chain.dataset, "DataSource": source},
        ),
        ("create_auto_predictor", {"PredictorName": "first", "ReferencePredictorArn": chain.predictor}),
        ("create_forecast", {"ForecastName": "first", "PredictorArn": chain.predictor}),
        (
            "create_forecast_export_job",
            {"ForecastExportJobName": "first", "ForecastArn": chain.forecast, "Destination": source},
        ),
    ]
    for operation, request in second:
        assert service.refusal(operation, **request)[0] == "ResourceAlreadyExistsException"
    # As often as it is tried, and while the first is still being made.
    again = Chain(service, "other").data().start_import()
    service.refusal(
        "create_dataset_import_job",
        DatasetImportJobName="first",
        DatasetArn=again.dataset,
        DataSource=source,
    )
    assert len(service.forecast.list_dataset_import_jobs()["DatasetImportJobs"]) == 2


def test_the_same_name_is_another_job_in_another_dataset(service, chain):
    first = chain.imported().job
    second = Chain(service, "other").imported().job

    assert first == f"{ARN}:dataset-import-job/demand/first"
    assert second == f"{ARN}:dataset-import-job/other/first"


@pytest.mark.parametrize(
    "kind",
    ["dataset_group", "dataset", "dataset_import_job", "auto_predictor", "forecast", "forecast_export_job"],
)
def test_rejects_the_description_of_what_is_not_there(service, kind):
    noun = "".join(part.capitalize() for part in kind.replace("auto_", "").split("_"))
    tail = kind.replace("auto_", "").replace("_", "-")
    code, message = service.refusal(f"describe_{kind}", **{f"{noun}Arn": f"{ARN}:{tail}/none"})

    assert code == "ResourceNotFoundException"
    assert f"{tail}/none" in message


def test_rejects_datasets_that_cannot_be_in_a_group(service, chain):
    chain.data()
    group = {"DatasetGroupArn": chain.group}
    other = service.forecast.create_dataset(
        **{
            **DATASET,
            "Domain": "RETAIL",
            "Schema": schema(("item_id", "string"), ("timestamp", "timestamp"), ("demand", "float")),
        }
    )["DatasetArn"]
    second = service.forecast.create_dataset(**{**DATASET, "DatasetName": "e"})["DatasetArn"]

    def refused(*datasets):
        return service.refusal("update_dataset_group", **group, DatasetArns=list(datasets))

    assert refused(other) == ("InvalidInputException", f"The dataset {other} is not of the domain CUSTOM")
    assert "one dataset of each type" in refused(chain.dataset, second)[1]
    assert refused(f"{ARN}:dataset/none")[0] == "ResourceNotFoundException"


@pytest.mark.parametrize("role", [f"{ARN}:role/x", "arn:aws:iam::999999999999:role/other"])
def test_rejects_a_role_of_another_account(service, chain, role):
    chain.data()
    code, message = service.refusal(
        "create_dataset_import_job",
        DatasetImportJobName="j",
        DatasetArn=chain.dataset,
        DataSource={"S3Config": {"Path": "s3://exchange/in/", "RoleArn": role}},
    )

    assert code == "InvalidInputException"
    assert role in message


@pytest.mark.parametrize("step", ["import", "export"])
def test_rejects_a_bucket_in_another_region(service, chain, step):
    service.s3.create_bucket(
        Bucket="elsewhere", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"}
    )
    config = {"S3Config": {"Path": "s3://elsewhere/x", "RoleArn": ROLE}}
    if step == "import":
        chain.data()
        request = {"DatasetImportJobName": "j", "DatasetArn": chain.dataset, "DataSource": config}
        code, message = service.refusal("create_dataset_import_job", **request)
    else:
        chain.forecasted()
        request = {"ForecastExportJobName": "j", "ForecastArn": chain.forecast, "Destination": config}
        code, message = service.refusal("create_forecast_export_job", **request)

    assert code == "InvalidInputException"
    assert "elsewhere is in eu-west-1" in message


def test_rejects_a_bucket_that_is_not_there(service, chain):
    chain.data()
    code, message = service.refusal(
        "create_dataset_import_job",
        DatasetImportJobName="j",
        DatasetArn=chain.dataset,
        DataSource={"S3Config": {"Path": "s3://nowhere/x", "RoleArn": ROLE}},
    )

    assert code == "InvalidInputException"
    assert "nowhere" in message


@pytest.mark.parametrize(
    "request_",
    [
        {"DataFrequency": "2W"},
        {"DataFrequency": "3M"},
    ],
)
def test_says_what_it_does_not_do_about_frequencies(service, request_):
    assert service.refusal("create_dataset", **{**DATASET, **request_})[0] == "StandInDoesNotDoThis"


@pytest.mark.parametrize(
    "more",
    [
        {"ExplainPredictor": True},
        {"MonitorConfig": {"MonitorName": "m"}},
        {"TimeAlignmentBoundary": {"Hour": 3}},
        {"DataConfig": {"AdditionalDatasets": [{"Name": "weather"}]}},
        {
            "DataConfig": {
                "AttributeConfigs": [
                    {"AttributeName": "target_value", "Transformations": {"aggregation": "avg"}}
                ]
            }
        },
    ],
)
def test_says_what_it_does_not_do_about_predictors(service, chain, more):
    chain.imported()
    config = {"DatasetGroupArn": chain.group, **more.get("DataConfig", {})}
    asked = {"PredictorName": "p", "ForecastHorizon": 7, "ForecastFrequency": "D"}

    code, _ = service.refusal("create_auto_predictor", **{**asked, **more, "DataConfig": config})
    assert code == "StandInDoesNotDoThis"


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


def test_holidays_are_taken_and_change_nothing(service, chain):
    holidays = [{"Name": "holiday", "Configuration": {"CountryCode": ["KR"]}}]
    chain.imported()
    chain.start_training(DataConfig={"DatasetGroupArn": chain.group, "AdditionalDatasets": holidays})
    service.later(hours=3)

    described = service.forecast.describe_auto_predictor(PredictorArn=chain.predictor)
    assert described["DataConfig"]["AdditionalDatasets"] == holidays
