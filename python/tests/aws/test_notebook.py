"""The notebooks `advance` and `clean_up`, run as Databricks runs them, with the package and the stand-ins."""

import io
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
from cloud import Cloud
from play import BEGIN, PERIOD, SETTINGS, Play, deliver

from forecast_platform.backends.by_name import backend_of
from forecast_platform.cli import main
from forecast_platform.contract import STAGES
from forecast_platform.errors import ForecastError

NOTEBOOKS = Path(__file__).parents[3] / "notebooks"


def run(name: str, parameters: dict[str, Any], settings: dict[str, Any]) -> dict[str, Any]:
    """Run a notebook, and return what it ended with."""
    widgets = {"parameters": json.dumps(parameters), "settings": json.dumps(settings)}
    exits: list[str] = []
    dbutils = SimpleNamespace(
        widgets=SimpleNamespace(get=widgets.__getitem__), notebook=SimpleNamespace(exit=exits.append)
    )
    path = NOTEBOOKS / f"{name}.py"
    exec(compile(path.read_text(encoding="utf-8"), path, "exec"), {"dbutils": dbutils})  # noqa: S102
    [answer] = exits
    return json.loads(answer)


def settings_of(backend: str, lake: Path) -> dict[str, Any]:
    """Return settings in which the forecast is on a backend."""
    named = {"prefix": "forecast-dev", "roles": SETTINGS["aws"]["backends"]["amazon-forecast"]["roles"]}
    backends = {**SETTINGS["aws"]["backends"], "sagemaker-automl": named}
    forecast = {**SETTINGS["forecasts"][0], "backend": backend}
    return {"lake": str(lake), "aws": {**SETTINGS["aws"], "backends": backends}, "forecasts": [forecast]}


@pytest.mark.parametrize("backend", STAGES)
def test_advance_runs_the_backend_of_its_parameter(
    play: Play, backend: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL_SAGEMAKER", play.cloud.s3)
    deliver(play.lake, PERIOD - pd.Timedelta(days=2))
    play.cloud.clock(play.now)
    play.backend, play.stage = backend, STAGES[backend][0]
    answer = run("advance", play.parameters(), settings_of(backend, play.lake))

    assert (answer["stage"], answer["status"], answer["retry"]) == (STAGES[backend][0], "waiting", "soon")
    assert "no data up to 2026-03-01" in answer["error_message"]


def test_clean_up_asks_every_service_of_the_settings(
    play: Play, cloud: Cloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL_SAGEMAKER", cloud.s3)
    cloud.clock(BEGIN)
    given = {"now": BEGIN.isoformat(), "retention_days": 30}
    answer = run("clean_up", given, settings_of("amazon-forecast", play.lake))

    assert answer == {"deleted": 0, "amazon-forecast": 0, "sagemaker-automl": 0}


def test_a_backend_that_there_is_not_is_refused() -> None:
    with pytest.raises(ForecastError) as raised:
        backend_of("prophet", "{}")

    assert raised.value.code == "BACKEND_UNKNOWN"


@pytest.mark.parametrize(
    ("backend", "scenario", "verdict"),
    [
        ("amazon-forecast", {}, "authorised"),
        ("amazon-forecast", {"closed": True}, "closed"),
        ("sagemaker-automl", {}, "authorised"),
        ("random-forest", {"closed": True}, "authorised"),
    ],
)
def test_preflight_needs_no_run(
    play: Play, monkeypatch: pytest.MonkeyPatch, backend: str, scenario: dict[str, Any], verdict: str
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL_SAGEMAKER", play.cloud.s3)
    play.cloud.clock(BEGIN)
    play.cloud.scenario(**scenario)
    settings = json.dumps(settings_of(backend, play.lake))
    out = io.StringIO()
    code = main(["preflight", "--settings", settings, "--forecast", "demand"], out)
    answer = json.loads(out.getvalue())

    assert (answer["backend"], answer["verdict"]) == (backend, verdict)
    assert (code, answer.get("error", {}).get("code")) == (
        (1, "AWS_ACCOUNT_CLOSED") if verdict == "closed" else (0, None)
    )
