"""The words that the run log, the pipelines and the jobs share.

The same as `run-log/contract.ts`; a test compares both with `run-log/contract-data.json`.
"""

from types import MappingProxyType
from typing import Final, Literal

Status = Literal["queued", "running", "waiting", "succeeded", "failed", "cancelled"]
"""How a run stands."""

Backend = Literal["amazon-forecast", "sagemaker-automl", "random-forest"]
"""An engine that makes forecasts."""

AnswerStatus = Literal["waiting", "advance", "succeeded", "failed"]
"""What a job answers: come back later, come back at once, the results lie in the lake, it failed."""

Retry = Literal["never", "soon", "quota"]
"""Whether and how soon a failed step is worth another try."""

STAGES: Final = MappingProxyType(
    {
        "amazon-forecast": ("import", "train", "forecast", "export", "collect", "load"),
        "sagemaker-automl": ("stage-data", "train", "predict", "collect", "load"),
        "random-forest": ("train", "validate", "predict", "load"),
    },
)
"""The stages of each backend, in order; the last one is the pipeline's."""

ANSWER_FIELDS: Final = MappingProxyType(
    {
        "always": ("stage", "status"),
        "unlessFailed": ("state",),
        "whenFailed": ("error_code", "retry"),
        "optional": (
            "wait_seconds",
            "stage_seconds",
            "error_message",
            "databricks_run_id",
            "mlflow_run_id",
            "model_version",
            "dataset_import_arn",
            "predictor_arn",
            "forecast_arn",
            "export_arn",
            "input_checksum",
            "git_commit",
        ),
    },
)
"""The fields of a job's answer, which is one flat JSON document."""

JOB_PARAMETER_FIELDS: Final = (
    "run_id",
    "step_id",
    "now",
    "forecast",
    "backend",
    "stage",
    "period",
    "scheduled_at",
    "deadline_at",
    "frequency",
    "retrain_after_minutes",
    "approval",
    "attempt",
    "state",
)
"""The fields of the JSON document that a step's job is given."""

LONGEST_STATE: Final = 4000
"""Most characters of an answer's `state`: the run log's column."""
