"""A history in groups: checked, cut before what is forecast, and a file a group."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pandas as pd

from forecast_platform.data.check import examine
from forecast_platform.data.checksum import checksum, combined
from forecast_platform.data.contract import Contract
from forecast_platform.data.reach import reaches
from forecast_platform.data.rows import REQUIRED, RawRows
from forecast_platform.data.tally import Tally, added, refuse, tally_of
from forecast_platform.data.write import write_table
from forecast_platform.errors import ForecastError
from forecast_platform.groups.engine import Answer, Engine, Rows
from forecast_platform.groups.grouping import groups_for
from forecast_platform.logs import log


@dataclass(frozen=True)
class Source:
    """What a history is made from, and what for.

    Attributes:
        rows: what is read; only the required columns are used.
        contract: what the rows have to satisfy.
        before: the first step that is forecast: nothing from there on is used. None uses all.
        quarantine: folder for the rows that are left out, a file a group; none drops them.
        groups: the groups of the champion, see `groups_for`; none without one.

    """

    rows: Rows
    contract: Contract
    before: pd.Timestamp | None = None
    quarantine: Path | None = None
    groups: int | None = None


@dataclass(frozen=True)
class GroupedHistory:
    """A checked history in groups.

    Attributes:
        folder: where each group has its file.
        engine: that works on the groups.
        count: the groups that items may fall into.
        groups: those that have any rows, rising.
        items: items that have rows.
        late: those whose rows do not reach the step before `Source.before`.
        tally: rows used and left out.
        checksum: of the content, see `data.checksum`.

    """

    folder: Path
    engine: Engine
    count: int
    groups: tuple[int, ...]
    items: int
    late: int
    tally: Tally
    checksum: str

    def read(self, group: int) -> pd.DataFrame:
        """Return a group's history: see `CheckedData.history`; required columns only."""
        return pd.read_parquet(_file(self.folder, group))

    def each(self, work: Callable[[int, pd.DataFrame], Answer], sparing: Sequence[str] = ()) -> list[Answer]:
        """Call something with each group and its history; the answers are in the groups' order.

        Args:
            work: picklable, as is what it returns, which should be small.
            sparing: codes of errors that leave a group out, as long as one is left.

        Raises:
            ForecastError: HISTORY_TOO_SHORT if there is no row to work on; any of `work`.

        """
        if not self.groups:
            raise ForecastError(
                "HISTORY_TOO_SHORT",
                f"none of {self.tally.history} rows lies before the first step that is forecast",
                "give a longer history, or begin the forecast later",
            )
        answers = self.engine.each(self.groups, partial(_worked, self.folder, work, tuple(sparing)))
        done = [answer for answer in answers if not isinstance(answer, ForecastError)]
        left_out = [answer for answer in answers if isinstance(answer, ForecastError)]
        if not done:
            raise left_out[0]
        if left_out:
            log("left out", groups=len(left_out), code=left_out[0].code, message=left_out[0].message)
        return done


@dataclass(frozen=True)
class _Part:
    """What is known of a group once it is checked."""

    group: int
    items: int
    late: int
    tally: Tally
    checksum: str


def grouped(source: Source, engine: Engine, work: Path) -> GroupedHistory:
    """Read, check and group a history.

    Args:
        source: what is read.
        engine: that does it.
        work: an empty folder that every worker of the engine sees.

    Raises:
        ForecastError: those of `read` and `refuse`.

    """
    folder = work / "history"
    counted: list[int] = []

    def count(items: int) -> int:
        counted.append(groups_for(items, source.groups))
        return counted[-1]

    parts = engine.split(source.rows, count, partial(_taken, source, folder), work)
    tally = added(part.tally for part in parts)
    refuse(tally, source.contract.max_bad_share)
    return GroupedHistory(
        folder=folder,
        engine=engine,
        count=counted[0],
        groups=tuple(part.group for part in parts if part.items),
        items=sum(part.items for part in parts),
        late=sum(part.late for part in parts),
        tally=tally,
        checksum=combined(part.checksum for part in parts),
    )


def _taken(source: Source, folder: Path, group: int, rows: RawRows) -> _Part:
    """Check a group's rows and write them to its file."""
    checked = examine(rows, source.contract)
    tally = tally_of(len(checked.history), checked.quarantine, checked.problems)
    if source.quarantine is not None and len(checked.quarantine):
        write_table(checked.quarantine, source.quarantine / f"part-{group}.parquet")
    history, late = checked.history[list(REQUIRED)], 0
    if source.before is not None:
        late = len(reaches(history, source.before.to_pydatetime(), source.contract.frequency).late)
        history = history[history["timestamp"] < source.before]
    write_table(history, _file(folder, group))
    items = int(history["item_id"].nunique())
    return _Part(group, items, late, tally, checksum(history))


def _worked(
    folder: Path, work: Callable[[int, pd.DataFrame], Answer], sparing: Sequence[str], group: int
) -> Answer | ForecastError:
    try:
        return work(group, pd.read_parquet(_file(folder, group)))
    except ForecastError as error:
        if error.code in sparing:
            return error
        raise


def _file(folder: Path, group: int) -> Path:
    return folder / f"{group}.parquet"
