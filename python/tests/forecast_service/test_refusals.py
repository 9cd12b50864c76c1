"""Requests that come at the wrong moment, or ask for what cannot be together."""

import pytest
from chain import DATASET, GROUP, Chain, schema
from stand_in import ARN, ROLE


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


def test_holidays_are_taken_and_change_nothing(service, chain):
    holidays = [{"Name": "holiday", "Configuration": {"CountryCode": ["KR"]}}]
    chain.imported()
    chain.start_training(DataConfig={"DatasetGroupArn": chain.group, "AdditionalDatasets": holidays})
    service.later(hours=3)

    described = service.forecast.describe_auto_predictor(PredictorArn=chain.predictor)
    assert described["DataConfig"]["AdditionalDatasets"] == holidays
