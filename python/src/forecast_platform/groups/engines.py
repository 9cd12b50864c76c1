"""Engines by their names, or by the size of the input."""

from importlib.util import find_spec
from pathlib import Path

from forecast_platform.data.files import data_files
from forecast_platform.errors import ForecastError
from forecast_platform.groups.engine import Engine, EngineName
from forecast_platform.groups.pandas_engine import PandasEngine

SPARK_FROM_BYTES = 32 * 2**20
"""Input from which Spark is worth its start: about 1,000,000 rows of CSV, a minute of training."""


def engine_of(name: EngineName, path: Path) -> Engine:
    """Return the engine for an input.

    Args:
        name: `auto` takes Spark from `SPARK_FROM_BYTES` on, where it is installed.
        path: the input.

    Raises:
        ForecastError: SPARK_UNAVAILABLE, and those of `data_files`.

    """
    if name == "spark" or (name == "auto" and _is_large(path) and find_spec("pyspark") is not None):
        return _spark()
    return PandasEngine()


def _is_large(path: Path) -> bool:
    return sum(file.path.stat().st_size for file in data_files(path)) >= SPARK_FROM_BYTES


def _spark() -> Engine:
    try:
        from forecast_platform.groups.spark_engine import SparkEngine  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise ForecastError(
            "SPARK_UNAVAILABLE",
            f"Spark is not installed: {error}",
            'install it (pip install "forecast-platform[spark]"), or choose --engine pandas',
        ) from error
    return SparkEngine()
