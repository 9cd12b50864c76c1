"""Proves: the steps of a run on the random forest, as the job takes them, with a real MLflow store."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from forecast_platform.advance import advance
from forecast_platform.errors import ForecastError
from forecast_platform.models.promotion import Approval, promote
from forecast_platform.models.registry import Registry

PERIOD = pd.Timestamp("2026-03-02")


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lake")
    (folder / "curated" / "demand").mkdir(parents=True)
    deliver(folder, PERIOD + pd.Timedelta(days=20))
    return folder


def deliver(lake: Path, end: pd.Timestamp) -> None:
    """Write days of one item up to an end, itself not among them."""
    days = pd.date_range("2025-11-10", end, freq="D", inclusive="left")
    noise = np.random.default_rng(0).normal(0, 1, len(days))
    value = 10 + 3 * np.sin(2 * np.pi * days.day_of_week / 7) + noise
    frame = pd.DataFrame({"item_id": "a", "timestamp": days, "target_value": value})
    frame.to_csv(lake / "curated" / "demand" / "part-0.csv", index=False)


def step(
    lake: Path,
    run: str,
    *,
    forecast: str = "demand",
    stage: str = "train",
    approval: str = "none",
    **other: str,
) -> dict:
    period = pd.Timestamp(other.get("period", str(PERIOD)))
    parameters = {
        "run_id": run,
        "step_id": f"{run}-{other.get('number', '1')}",
        "now": f"{period.isoformat()}Z",
        "forecast": forecast,
        "backend": other.get("backend", "random-forest"),
        "stage": stage,
        "period": period.isoformat(),
        "scheduled_at": f"{period.isoformat()}Z",
        "deadline_at": f"{period.isoformat()}Z",
        "frequency": "D",
        "retrain_after_minutes": 10_080,
        "approval": approval,
        "attempt": 0,
        "state": other.get("state", "{}"),
    }
    forecasts = [
        {"name": name, "input": "curated/demand", "horizon": 7, "quantiles": [0.1, 0.5, 0.9]}
        for name in ("demand", "approved", "late", "again")
    ]
    settings = {"lake": str(lake), "forecasts": forecasts}
    text = advance(json.dumps(parameters), json.dumps(settings), f"sqlite:///{lake}/mlflow.db")
    return json.loads(text)


def test_one_job_trains_validates_and_predicts(lake: Path) -> None:
    answer = step(lake, "run-1")
    [results] = (lake / "forecasts" / "_runs" / "run-1").glob("*.parquet")
    written = pd.read_parquet(results)

    assert (answer["stage"], answer["status"], answer["model_version"]) == ("predict", "succeeded", "1")
    assert {"mlflow_run_id", "input_checksum", "state"} <= set(answer)
    assert list(written.columns) == ["run_id", "item_id", "timestamp", "quantile", "value"]
    assert (len(written), written["timestamp"].min()) == (21, PERIOD)
    assert json.loads((lake / "forecasts" / "_steps" / "run-1-1.json").read_text()) == answer


def test_a_step_that_has_its_answer_does_nothing(lake: Path) -> None:
    place = lake / "forecasts" / "_steps" / "run-9-1.json"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text('{"stage": "train", "status": "advance"}')

    assert step(lake, "run-9") == {"stage": "train", "status": "advance"}


def test_a_job_that_was_cut_short_registers_no_second_version(lake: Path) -> None:
    first = step(lake, "run-2", forecast="again")
    second = step(lake, "run-2", forecast="again", number="2")

    assert first["model_version"] == second["model_version"] == "1"
    assert Registry("again", f"sqlite:///{lake}/mlflow.db").holder("previous") is None


def test_waits_for_data_that_reach_the_period(lake: Path) -> None:
    late = step(lake, "run-3", forecast="late", period="2026-04-20")

    assert (late["stage"], late["status"], late["retry"]) == ("train", "waiting", "soon")
    assert late["wait_seconds"] == 900
    assert "no data up to 2026-04-19" in late["error_message"]


def test_forecasts_only_with_an_approved_model_where_that_is_required(lake: Path) -> None:
    stopped = step(lake, "run-4", forecast="approved", approval="required")
    registry = Registry("approved", f"sqlite:///{lake}/mlflow.db")
    challenger = registry.holder("challenger")
    assert challenger is not None
    early = step(lake, "run-4", forecast="approved", approval="required", stage="predict", number="1b")
    promote(registry, challenger, Approval("1", "approved", "ada", "2026-03-02T09:00:00Z"), required=True)
    done = step(lake, "run-4", forecast="approved", approval="required", stage="predict", number="2")

    assert (stopped["stage"], stopped["status"]) == ("predict", "advance")
    # Who comes between the approval and the promotion asks again later, and not at once for ever.
    assert (early["status"], early["retry"], early["error_code"]) == ("failed", "soon", "MODEL_NOT_PROMOTED")
    assert (done["status"], done["model_version"]) == ("succeeded", "1")


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"forecast": "deman"}, "FORECAST_UNKNOWN"),
        ({"stage": "import"}, "STEP_STAGE_UNKNOWN"),
        ({"state": "{"}, "STEP_UNREADABLE"),
    ],
)
def test_rejects_a_document_that_it_cannot_use(lake: Path, wrong: dict[str, str], code: str) -> None:
    with pytest.raises(ForecastError) as raised:
        step(lake, "run-5", **wrong)

    assert raised.value.code == code


def test_answers_with_a_failure_that_the_run_log_understands(lake: Path) -> None:
    answer = step(lake, "run-6", backend="amazon-forecast", stage="import")

    assert (answer["status"], answer["error_code"], answer["retry"]) == (
        "failed",
        "AWS_SETTINGS_MISSING",
        "never",
    )
