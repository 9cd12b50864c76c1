"""Backends by their names in the contract."""

from forecast_platform.backends.backend import Backend
from forecast_platform.backends.random_forest import RandomForest
from forecast_platform.errors import ForecastError


def backend_of(name: str, store: str | None = None) -> Backend:
    """Return a backend by its name in the contract.

    Raises:
        ForecastError: BACKEND_NOT_BUILT.

    """
    if name == "random-forest":
        return RandomForest(store)
    raise ForecastError(
        "BACKEND_NOT_BUILT",
        f"this version of the package does not run the backend {name[:40]!r}",
        "use random-forest",
    )
