"""One machine, one group after the other: for few series there is nothing faster."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from forecast_platform.data.read import read
from forecast_platform.data.rows import REQUIRED, RawRows, picked
from forecast_platform.groups.engine import Answer, Rows
from forecast_platform.groups.grouping import hashes, item_count


class PandasEngine:
    """The engine of one machine."""

    def split(
        self,
        rows: Rows,
        groups: Callable[[int], int],
        take: Callable[[int, RawRows], Answer],
        work: Path,  # noqa: ARG002 - everything stays in memory
    ) -> list[Answer]:
        """Read all rows, and give each group its own."""
        found = read(rows.path, rows.columns)
        found = RawRows(found.table.select(REQUIRED), found.files, found.file, found.row, found.ragged)
        group = hashes(found) % groups(item_count(found))
        return [take(int(each), picked(found, np.flatnonzero(group == each))) for each in np.unique(group)]

    def each(self, groups: Sequence[int], work: Callable[[int], Answer]) -> list[Answer]:
        """Work on one group after the other."""
        return [work(group) for group in groups]
