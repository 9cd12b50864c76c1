"""What each status of the service means."""

import json

import pytest
from cloud import REHEARSAL

from forecast_platform.backends.amazon_forecast.status import progress

FACTS = REHEARSAL / "forecast_service" / "facts.json"

MEANS = {
    "ACTIVE": "ready",
    "CREATE_PENDING": "working",
    "CREATE_IN_PROGRESS": "working",
    "CREATE_FAILED": "failed",
    "CREATE_STOPPING": "working",
    "CREATE_STOPPED": "stopped",
    "UPDATE_PENDING": "working",
    "UPDATE_IN_PROGRESS": "working",
    "UPDATE_FAILED": "failed",
    "DELETE_PENDING": "working",
    "DELETE_IN_PROGRESS": "working",
    "DELETE_FAILED": "failed",
}


@pytest.mark.parametrize(("status", "meaning"), MEANS.items())
def test_each_status_is_understood(status: str, meaning: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert progress(status) == meaning
    assert capsys.readouterr().err == ""


def test_an_unknown_one_is_waited_for_and_logged(capsys: pytest.CaptureFixture[str]) -> None:
    assert progress("CREATE_THINKING") == "working"
    line = json.loads(capsys.readouterr().err)
    assert (line["event"], line["level"], line["status"]) == ("unknown status", "warning", "CREATE_THINKING")


def test_these_are_all_statuses_that_the_service_has() -> None:
    kinds = json.loads(FACTS.read_text(encoding="utf-8"))["kinds"]

    assert {status for kind in kinds.values() for status in kind["statuses"]} == set(MEANS)
