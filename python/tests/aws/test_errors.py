"""Errors of AWS, sorted by what helps.

Not proven here: the very texts of the service; that of a closed account was read by others, not by us.
"""

import botocore.session
import pytest
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    EndpointConnectionError,
    NoCredentialsError,
    ParamValidationError,
)

from forecast_platform.backends.aws.errors import sort_error, sorted_errors
from forecast_platform.errors import ForecastError

DOING = "forecast:CreateForecast on predictor/a"
DENIED = (
    "User: arn:aws:sts::123456789012:assumed-role/forecast-dev-submitter/run is not authorized "
    "to perform: iam:PassRole on resource: arn:aws:iam::123456789012:role/import because no identity-based "
    "policy allows the iam:PassRole action"
)

SORTED = {
    "AWS_ACCOUNT_CLOSED": "never",
    "AWS_BUCKET_ELSEWHERE": "never",
    "AWS_BUCKET_MISSING": "never",
    "AWS_BUSY": "soon",
    "AWS_CREDENTIALS_REFUSED": "soon",
    "AWS_INPUT_REFUSED": "never",
    "AWS_NOT_AUTHORISED": "never",
    "AWS_QUOTA_FULL": "quota",
    "AWS_RESOURCE_EXISTS": "soon",
    "AWS_RESOURCE_GONE": "soon",
    "AWS_RESOURCE_IN_USE": "soon",
}

MODELLED = {
    "InvalidInputException": "AWS_INPUT_REFUSED",
    "InvalidNextTokenException": "AWS_BUSY",
    "LimitExceededException": "AWS_QUOTA_FULL",
    "ResourceAlreadyExistsException": "AWS_RESOURCE_EXISTS",
    "ResourceInUseException": "AWS_RESOURCE_IN_USE",
    "ResourceNotFoundException": "AWS_RESOURCE_GONE",
}

ANSWERED_BY_ALL = {
    "AccessDeniedException": "AWS_NOT_AUTHORISED",
    "ExpiredTokenException": "AWS_CREDENTIALS_REFUSED",
    "IncompleteSignatureException": "AWS_CREDENTIALS_REFUSED",
    "InternalFailure": "AWS_BUSY",
    "InvalidIdentityToken": "AWS_CREDENTIALS_REFUSED",
    "NoSuchBucket": "AWS_BUCKET_MISSING",
    "PermanentRedirect": "AWS_BUCKET_ELSEWHERE",
    "ServiceUnavailable": "AWS_BUSY",
    "ThrottlingException": "AWS_BUSY",
    "UnrecognizedClientException": "AWS_CREDENTIALS_REFUSED",
    "ValidationException": "AWS_INPUT_REFUSED",
}


def answer(code: str, message: str = "no") -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": message}}, "CreateForecast")


def test_the_service_declares_no_other_exceptions() -> None:
    model = botocore.session.Session().get_service_model("forecast")

    assert {shape.name for shape in model.error_shapes} == set(MODELLED)


@pytest.mark.parametrize(("code", "expected"), [*MODELLED.items(), *ANSWERED_BY_ALL.items()])
def test_each_answer_has_a_code_and_what_helps(code: str, expected: str) -> None:
    error = sort_error(answer(code, "text of the service"), DOING)

    assert (error.code, error.retry) == (expected, SORTED[expected])
    assert error.message == f"{DOING} failed, {code}: text of the service"
    assert error.repair


def test_a_denied_action_is_named_with_its_resource() -> None:
    error = sort_error(answer("AccessDeniedException", DENIED), DOING)

    assert error.code == "AWS_NOT_AUTHORISED"
    assert error.message.startswith("iam:PassRole on arn:aws:iam::123456789012:role/import failed, ")


@pytest.mark.parametrize(
    "text",
    [
        "Amazon Forecast is no longer available to new customers.",
        "Amazon Forecast is closed to new customers. Existing customers can continue to use the service.",
    ],
)
def test_a_closed_account_is_told_from_a_missing_permission(text: str) -> None:
    error = sort_error(answer("AccessDeniedException", text), DOING)

    assert (error.code, error.retry) == ("AWS_ACCOUNT_CLOSED", "never")
    assert "random-forest" in error.repair


@pytest.mark.parametrize(
    ("raised", "expected"),
    [
        (NoCredentialsError(), "AWS_CREDENTIALS_REFUSED"),
        (EndpointConnectionError(endpoint_url="https://forecast.us-east-1.amazonaws.com"), "AWS_BUSY"),
        (ParamValidationError(report="ForecastName is missing"), "AWS_INPUT_REFUSED"),
    ],
)
def test_sorts_what_never_reached_the_service(raised: BotoCoreError, expected: str) -> None:
    with pytest.raises(ForecastError) as caught, sorted_errors(DOING):
        raise raised

    assert (caught.value.code, caught.value.retry) == (expected, SORTED[expected])


def test_lets_other_errors_pass() -> None:
    with pytest.raises(ZeroDivisionError), sorted_errors(DOING):
        raise ZeroDivisionError
