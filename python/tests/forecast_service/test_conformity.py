"""The stand-in against the service's own model.

Not proven here: that the service answers an error in the same situation; the model only says which
errors an operation can answer at all.
"""

import json

import pytest
from chain import DATASET
from stand_in import ARN, MODEL, ROLE, SIGNED

from forecast_service.errors import in_use
from forecast_service.kinds import KINDS
from forecast_service.operations import OPERATIONS

MODELLED = {
    "InvalidInputException",
    "InvalidNextTokenException",
    "LimitExceededException",
    "ResourceAlreadyExistsException",
    "ResourceInUseException",
    "ResourceNotFoundException",
}


def situations(chain):
    """Return one refused call for each exception of the model."""
    source = {"S3Config": {"Path": "s3://exchange/in/", "RoleArn": ROLE}}
    job = {"DatasetArn": chain.dataset, "DataSource": source}
    return {
        "InvalidInputException": ("describe_dataset", {"DatasetArn": chain.group}),
        "InvalidNextTokenException": ("list_datasets", {"NextToken": "x"}),
        "LimitExceededException": (
            "create_dataset",
            DATASET,
        ),
        "ResourceAlreadyExistsException": (
            "create_dataset_import_job",
            {"DatasetImportJobName": "first", **job},
        ),
        "ResourceInUseException": ("create_dataset_import_job", {"DatasetImportJobName": "n", **job}),
        "ResourceNotFoundException": ("describe_dataset", {"DatasetArn": f"{ARN}:dataset/none"}),
    }


def test_every_exception_of_the_model_is_answered(service, chain):
    service.control("scenario", most={"Dataset": 1})
    chain.data().start_import()
    found = {code: service.refusal(name, **asked)[0] for code, (name, asked) in situations(chain).items()}

    assert found == {code: code for code in MODELLED}
    assert {shape.name for shape in MODEL.error_shapes} == MODELLED


@pytest.mark.parametrize("operation", sorted(OPERATIONS))
def test_every_operation_answers_by_the_model(service, operation):
    model = MODEL.operation_model(operation)
    status, code = service.raw(operation, {})
    required = model.input_shape.required_members

    assert (status == 200) is not bool(required)
    assert code is None or code in {shape.name for shape in model.error_shapes}


@pytest.mark.parametrize("kind", KINDS.values(), ids=str)
def test_every_kind_is_created_described_deleted_and_listed(kind):
    create = MODEL.operation_model(f"Create{kind.name}")
    for operation in (f"Describe{kind.name}", f"Delete{kind.noun}", f"List{kind.noun}s"):
        assert operation in OPERATIONS
    assert f"{kind.noun}Name" in create.input_shape.members
    described = MODEL.operation_model(f"Describe{kind.name}").output_shape.members
    assert ("EstimatedTimeRemainingInMinutes" in described) is kind.estimated
    assert ("Message" in described) is (kind.stoppable)


@pytest.mark.parametrize(
    ("status", "values"),
    [
        (200, {"Colour": "red"}),
        (200, {"Status": 1}),
        (400, {"__type": "LimitExceededException", "Message": ""}),
        (400, {"__type": "ResourceNotFoundException"}),
    ],
)
def test_the_tests_notice_an_answer_that_the_model_does_not_have(service, status, values):
    response = {"status_code": status, "body": json.dumps(values).encode()}

    with pytest.raises(AssertionError):
        service.conforms(MODEL.operation_model("DescribeDataset"), response)


def test_an_error_that_an_operation_cannot_answer_is_a_fault_of_the_stand_in(service, monkeypatch):
    def refuse(*_):
        raise in_use("no")

    monkeypatch.setattr("forecast_service.service.OPERATIONS", {"ListDatasets": refuse})
    with pytest.raises(AssertionError, match="ListDatasets does not answer"):
        service.server.service.call(
            {"x-amz-target": "AmazonForecast.ListDatasets", "authorization": SIGNED}, b"{}"
        )
