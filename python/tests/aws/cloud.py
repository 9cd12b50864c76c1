"""The clouds of the tests: a stand-in for Amazon Forecast, and moto as S3 and STS, in one process beside."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.request import Request, urlopen

import pandas as pd

REHEARSAL = Path(__file__).parents[3] / "rehearsal"


@dataclass(frozen=True)
class Cloud:
    """The stand-ins, told what to be and asked what they were asked."""

    forecast: str
    s3: str
    recording: Path

    @property
    def environment(self) -> dict[str, str]:
        """What leads boto to them; the keys are those of nobody."""
        return {
            "AWS_ENDPOINT_URL_FORECAST": self.forecast,
            "AWS_ENDPOINT_URL_S3": self.s3,
            "AWS_ENDPOINT_URL_STS": self.s3,
            "AWS_ACCESS_KEY_ID": "testing",
            "AWS_SECRET_ACCESS_KEY": "testing",
            "AWS_EC2_METADATA_DISABLED": "true",
        }

    def clock(self, now: pd.Timestamp) -> None:
        """Tell the time."""
        _post(f"{self.forecast}/_control/clock", {"now": now.isoformat()})

    def scenario(self, **given: Any) -> None:
        """Change how the service behaves."""
        _post(f"{self.forecast}/_control/scenario", given)

    def calls(self) -> list[dict[str, Any]]:
        """Return what the service was asked so far."""
        return _post(f"{self.forecast}/_control/journal", {})["calls"]

    def other_calls(self) -> list[dict[str, Any]]:
        """Return the requests to S3 and STS so far, the forecasting service's among them."""
        lines = self.recording.read_text(encoding="utf-8").splitlines()
        return [each for line in lines if "/moto-api/" not in (each := json.loads(line))["url"]]

    def reset(self) -> None:
        """Forget everything, in both."""
        _post(f"{self.forecast}/_control/reset", {})
        _post(f"{self.s3}/moto-api/reset", {})
        self.recording.write_text("", encoding="utf-8")


@contextmanager
def running_cloud(account: str, region: str) -> Iterator[Cloud]:
    """Start the stand-ins, which end with their standard input."""
    command = [sys.executable, "-m", "forecast_service", "--account", account, "--region", region]
    with TemporaryDirectory() as folder:
        recording = Path(folder) / "requests"
        recording.touch()
        environment = {"MOTO_ENABLE_RECORDING": "true", "MOTO_RECORDER_FILEPATH": str(recording)}
        with subprocess.Popen(  # noqa: S603
            command,
            cwd=REHEARSAL,
            env={**os.environ, **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdout is not None
            places = json.loads(process.stdout.readline())
            yield Cloud(places["forecast"], places["s3"], recording)
            process.communicate()


def _post(url: str, body: dict[str, Any]) -> dict[str, Any]:
    request = Request(url, json.dumps(body).encode(), {"content-type": "application/json"})  # noqa: S310
    with urlopen(request, timeout=30) as answer:  # noqa: S310
        return json.loads(answer.read() or b"{}")
