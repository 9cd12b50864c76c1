"""What the model registry of a rehearsal holds in the end, as MLflow tells it."""

from typing import Any

from mlflow.entities.model_registry import ModelVersion, RegisteredModel
from mlflow.tracking import MlflowClient

from forecast_platform.models.promotion import STAGE, VALIDATION


def registry_state() -> list[dict[str, Any]]:
    """Return every model of the store that MLflow is set to, and its versions, the oldest first.

    A version is `{version, aliases, stage, validation, decision, reason, runId, mlflowRunId,
    scheduledAt, tags}`: `runId` is the platform's run that trained it, `tags` are all of its tags. What
    nobody wrote is null.
    """
    client = MlflowClient()
    models = sorted(client.search_registered_models(), key=lambda model: str(model.name))
    return [{"model": model.name, "versions": _versions(client, model)} for model in models]


def _versions(client: MlflowClient, model: RegisteredModel) -> list[dict[str, Any]]:
    found = client.search_model_versions(f"name='{model.name}'")
    held: dict[str, list[str]] = {}
    for alias, number in sorted(model.aliases.items()):
        held.setdefault(str(number), []).append(alias)
    return [
        _version(each, held.get(str(each.version), []))
        for each in sorted(found, key=lambda version: int(version.version))
    ]


def _version(found: ModelVersion, aliases: list[str]) -> dict[str, Any]:
    tags = dict(found.tags)
    return {
        "version": str(found.version),
        "aliases": aliases,
        "stage": tags.get(STAGE),
        "validation": tags.get(VALIDATION),
        "decision": tags.get("decision"),
        "reason": tags.get("reason"),
        "runId": tags.get("run_id"),
        "mlflowRunId": found.run_id,
        "scheduledAt": tags.get("scheduled_at"),
        "tags": tags,
    }
