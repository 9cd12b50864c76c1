"""Errors of AWS, sorted by what helps: come back soon, wait for a quota, or change something.

https://docs.aws.amazon.com/forecast/latest/dg/API_Operations.html lists what Amazon Forecast declares;
what every service can answer (access, throttling, credentials) is declared by none.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    NoCredentialsError,
    ParamValidationError,
    PartialCredentialsError,
)

from forecast_platform.contract import Retry
from forecast_platform.errors import ForecastError


@dataclass(frozen=True)
class _Kind:
    """A kind of error: our code, whether another try helps, and what repairs it."""

    code: str
    retry: Retry
    repair: str


_CLOSED = _Kind(
    "AWS_ACCOUNT_CLOSED",
    "never",
    "the service takes no new customers, and no policy changes that: give the forecast the backend "
    "random-forest or sagemaker-automl",
)
_DENIED = _Kind(
    "AWS_NOT_AUTHORISED", "never", "deploy the stack again, or allow the action in the role's policy"
)
_CREDENTIALS = _Kind(
    "AWS_CREDENTIALS_REFUSED",
    "soon",
    "on Databricks the next try asks for new ones; elsewhere log in to AWS again",
)
_QUOTA = _Kind(
    "AWS_QUOTA_FULL",
    "quota",
    "the run waits until others have ended; run clean-up where the service holds too many, or have the "
    "quota raised",
)
_BUSY = _Kind("AWS_BUSY", "soon", "the run tries again by itself")
_IN_USE = _Kind("AWS_RESOURCE_IN_USE", "soon", "the run tries again when what uses it has ended")
_EXISTS = _Kind("AWS_RESOURCE_EXISTS", "soon", "the next try finds it")
_GONE = _Kind("AWS_RESOURCE_GONE", "soon", "the run makes it again; see in CloudTrail who deleted it")
_REFUSED = _Kind("AWS_INPUT_REFUSED", "never", "correct what the message names, then restart the run")
_REGION = _Kind(
    "AWS_BUCKET_ELSEWHERE", "never", "the bucket has to be in the region of the forecasting service"
)
_NO_BUCKET = _Kind("AWS_BUCKET_MISSING", "never", "deploy the stack again")

_KINDS: dict[str, _Kind] = {
    "AccessDenied": _DENIED,
    "AccessDeniedException": _DENIED,
    "UnauthorizedOperation": _DENIED,
    "AuthorizationHeaderMalformed": _REGION,
    "IllegalLocationConstraintException": _REGION,
    "PermanentRedirect": _REGION,
    "ExpiredToken": _CREDENTIALS,
    "ExpiredTokenException": _CREDENTIALS,
    "IDPCommunicationError": _CREDENTIALS,
    "IncompleteSignature": _CREDENTIALS,
    "IncompleteSignatureException": _CREDENTIALS,
    "InvalidAccessKeyId": _CREDENTIALS,
    "InvalidClientTokenId": _CREDENTIALS,
    "InvalidIdentityToken": _CREDENTIALS,
    "InvalidSignatureException": _CREDENTIALS,
    "InvalidToken": _CREDENTIALS,
    "MissingAuthenticationTokenException": _CREDENTIALS,
    "SignatureDoesNotMatch": _CREDENTIALS,
    "SignatureDoesNotMatchException": _CREDENTIALS,
    "UnrecognizedClientException": _CREDENTIALS,
    "InvalidInputException": _REFUSED,
    "ValidationError": _REFUSED,
    "ValidationException": _REFUSED,
    "InvalidNextTokenException": _BUSY,
    "LimitExceededException": _QUOTA,
    "ResourceLimitExceeded": _QUOTA,
    "ServiceQuotaExceededException": _QUOTA,
    "NoSuchBucket": _NO_BUCKET,
    "ResourceAlreadyExistsException": _EXISTS,
    "ResourceInUse": _IN_USE,
    "ResourceInUseException": _IN_USE,
    "ResourceNotFound": _GONE,
    "ResourceNotFoundException": _GONE,
}
"""By the code of the service; every other code is a fault of the moment."""

_NEW_CUSTOMERS = re.compile(r"(new|existing) customers", re.IGNORECASE)
_DENIED_TEXT = re.compile(r"not authorized to perform: (?P<action>\S+)(?: on resource: (?P<resource>\S+))?")


def error_code(error: Exception) -> str:
    """Return the service's own code, blank where the error is not a service's answer."""
    return str(error.response.get("Error", {}).get("Code", "")) if isinstance(error, ClientError) else ""


@contextmanager
def sorted_errors(doing: str) -> Iterator[None]:
    """Turn what botocore raises into errors that say what helps.

    Args:
        doing: action and resource, such as `forecast:CreateForecast on forecast/a`, for the message.

    Raises:
        ForecastError: AWS_ACCOUNT_CLOSED, AWS_NOT_AUTHORISED, AWS_CREDENTIALS_REFUSED, AWS_QUOTA_FULL,
            AWS_BUSY, AWS_RESOURCE_IN_USE, AWS_RESOURCE_EXISTS, AWS_RESOURCE_GONE, AWS_INPUT_REFUSED,
            AWS_BUCKET_ELSEWHERE or AWS_BUCKET_MISSING.

    """
    try:
        yield
    except (ClientError, BotoCoreError) as error:
        raise sort_error(error, doing) from error


def sort_error(error: ClientError | BotoCoreError, doing: str) -> ForecastError:
    """Return an error of botocore as one that says what helps; `doing` as in `sorted_errors`."""
    text = str(error.response["Error"].get("Message", "")) if isinstance(error, ClientError) else str(error)
    kind = _kind(error, text)
    denied = _DENIED_TEXT.search(text) if kind is _DENIED else None
    if denied is not None:
        named = (denied["resource"] or "").rstrip(".,")
        doing = f"{denied['action'].rstrip('.,')} on {named}" if named else doing
    said = f"{error_code(error) or type(error).__name__}: {text}"[:800]
    return ForecastError(kind.code, f"{doing} failed, {said}", kind.repair, kind.retry)


def _kind(error: ClientError | BotoCoreError, text: str) -> _Kind:
    if isinstance(error, NoCredentialsError | PartialCredentialsError):
        return _CREDENTIALS
    if isinstance(error, ParamValidationError):
        return _REFUSED
    kind = _KINDS.get(error_code(error), _BUSY)
    # It looks like a fault of the policies and is none.
    return _CLOSED if kind is _DENIED and _NEW_CUSTOMERS.search(text) else kind
