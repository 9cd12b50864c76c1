"""What every engine is given: the checked history before the period, once it has arrived."""

import pandas as pd

from forecast_platform.backends.step import Step, StepAnswer
from forecast_platform.contract import STAGES
from forecast_platform.data import Contract, check, reaches, read, write_table
from forecast_platform.data.frequency import shift
from forecast_platform.logs import log

LATE_WAIT_SECONDS = 900
"""How long a run waits before it looks for its input again."""

REACHED_SHARE = 0.9
"""Share of the items whose data have to reach the period; the others may have left the assortment."""


def read_history(step: Step) -> pd.DataFrame:
    """Return the rows before the period (see `CheckedData.history`); bad ones go into the lake's quarantine.

    Raises:
        ForecastError: those of `read` and `check`.

    """
    forecast = step.forecast
    contract = Contract(step.frequency, allow_negative=forecast.allow_negative, time_zone=forecast.time_zone)
    checked = check(read(forecast.lake / forecast.input), contract)
    if len(checked.quarantine):
        place = forecast.lake / "forecasts" / "_quarantine" / f"{step.run_id}.parquet"
        write_table(checked.quarantine.astype(str), place)
        log("quarantined", rows=len(checked.quarantine))
    history = checked.history
    return history[history["timestamp"] < step.period]


def count_late(step: Step, history: pd.DataFrame) -> tuple[int, int]:
    """Return how many items have no row of the step before the period, and how many there are."""
    reach = reaches(history, step.period.to_pydatetime(), step.frequency)
    return len(reach.late), int(history["item_id"].nunique())


def late_answer(step: Step, late: int, items: int) -> StepAnswer | None:
    """Return that the run waits for its input; only its first stage does.

    Args:
        step: of the run.
        late: items whose rows do not reach the step before the period.
        items: all of them.

    """
    first = STAGES[step.backend][0]
    if step.stage != first or (items and late <= (1 - REACHED_SHARE) * items):
        return None
    needed = shift(step.period, -1, step.frequency)
    return StepAnswer(
        stage=first,
        status="waiting",
        state=dict(step.state),
        wait_seconds=LATE_WAIT_SECONDS,
        retry="soon",
        error_message=f"{late} of {items} items have no data up to {needed}",
    )
