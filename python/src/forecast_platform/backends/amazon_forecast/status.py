"""What a resource's status means to who waits for it."""

from typing import Literal

from forecast_platform.logs import log

Progress = Literal["working", "ready", "failed", "stopped"]
"""Somebody works; it can be used; it failed; somebody stopped it."""

_PROGRESS: dict[str, Progress] = {
    "ACTIVE": "ready",
    "CREATE_PENDING": "working",
    "CREATE_IN_PROGRESS": "working",
    "CREATE_FAILED": "failed",
    "CREATE_STOPPING": "working",
    "CREATE_STOPPED": "stopped",
    "UPDATE_PENDING": "working",
    "UPDATE_IN_PROGRESS": "working",
    "UPDATE_FAILED": "failed",
    # It is gone in a moment, and its name free again.
    "DELETE_PENDING": "working",
    "DELETE_IN_PROGRESS": "working",
    "DELETE_FAILED": "failed",
}
"""https://docs.aws.amazon.com/forecast/latest/dg/API_DescribeForecast.html and others, read 2026-11."""


def progress(status: str) -> Progress:
    """Return what a status means; one that is not known is waited for, and logged.

    The service declares its statuses as free text, so there may be others one day.
    """
    if status not in _PROGRESS:
        log("unknown status", level="warning", status=status[:80])
    return _PROGRESS.get(status, "working")
