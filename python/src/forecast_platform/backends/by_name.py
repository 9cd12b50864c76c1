"""Backends by their names in the contract, each imported only where it is used.

The random forest needs scikit-learn, the others boto3, and no job needs both.
"""

from importlib import import_module

from forecast_platform.backends.backend import Backend
from forecast_platform.contract import STAGES
from forecast_platform.errors import ForecastError


def backend_of(name: str, settings: str, store: str | None = None) -> Backend:
    """Return a backend by its name in the contract.

    Args:
        name: one of `STAGES`.
        settings: the deployment's, JSON text, see `read_step` and `read_aws`.
        store: MLflow's tracking URI; default as `default_store`.

    Raises:
        ForecastError: BACKEND_UNKNOWN, and those of `read_aws`.

    """
    if name not in STAGES:
        raise ForecastError(
            "BACKEND_UNKNOWN",
            f"there is no backend {name[:40]!r}",
            f"give one of {', '.join(STAGES)}",
        )
    module = import_module(f"forecast_platform.backends.{name.replace('-', '_')}")
    made: Backend = module.create(settings, store)
    return made
