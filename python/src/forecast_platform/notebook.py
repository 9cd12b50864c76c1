"""What the notebooks call: JSON text in, JSON text out."""

import json

from forecast_platform import advance as steps
from forecast_platform.backends.step import read_forecast
from forecast_platform.errors import ForecastError
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


def clean_up(parameters: str, settings: str) -> str:  # noqa: ARG001
    """Delete what is older than the retention from the forecasting services.

    Raises:
        ForecastError: BACKEND_NOT_BUILT.

    """
    raise ForecastError(
        "BACKEND_NOT_BUILT",
        "this version of the package has no backend that leaves anything behind",
        "stop the trigger of clean-up",
    )
