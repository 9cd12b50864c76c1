"""What an engine that makes forecasts has to be able to do."""

from typing import Protocol

import pandas as pd

from forecast_platform.backends.access import Access
from forecast_platform.backends.step import Step, StepAnswer


class Backend(Protocol):
    """An engine that makes forecasts; each call may be repeated and then does nothing more."""

    def preflight(self, step: Step) -> StepAnswer | None:
        """Return why the run cannot begin yet, or at all; nothing where it can."""

    def access(self, forecast: str) -> Access:
        """Return whether the account lets runs of a forecast begin, without one."""

    def advance(self, step: Step) -> StepAnswer:
        """Do all that can be done now, and return at once where somebody else works."""

    def collect(self, step: Step) -> int:
        """Bring the results into the lake, and return the number of rows."""

    def cancel(self, step: Step) -> None:
        """Stop what still works for the run."""

    def cleanup(self, now: pd.Timestamp, retention: pd.Timedelta) -> int:
        """Delete what is older than the retention, and return how much that was."""
