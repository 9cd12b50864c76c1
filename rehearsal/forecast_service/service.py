"""The service: one call after another, from bytes to bytes."""

import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from forecast_service import wire
from forecast_service.account import Account
from forecast_service.agenda import moment_of
from forecast_service.authorization import authorize, checks
from forecast_service.errors import COMMON, OWN, ServiceError, not_done
from forecast_service.journal import Call
from forecast_service.operations import OPERATIONS
from forecast_service.resource import Fields

TARGET = "x-amz-target"
NOW = "x-rehearsal-now"
"""A header that tells the time with a call, ISO 8601 in UTC, where nobody tells it otherwise."""

_PREFIX = "AmazonForecast."
_CREDENTIAL = re.compile(r"AWS4-HMAC-SHA256 Credential=([^/]+)/\d{8}/([^/]+)/([^/]+)/aws4_request")
# The text is an assumption, after the banner of the documentation.
_CLOSED = "Amazon Forecast is no longer available to new customers."


@dataclass(frozen=True)
class Reply:
    """What goes back.

    Attributes:
        status: HTTP.
        body: JSON.
        dropped: whether the connection ends instead.

    """

    status: int
    body: bytes
    dropped: bool = False


class Service:
    """The stand-in, which holds its account and its journal; calls wait for each other."""

    def __init__(self, new_account: Callable[[], Account]) -> None:
        """Begin with a new account."""
        self._new_account = new_account
        self.lock = threading.RLock()
        self.reset()

    def reset(self) -> None:
        """Forget everything, the time and the scenario too."""
        self.account = self._new_account()
        self.calls: list[Call] = []
        self._called = 0

    def call(self, headers: Mapping[str, str], body: bytes) -> Reply:
        """Answer one call; the names of `headers` are in lower case."""
        with self.lock:
            target = headers.get(TARGET) or ""
            self._called += 1
            call = Call(self._called, target.removeprefix(_PREFIX))
            self.calls.append(call)
            try:
                values = self._answer(call, target, headers, body)
            except ServiceError as error:
                self._check_modelled(call, error)
                call.outcome = "refused"
                call.error = {"code": error.code, "message": error.message}
                refusal = {"__type": error.code, "Message": error.message}
                return Reply(error.status, wire.encode(refusal))
            dropped = self.account.scenario.struck("drop", operation=call.operation) is not None
            call.outcome = "dropped" if dropped else "done"
            return Reply(200, wire.encode(values), dropped)

    def _answer(self, call: Call, target: str, headers: Mapping[str, str], body: bytes) -> Fields:
        account = self.account
        if not target.startswith(_PREFIX) or call.operation not in wire.model().operation_names:
            raise ServiceError("UnknownOperationException", f"There is no operation {target!r}")
        if call.operation not in OPERATIONS:
            raise not_done(call.operation)
        if NOW in headers:
            try:
                account.agenda.advance(moment_of(headers[NOW]))
            except ValueError as error:
                raise ServiceError("StandInClockWrong", f"{NOW}: {error}") from error
        call.at = account.now
        call.caller = self._caller(headers)
        if account.scenario.struck("expire", operation=call.operation):
            message = "The security token included in the request is expired"
            raise ServiceError("ExpiredTokenException", message)
        if account.scenario.struck("throttle", operation=call.operation):
            raise ServiceError("ThrottlingException", "Rate exceeded")
        model = wire.model().operation_model(call.operation)
        call.request = wire.parse(model, body)
        call.checks = checks(account, call.operation, call.request)
        authorize(account, call.checks, call.caller)
        if account.scenario.closed and call.operation.startswith("Create"):
            raise ServiceError("AccessDeniedException", _CLOSED)
        values = OPERATIONS[call.operation](account, dict(call.request))
        return wire.answer(model.output_shape, values)

    def _caller(self, headers: Mapping[str, str]) -> str:
        """Return the access key id; the signature itself cannot be checked without its secret."""
        authorization = headers.get("authorization")
        if authorization is None:
            raise ServiceError("MissingAuthenticationTokenException", "The request is not signed", 403)
        match = _CREDENTIAL.match(authorization)
        if match is None:
            raise ServiceError("IncompleteSignatureException", "The authorization cannot be read")
        scope = (match[2], match[3])
        if scope != (self.account.region, "forecast"):
            message = f"Credential should be scoped to {self.account.region}/forecast, not {'/'.join(scope)}"
            raise ServiceError("SignatureDoesNotMatchException", message, 403)
        return match[1]

    @staticmethod
    def _check_modelled(call: Call, error: ServiceError) -> None:
        """Hold that no operation answers an error that the service could not."""
        if error.code in COMMON | OWN:
            return
        modelled = wire.model().operation_model(call.operation).error_shapes
        if error.code not in {shape.name for shape in modelled}:
            raise AssertionError(f"{call.operation} does not answer {error}") from error
