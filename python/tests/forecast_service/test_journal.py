"""What the journal holds of a call, which is all that a judge of permissions needs."""

from stand_in import ACCOUNT, ARN, REGION, ROLE

TAGS = [{"Key": "project", "Value": "forecast-platform"}]
KEY = f"arn:aws:kms:{REGION}:{ACCOUNT}:key/1"


def checks(service, operation):
    """Return action and resource of what IAM is asked about the last call of an operation."""
    call = [each for each in service.calls() if each["operation"] == operation][-1]
    return [(each["action"], each["resource"]) for each in call["checks"]]


def test_a_call_is_kept_with_its_request(service):
    service.forecast.create_dataset_group(DatasetGroupName="g", Domain="CUSTOM", Tags=TAGS)

    (call,) = service.calls()
    arn = f"{ARN}:dataset-group/g"
    context = {
        "aws:RequestedRegion": REGION,
        "aws:RequestTag/project": "forecast-platform",
        "aws:TagKeys": ["project"],
    }
    assert call == {
        "number": 1,
        "operation": "CreateDatasetGroup",
        "action": "forecast:CreateDatasetGroup",
        "resources": [arn],
        "requestTags": {"project": "forecast-platform"},
        "caller": "AKIATEST",
        "at": "2026-11-27T09:00:00+00:00",
        "request": {"DatasetGroupName": "g", "Domain": "CUSTOM", "Tags": TAGS},
        "checks": [
            {"action": "forecast:CreateDatasetGroup", "resource": arn, "context": context},
            {"action": "forecast:TagResource", "resource": arn, "context": context},
        ],
        "outcome": "done",
        "error": None,
    }


def test_a_refusal_is_kept_with_its_error(service):
    service.refusal("describe_dataset", DatasetArn=f"{ARN}:dataset/none")

    (call,) = service.calls()
    assert call["outcome"] == "refused"
    assert call["error"]["code"] == "ResourceNotFoundException"
    assert call["resources"] == [f"{ARN}:dataset/none"]


def test_every_creation_is_judged_as_the_authorization_reference_says(service, chain):
    chain.exported()

    passed = ("iam:PassRole", ROLE)
    assert checks(service, "CreateDataset") == [("forecast:CreateDataset", chain.dataset)]
    assert checks(service, "UpdateDatasetGroup") == [
        ("forecast:UpdateDatasetGroup", chain.group),
        ("forecast:UpdateDatasetGroup", chain.dataset),
    ]
    assert checks(service, "CreateDatasetImportJob") == [
        ("forecast:CreateDatasetImportJob", chain.job),
        passed,
    ]
    assert checks(service, "CreateAutoPredictor") == [("forecast:CreateAutoPredictor", "*")]
    assert checks(service, "CreateForecast") == [("forecast:CreateForecast", chain.predictor)]
    assert checks(service, "CreateForecastExportJob") == [
        ("forecast:CreateForecastExportJob", chain.forecast),
        passed,
    ]


def test_other_calls_are_judged_on_what_they_name(service, chain):
    chain.trained()
    service.forecast.get_accuracy_metrics(PredictorArn=chain.predictor)
    service.forecast.list_predictors()
    service.forecast.list_tags_for_resource(ResourceArn=chain.group)
    service.refusal("delete_resource_tree", ResourceArn=f"{ARN}:dataset/none")

    predictor = ("forecast:GetAccuracyMetrics", chain.predictor)
    assert checks(service, "GetAccuracyMetrics") == [predictor]
    assert checks(service, "ListPredictors") == [("forecast:ListPredictors", "*")]
    assert checks(service, "ListTagsForResource") == [("forecast:ListTagsForResource", chain.group)]
    tree = ("forecast:DeleteResourceTree", f"{ARN}:dataset/none")
    assert checks(service, "DeleteResourceTree") == [tree]


def test_tags_at_creation_are_judged_on_the_arn_that_is_made(service, chain):
    chain.imported().start_training(Tags=TAGS)

    assert checks(service, "CreateAutoPredictor") == [
        ("forecast:CreateAutoPredictor", "*"),
        ("forecast:TagResource", chain.predictor),
    ]


def test_the_tags_of_a_resource_are_part_of_the_question(service, chain):
    chain.imported().start_training(Tags=TAGS)
    service.later(hours=3)
    chain.start_forecast()

    call = next(each for each in service.calls() if each["operation"] == "CreateForecast")
    assert call["checks"][0]["context"] == {
        "aws:RequestedRegion": REGION,
        "aws:ResourceTag/project": "forecast-platform",
    }


def test_roles_are_passed_to_the_service(service, chain):
    chain.data().start_import()

    call = service.calls()[-1]
    context = {"aws:RequestedRegion": REGION, "iam:PassedToService": "forecast.amazonaws.com"}
    assert call["checks"][-1] == {"action": "iam:PassRole", "resource": ROLE, "context": context}


def test_a_key_is_used_by_the_caller(service, chain):
    source = {"S3Config": {"Path": "s3://exchange/in/", "RoleArn": ROLE, "KMSKeyArn": KEY}}
    chain.data().start_import(DataSource=source)

    found = checks(service, "CreateDatasetImportJob")
    assert found[-2:] == [("kms:Decrypt", KEY), ("kms:GenerateDataKey", KEY)]


def test_calls_that_were_taken_are_let_go(service):
    service.forecast.list_forecasts()
    taken = service.control("journal", forget=True)["calls"]
    service.forecast.list_predictors()

    assert [call["operation"] for call in taken] == ["ListForecasts"]
    assert [(call["number"], call["operation"]) for call in service.calls()] == [(2, "ListPredictors")]
