"""What will happen, in the order in which it is due: the virtual time of the stand-in."""

import heapq
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count


def moment_of(text: str) -> datetime:
    """Read a time, such as `2026-11-27T09:00:00Z`.

    Raises:
        ValueError: it is no time, or not in UTC.

    """
    moment = datetime.fromisoformat(text)
    if moment.utcoffset() != timedelta(0):
        raise ValueError(f"a time has to be in UTC, such as 2026-11-27T09:00:00Z, got {text}")
    return moment


class Agenda:
    """Effects with the moment at which each is due; nothing here reads a clock.

    Attributes:
        now: the moment that was told last, or that of the effect under way; UTC.

    """

    def __init__(self) -> None:
        """Begin without a time; it has to be told."""
        self.now: datetime | None = None
        self._due: list[tuple[datetime, int, Callable[[], None]]] = []
        self._order = count()

    def at(self, moment: datetime, effect: Callable[[], None]) -> None:
        """Plan an effect; those due at the same moment happen in the order they were planned."""
        heapq.heappush(self._due, (moment, next(self._order), effect))

    def advance(self, moment: datetime) -> None:
        """Let everything happen that is due until then.

        Raises:
            ValueError: the moment lies before the one told last.

        """
        if self.now is not None and moment < self.now:
            raise ValueError(f"time does not go back: it is {self.now.isoformat()}")
        while self._due and self._due[0][0] <= moment:
            due, _, effect = heapq.heappop(self._due)
            self.now = due
            effect()
        self.now = moment
