"""What the notebooks call: JSON text in, JSON text out."""

import json

import pandas as pd

from forecast_platform import advance as steps
from forecast_platform.backends.aws.settings import aws_backends
from forecast_platform.backends.by_name import backend_of
from forecast_platform.backends.step import read_forecast
from forecast_platform.json_text import to_json
from forecast_platform.logs import take_over
from forecast_platform.models.promotion import Approval
from forecast_platform.models.promotion import promote as promote_version
from forecast_platform.models.registry import Registry


def advance(parameters: str, settings: str) -> str:
    """Take one step of a run; see `forecast_platform.advance.advance`."""
    take_over()
    return steps.advance(parameters, settings)


def promote(parameters: str, settings: str) -> str:
    """Make an approved version the champion.

    Args:
        parameters: the recorded approval, JSON text: `{forecast, model_version, decision, decided_by,
            decided_at}`.
        settings: the deployment's, JSON text.

    Raises:
        ForecastError: those of `promote`.

    """
    take_over()
    given = json.loads(parameters)
    registry = Registry(read_forecast(settings, given["forecast"]).model)
    approval = Approval(given["model_version"], given["decision"], given["decided_by"], given["decided_at"])
    version = registry.version(approval.model_version)
    changed = promote_version(registry, version, approval, required=True)
    return to_json({"model_version": version.number, "alias": "champion", "changed": changed})


def clean_up(parameters: str, settings: str) -> str:
    """Delete what is older than the retention from every forecasting service in the settings.

    Args:
        parameters: JSON text: `{now, retention_days}`.
        settings: the deployment's, JSON text.

    Returns:
        `{deleted}`, and how much that was of each backend, JSON text.

    Raises:
        ForecastError: BACKEND_UNKNOWN, and those of the backends' `cleanup`.

    """
    take_over()
    given = json.loads(parameters)
    now, retention = pd.Timestamp(given["now"]), pd.Timedelta(days=int(given["retention_days"]))
    deleted = {name: backend_of(name, settings).cleanup(now, retention) for name in aws_backends(settings)}
    return to_json({"deleted": sum(deleted.values()), **deleted})
