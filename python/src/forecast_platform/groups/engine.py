"""What an engine has to be able to do: split rows into groups, and work on each group."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol, TypeVar

from forecast_platform.data.rows import RawRows

EngineName = Literal["auto", "pandas", "spark"]

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Rows:
    """Where rows are read from.

    Attributes:
        path: a file or a folder, see `data_files`.
        columns: names of the columns of CSV files without a header, see `read`.

    """

    path: Path
    columns: tuple[str, ...] | None = None


class Engine(Protocol):
    """One machine or many; what is called for a group returns something small and picklable.

    A `ForecastError` that it raises is raised here, whichever machine it ran on.
    """

    def split(
        self,
        rows: Rows,
        groups: Callable[[int], int],
        take: Callable[[int, RawRows], Answer],
        work: Path,
    ) -> list[Answer]:
        """Give each group its rows.

        Args:
            rows: what is read.
            groups: the number of groups for a number of items.
            take: called with each group that has rows, and these.
            work: an empty folder that every machine sees, for what is between.

        Returns:
            The answers by group.

        """

    def each(self, groups: Sequence[int], work: Callable[[int], Answer]) -> list[Answer]:
        """Call something for each group; the answers are in the order of the groups."""
