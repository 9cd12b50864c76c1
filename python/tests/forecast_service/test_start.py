"""`python -m forecast_service`, as the rehearsal starts it."""

import json
import os
import subprocess
import sys
import urllib.request
from pathlib import Path

FOLDER = Path(__file__).parents[3] / "rehearsal"


def test_it_says_where_it_is_and_ends_with_who_started_it(servers):
    command = [sys.executable, "-m", "forecast_service", "--s3", servers.s3_url, "--region", "eu-west-1"]
    with subprocess.Popen(  # noqa: S603 # this Python
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(FOLDER)},
    ) as started:
        assert started.stdin is not None
        assert started.stdout is not None
        where = json.loads(started.stdout.readline())
        with urllib.request.urlopen(f"{where['forecast']}/_control/journal") as answer:  # noqa: S310 # http
            journal = json.loads(answer.read())
        started.stdin.close()
        status = started.wait(timeout=30)

    assert where["s3"] == servers.s3_url
    assert journal == {"calls": []}
    assert status == 0
