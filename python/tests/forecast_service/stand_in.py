"""The stand-in, started for the tests, and the real clients that call it."""

import json
import threading
import urllib.error
import urllib.request
from datetime import UTC, datetime, timedelta

import boto3
import botocore.session
from botocore.config import Config
from botocore.exceptions import ClientError
from botocore.validate import ParamValidator
from moto.server import ThreadedMotoServer

from forecast_service.account import Account
from forecast_service.exchange import Exchange
from forecast_service.server import ForecastServer
from forecast_service.service import Service

ACCOUNT = "123456789012"
REGION = "us-east-1"
ARN = f"arn:aws:forecast:{REGION}:{ACCOUNT}"
START = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
ROLE = f"arn:aws:iam::{ACCOUNT}:role/forecast"
SCHEMA = {
    "Attributes": [
        {"AttributeName": "item_id", "AttributeType": "string"},
        {"AttributeName": "timestamp", "AttributeType": "timestamp"},
        {"AttributeName": "target_value", "AttributeType": "float"},
    ]
}
MODEL = botocore.session.get_session().get_service_model("forecast")
# What any service of AWS may answer.
COMMON = {
    "AccessDeniedException",
    "ExpiredTokenException",
    "IncompleteSignatureException",
    "MissingAuthenticationTokenException",
    "SerializationException",
    "SignatureDoesNotMatchException",
    "ThrottlingException",
    "UnknownOperationException",
    "ValidationException",
}
SIGNED = f"AWS4-HMAC-SHA256 Credential=AKIATEST/20261127/{REGION}/forecast/aws4_request, SignedHeaders=host"
OWN = {"StandInClockNotSet", "StandInClockWrong", "StandInDoesNotDoThis"}


class StandIn:
    """Both servers, and everything a test does with them."""

    def __init__(self):
        self.moto = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
        self.moto.start()
        host, port = self.moto.get_host_and_port()
        self.s3_url = f"http://{host}:{port}"
        exchange = Exchange(self.s3_url, REGION)
        self.server = ForecastServer(Service(lambda: Account(ACCOUNT, REGION, exchange)))
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.forecast = self.client()
        self.s3 = boto3.client("s3", endpoint_url=self.s3_url, **_credentials())
        self.now = START

    def client(self, region=REGION, attempts=1):
        """Return a client whose every answer is held against the model of the service."""
        config = Config(retries={"total_max_attempts": attempts, "mode": "standard"})
        credentials = {**_credentials(), "region_name": region}
        client = boto3.client("forecast", endpoint_url=self.server.url, config=config, **credentials)
        client.meta.events.register("before-parse.forecast", self.conforms)
        return client

    def close(self):
        self.server.shutdown()
        self.server.server_close()
        self.moto.stop()

    def reset(self):
        self.control("reset")
        _post(f"{self.s3_url}/moto-api/reset", {})
        self.now = START
        self.clock(START)
        self.s3.create_bucket(Bucket="exchange")

    def control(self, what, **given):
        return _post(f"{self.server.url}/_control/{what}", given)

    def clock(self, now):
        self.control("clock", now=now.isoformat())
        self.now = now

    def later(self, **by):
        self.clock(self.now + timedelta(**by))

    def calls(self):
        return self.control("journal")["calls"]

    def refusal(self, operation, **request):
        """Return code and text of what an operation answers instead."""
        try:
            getattr(self.forecast, operation)(**request)
        except ClientError as error:
            return error.response["Error"]["Code"], error.response["Error"]["Message"]
        raise AssertionError(f"{operation} was not refused")

    def raw(self, operation, body, authorization=SIGNED, **headers):
        """Post a request that no client would send; return the HTTP status and the error's code."""
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        given = {"x-amz-target": f"AmazonForecast.{operation}", "authorization": authorization, **headers}
        request = urllib.request.Request(  # noqa: S310 # http
            self.server.url, content, {name: each for name, each in given.items() if each}, method="POST"
        )
        try:
            with urllib.request.urlopen(request) as answer:  # noqa: S310 # http
                return answer.status, None
        except urllib.error.HTTPError as error:
            return error.code, json.loads(error.read())["__type"]

    def put(self, key, content, bucket="exchange"):
        self.s3.put_object(Bucket=bucket, Key=key, Body=content)

    def files(self, prefix="out/"):
        listed = self.s3.list_objects_v2(Bucket="exchange", Prefix=prefix).get("Contents", [])
        keys = sorted(each["Key"] for each in listed)
        return {key: self.s3.get_object(Bucket="exchange", Key=key)["Body"].read() for key in keys}

    def conforms(self, operation_model, response_dict, **_):
        """Hold one answer against the model, before the client reads it."""
        values = json.loads(response_dict["body"])
        if response_dict["status_code"] != 200:
            modelled = {shape.name for shape in operation_model.error_shapes}
            assert set(values) == {"__type", "Message"}
            assert values["__type"] in modelled | COMMON | OWN, values
            return
        if operation_model.output_shape is None:
            assert values == {}
            return
        report = ParamValidator().validate(values, operation_model.output_shape)
        assert not report.has_errors(), report.generate_report()


def _credentials():
    # Any key will do; the stand-in keeps its id in the journal.
    return {"aws_access_key_id": "AKIATEST", "aws_secret_access_key": "any", "region_name": REGION}


def _post(url, given):
    request = urllib.request.Request(url, json.dumps(given).encode(), method="POST")  # noqa: S310 # http
    try:
        with urllib.request.urlopen(request) as answer:  # noqa: S310 # http
            return json.loads(answer.read() or b"{}")
    except urllib.error.HTTPError as error:
        answer = json.loads(error.read())
        raise ValueError(answer.get("error") or answer["Message"]) from error
