"""Credentials without a stored key: an Entra token of Unity Catalog, exchanged at STS for a role's.

Not proven here: that Unity Catalog gives a token for this audience, and that AWS trusts it; moto takes any.
"""

import base64
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs

import pytest
from cloud import Cloud
from databricks_runtime import TOKEN, Catalog, on_databricks
from play import ACCOUNT, SETTINGS, Play
from requests_to_aws import requests

from forecast_platform.backends.aws.sessions import Sessions
from forecast_platform.backends.aws.settings import AwsSettings, read_aws
from forecast_platform.errors import ForecastError
from forecast_platform.json_text import to_json

RUN = "11111111-1111-1111-1111-111111111111"


@pytest.fixture
def catalog(monkeypatch: pytest.MonkeyPatch) -> Catalog:
    return on_databricks(monkeypatch)


@pytest.fixture
def settings() -> AwsSettings:
    return read_aws(to_json(SETTINGS), "amazon-forecast")


def trades(cloud: Cloud) -> list[dict[str, str]]:
    """Return what STS was asked, as its parameters."""
    bodies = [
        each["body"] for each in cloud.other_calls() if "AssumeRoleWithWebIdentity" in decoded(each["body"])
    ]
    return [{key: value[0] for key, value in parse_qs(decoded(body)).items()} for body in bodies]


def decoded(body: str) -> str:
    try:
        return base64.b64decode(body, validate=True).decode()
    except ValueError:
        return body


def test_a_role_is_taken_with_the_token_and_named_by_the_run(
    cloud: Cloud, catalog: Catalog, settings: AwsSettings
) -> None:
    identity = Sessions(settings, RUN).client("poller", "sts").get_caller_identity()
    [trade] = trades(cloud)

    assert catalog.asked == [("forecast-dev-aws", "api://00000000-0000-0000-0000-000000000000/.default")]
    assert (trade["RoleSessionName"], trade["WebIdentityToken"]) == (RUN, TOKEN)
    assert identity["Arn"] == f"arn:aws:sts::{ACCOUNT}:assumed-role/forecast-dev-amazon-forecast-poller/{RUN}"


def test_each_role_is_taken_once_however_many_clients_it_has(
    cloud: Cloud, catalog: Catalog, settings: AwsSettings
) -> None:
    sessions = Sessions(settings, RUN)
    for role, service in (("submitter", "sts"), ("submitter", "s3"), ("poller", "sts")):
        client = sessions.client(role, service)
        client.list_buckets() if service == "s3" else client.get_caller_identity()

    assert [each["RoleArn"].rsplit("-", 1)[1] for each in trades(cloud)] == ["submitter", "poller"]


def test_credentials_renew_themselves_with_a_new_token(
    cloud: Cloud, catalog: Catalog, settings: AwsSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Sessions(settings, RUN).client("poller", "sts")
    client.get_caller_identity()
    # A session lasts for an hour, and is renewed in its last quarter.
    later = datetime.now(UTC) + timedelta(minutes=50)
    monkeypatch.setattr("botocore.credentials._local_now", lambda: later)
    monkeypatch.setattr(client._request_signer._credentials, "_time_fetcher", lambda: later)  # noqa: SLF001
    client.get_caller_identity()

    assert len(trades(cloud)) == len(catalog.asked) == 2


def test_a_whole_run_uses_the_least_of_roles_and_logs_no_token(
    play: Play, catalog: Catalog, capfd: pytest.CaptureFixture[str]
) -> None:
    answers = play.to_the_end()
    logged = capfd.readouterr()
    roles = {each["role"] for each in requests(play.cloud, play.settings)} - {None}

    assert answers[-1]["status"] == "succeeded"
    assert roles == {
        f"forecast-dev-amazon-forecast-{role}" for role in ("submitter", "poller", "import", "export")
    }
    assert "SENTINEL" not in logged.out + logged.err
    assert "SENTINEL" not in to_json(answers)


def test_elsewhere_the_ordinary_chain_is_used(cloud: Cloud, settings: AwsSettings) -> None:
    Sessions(settings, RUN).client("cleaner", "sts").get_caller_identity()

    assert trades(cloud) == []


@pytest.mark.usefixtures("cloud")
def test_without_any_credentials_a_step_says_so(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/nowhere")
    monkeypatch.setenv("AWS_CONFIG_FILE", "/nowhere")
    answer = play.step()

    assert (answer["error_code"], answer["retry"]) == ("AWS_CREDENTIALS_REFUSED", "soon")


def test_settings_without_the_backend_are_refused() -> None:
    with pytest.raises(ForecastError) as raised:
        read_aws(to_json(SETTINGS), "sagemaker-automl")

    assert raised.value.code == "AWS_SETTINGS_MISSING"
