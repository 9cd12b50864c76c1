"""Proves: the package, the pipelines and the database speak with the same words."""

import json
from pathlib import Path
from typing import get_args

from forecast_platform import contract

DATA = json.loads(
    (Path(__file__).parents[2] / "run-log" / "contract-data.json").read_text(encoding="utf-8"),
)


def test_holds_the_statuses() -> None:
    assert list(get_args(contract.Status)) == DATA["statuses"]
    assert list(get_args(contract.AnswerStatus)) == DATA["answer_statuses"]
    assert list(get_args(contract.Retry)) == DATA["retries"]


def test_holds_the_stages_of_each_backend() -> None:
    assert {backend: list(stages) for backend, stages in contract.STAGES.items()} == DATA["stages"]
    assert set(get_args(contract.Backend)) == set(DATA["stages"])


def test_holds_the_fields_of_an_answer_and_of_a_job() -> None:
    fields = {when: list(names) for when, names in contract.ANSWER_FIELDS.items()}

    assert fields == DATA["answer_fields"]
    assert list(contract.JOB_PARAMETER_FIELDS) == DATA["job_parameter_fields"]
