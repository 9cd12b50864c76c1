"""A grouped history for as long as it is needed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from forecast_platform.groups.engine import EngineName
from forecast_platform.groups.engines import engine_of
from forecast_platform.groups.history import GroupedHistory, Source, grouped


@contextmanager
def opened(source: Source, engine: EngineName) -> Iterator[GroupedHistory]:
    """Read, check and group a history; its files are gone when the context ends.

    Args:
        source: what is read.
        engine: its name, see `engine_of`.

    Raises:
        ForecastError: those of `engine_of` and `grouped`.

    """
    with TemporaryDirectory(prefix="forecast-platform-") as work:
        yield grouped(source, engine_of(engine, source.rows.path), Path(work))
