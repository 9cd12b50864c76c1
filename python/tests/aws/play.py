"""Plays a run as the run log and the pipeline do: advance, wait as told, advance again."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import boto3
import numpy as np
import pandas as pd
from cloud import Cloud

from forecast_platform.advance import advance

ACCOUNT, REGION, BUCKET = "123456789012", "us-east-1", "exchange-0a1b2c3d"
PERIOD = pd.Timestamp("2026-03-02")
BEGIN = pd.Timestamp("2026-03-02T09:00:00Z")

YARDSTICK = {"DatasetImportJob": 20, "AutoPredictor": 150, "Forecast": 30, "ForecastExportJob": 20}
"""Minutes that each stage takes."""

SETTINGS: dict[str, Any] = {
    "forecasts": [
        {
            "name": "demand",
            "backend": "amazon-forecast",
            "input": "curated/demand",
            "horizon": 14,
            "quantiles": [0.1, 0.5, 0.9],
        }
    ],
    "aws": {
        "accountId": ACCOUNT,
        "region": REGION,
        "bucket": BUCKET,
        "audience": "api://00000000-0000-0000-0000-000000000000",
        "serviceCredential": "forecast-dev-aws",
        "tags": {"project": "forecast-platform", "environment": "dev"},
        "backends": {
            "amazon-forecast": {
                "prefix": "forecast_dev",
                "roles": {
                    role: f"arn:aws:iam::{ACCOUNT}:role/forecast-dev-amazon-forecast-{role}"
                    for role in ("submitter", "poller", "cleaner", "import", "export")
                },
            }
        },
    },
}


def deliver(lake: Path, end: pd.Timestamp = PERIOD, days: int = 112, **more: object) -> None:
    """Write days of two items up to an end, itself not among them; `more` columns beside the required."""
    times = pd.date_range(end=end, periods=days + 1, freq="D", inclusive="left")
    noise = np.random.default_rng(0).normal(0, 1, days)
    value = 10 + 3 * np.sin(2 * np.pi * times.day_of_week / 7) + noise
    frames = [
        pd.DataFrame({"item_id": item, "timestamp": times, "target_value": value * scale, **more})
        for item, scale in (("001", 1.0), ("NA", 2.5))
    ]
    folder = lake / "curated" / "demand"
    folder.mkdir(parents=True, exist_ok=True)
    pd.concat(frames).to_csv(folder / "part-0.csv", index=False)


def make_bucket(bucket: str = BUCKET, region: str = REGION) -> None:
    """Make the exchange bucket."""
    client = boto3.client("s3", region_name=region)
    where = {} if region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": region}}
    client.create_bucket(Bucket=bucket, **where)


@dataclass
class Play:
    """A run, as the run log holds it.

    Attributes:
        cloud: where it runs.
        lake: its data.
        run_id: of the run.
        now: UTC, virtual.
        period: the first step that is forecast.
        settings: the deployment's.
        usual_seconds: the run log's durations of past runs, by stage.
        answers: of the steps so far.

    """

    cloud: Cloud
    lake: Path
    run_id: str = "11111111-1111-1111-1111-111111111111"
    now: pd.Timestamp = BEGIN
    period: pd.Timestamp = PERIOD
    settings: dict[str, Any] = field(default_factory=lambda: SETTINGS)
    backend: str = "amazon-forecast"
    stage: str = "import"
    state: str = "{}"
    attempt: int = 0
    retrain_after_minutes: int = 10_080
    usual_seconds: dict[str, int] = field(default_factory=dict)
    answers: list[dict[str, Any]] = field(default_factory=list)

    @property
    def step_id(self) -> str:
        """Of the next step."""
        return f"{self.run_id}-{len(self.answers) + 1}"

    def parameters(self) -> dict[str, Any]:
        """Return what the next step is told."""
        return {
            "run_id": self.run_id,
            "step_id": self.step_id,
            "now": self.now.isoformat(),
            "forecast": "demand",
            "backend": self.backend,
            "stage": self.stage,
            "period": self.period.isoformat(),
            "scheduled_at": f"{self.period.isoformat()}Z",
            "deadline_at": f"{(self.period + pd.Timedelta(hours=12)).isoformat()}Z",
            "frequency": "D",
            "retrain_after_minutes": self.retrain_after_minutes,
            "approval": "none",
            "attempt": self.attempt,
            "state": self.state,
        }

    def step(self) -> dict[str, Any]:
        """Take one step, and record its answer."""
        self.cloud.clock(self.now)
        settings = {**self.settings, "lake": str(self.lake)}
        store = f"sqlite:///{self.lake}/mlflow.db"
        answer = json.loads(advance(json.dumps(self.parameters()), json.dumps(settings), store))
        self.record(answer)
        return answer

    def record(self, answer: dict[str, Any]) -> None:
        """Do what the run log does with an answer."""
        self.answers.append(answer)
        again = answer["status"] == "failed" and answer["retry"] != "never"
        self.stage = answer["stage"]
        self.state = answer.get("state", self.state)
        self.attempt = self.attempt + 1 if again else 0
        if answer["status"] == "waiting" or again:
            seconds = answer.get("wait_seconds") or (
                300 if again else self.usual_seconds.get(self.stage, 600)
            )
            self.now += pd.Timedelta(seconds=seconds)

    def to_the_end(self, most: int = 20) -> list[dict[str, Any]]:
        """Take steps until the run has ended, and return their answers."""
        while len(self.answers) < most:
            answer = self.step()
            if answer["status"] == "succeeded" or answer.get("retry") == "never":
                break
        return self.answers

    @property
    def results(self) -> Path:
        """The file that the pipeline loads."""
        return self.lake / "forecasts" / "_runs" / self.run_id / "part-0.parquet"


def created(cloud: Cloud) -> list[tuple[str, str]]:
    """Return what was created, by call and name."""
    done = [
        each for each in cloud.calls() if each["operation"].startswith("Create") and each["outcome"] == "done"
    ]
    return [
        (each["operation"], next(v for k, v in each["request"].items() if k.endswith("Name")))
        for each in done
    ]
