"""Every request of runs and of a clean-up, as IAM is asked about it: who, what, on what, and its context.

Those to Amazon Forecast come from its stand-in's journal, those to S3 and STS from moto's recording; a
request of the service itself is its import or export role's.

`python requests_to_aws.py < settings.json` prints `[{role, action, resource, context}]`; the settings are
those of the jobs of a stack on Amazon Forecast, with a forecast `demand` of days.
"""

import base64
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import boto3
import pandas as pd
import pytest
from cloud import Cloud, running_cloud
from databricks_runtime import on_databricks
from play import BEGIN, PERIOD, YARDSTICK, Play, deliver, make_bucket

from forecast_platform.backends.amazon_forecast import create
from forecast_platform.backends.step import read_step
from forecast_platform.notebook import clean_up

SERVICE = "forecast-service"
"""The access key id that the stand-in reaches S3 with."""

_SIGNER = re.compile(r"Credential=([^/]+)/")


def play_all(cloud: Cloud, lake: Path, settings: dict[str, Any]) -> None:
    """Play a first run, one that reuses and one that retrains its predictor, one cancelled; then clean up."""
    for week, retrain_after_days in enumerate((7, 8, 7)):
        played = _run(cloud, lake, settings, week)
        played.retrain_after_minutes = retrain_after_days * 24 * 60
        answer = played.to_the_end()[-1]
        if answer["status"] != "succeeded":
            raise AssertionError(answer)
    cancelled = _run(cloud, lake, settings, 3)
    cancelled.step()
    whole = json.dumps({**settings, "lake": str(lake)})
    create(whole, None).cancel(read_step(json.dumps(cancelled.parameters()), whole))
    later = BEGIN + pd.Timedelta(days=90)
    cloud.clock(later)
    clean_up(json.dumps({"now": later.isoformat(), "retention_days": 30}), whole)


def requests(cloud: Cloud, settings: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Return every request so far, each once."""
    found = [*_to_forecast(cloud), *_to_others(cloud, settings)]
    yield from {json.dumps(each, sort_keys=True): each for each in found}.values()


def _run(cloud: Cloud, lake: Path, settings: dict[str, Any], week: int) -> Play:
    by = pd.Timedelta(days=7 * week)
    deliver(lake, PERIOD + by, days=112 + 7 * week)
    return Play(cloud, lake, f"{week}" * 36, BEGIN + by, PERIOD + by, settings)


def _to_forecast(cloud: Cloud) -> Iterator[dict[str, Any]]:
    roles: dict[str, str] = {}
    for call in cloud.calls():
        role = roles.setdefault(call["caller"], _role_of(call["caller"]))
        for check in call["checks"]:
            yield {"role": role, **check}


def _to_others(cloud: Cloud, settings: dict[str, Any]) -> Iterator[dict[str, Any]]:
    roles: dict[str, str] = {}
    for call in cloud.other_calls():
        signer = _SIGNER.search(call["headers"].get("Authorization", ""))
        if signer is None:
            yield _trade(base64.b64decode(call["body"]).decode())
            continue
        key = signer[1]
        request = _to_s3(call["method"], call["url"], settings["aws"]["bucket"])
        if request is None:
            continue
        if key == SERVICE:
            named = settings["aws"]["backends"]["amazon-forecast"]["roles"]
            role = named["export" if request["action"] == "s3:PutObject" else "import"].rsplit("/", 1)[1]
        else:
            role = roles.setdefault(key, _role_of(key))
        yield {"role": role, **request}


def _to_s3(method: str, url: str, bucket: str) -> dict[str, Any] | None:
    """Return a request to S3 as IAM sees it; nothing for what makes the stage."""
    place = urlsplit(url)
    name, _, key = unquote(place.path).lstrip("/").partition("/")
    query = parse_qs(place.query, keep_blank_values=True)
    made_the_stage = (method == "PUT" and not key) or "location" in query or method == "POST"
    if name != bucket or made_the_stage:
        return None
    if method == "GET" and not key and "list-type" in query:
        context = {"s3:prefix": query["prefix"][0]}
        return {"action": "s3:ListBucket", "resource": f"arn:aws:s3:::{bucket}", "context": context}
    action = {"GET": "s3:GetObject", "PUT": "s3:PutObject"}[method]
    return {"action": action, "resource": f"arn:aws:s3:::{bucket}/{key}", "context": {}}


def _trade(body: str) -> dict[str, Any]:
    """Return the request for a role; who holds the token is nobody's role yet."""
    asked = {key: value[0] for key, value in parse_qs(body).items()}
    return {
        "role": None,
        "action": f"sts:{asked['Action']}",
        "resource": asked["RoleArn"],
        "context": {},
    }


def _role_of(access_key: str) -> str:
    """Return the role whose session a key belongs to, as STS knows it."""
    client = boto3.client("sts", "us-east-1", aws_access_key_id=access_key, aws_secret_access_key="unused")  # noqa: S106
    return str(client.get_caller_identity()["Arn"]).split("/")[1]


def main() -> None:
    """Play on the settings given, and print the requests."""
    settings = json.loads(sys.stdin.read())
    aws = settings["aws"]
    with (
        running_cloud(aws["accountId"], aws["region"]) as cloud,
        TemporaryDirectory() as lake,
        pytest.MonkeyPatch.context() as monkeypatch,
    ):
        for name, value in cloud.environment.items():
            monkeypatch.setenv(name, value)
        on_databricks(monkeypatch)
        cloud.scenario(minutes=YARDSTICK)
        make_bucket(aws["bucket"], aws["region"])
        play_all(cloud, Path(lake), settings)
        monkeypatch.delenv("DATABRICKS_RUNTIME_VERSION")
        print(json.dumps(list(requests(cloud, settings))))  # noqa: T201 # its interface


if __name__ == "__main__":
    main()
