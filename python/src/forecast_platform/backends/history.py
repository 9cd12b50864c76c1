"""What every engine is given: the checked history before the period, once it has arrived."""

import pandas as pd

from forecast_platform.backends.step import Step, StepAnswer
from forecast_platform.contract import STAGES
from forecast_platform.data import Contract, check, reaches, read, write_table
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


def late_answer(step: Step, history: pd.DataFrame) -> StepAnswer | None:
    """Return that the run waits for its input; only its first stage does."""
    first = STAGES[step.backend][0]
    if step.stage != first:
        return None
    reach = reaches(history, step.period.to_pydatetime(), step.frequency, share=REACHED_SHARE)
    if reach.reached:
        return None
    return StepAnswer(
        stage=first,
        status="waiting",
        state=dict(step.state),
        wait_seconds=LATE_WAIT_SECONDS,
        retry="soon",
        error_message=f"{len(reach.late)} items have no data up to {reach.needed}",
    )
