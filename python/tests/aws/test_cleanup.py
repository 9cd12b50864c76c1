"""The clean-up: what is older than the retention goes, in an order that the service takes.

Not proven here: whether the service deletes a job that was stopped, which nobody has documented.
"""

import json
from typing import Any

import pandas as pd
import pytest
from cloud import Cloud
from play import BEGIN, PERIOD, Play, deliver

from forecast_platform.backends.amazon_forecast import create
from forecast_platform.backends.aws.sessions import Sessions
from forecast_platform.backends.aws.settings import read_aws
from forecast_platform.backends.step import read_step
from forecast_platform.errors import ForecastError
from forecast_platform.json_text import to_json
from forecast_platform.notebook import clean_up

RETENTION_DAYS = 30


def run_for(play: Play, number: int, **change: Any) -> Play:
    """Play a whole run of a later week."""
    period = PERIOD + pd.Timedelta(days=7 * number)
    deliver(play.lake, period, days=112 + 7 * number)
    now = BEGIN + pd.Timedelta(days=7 * number)
    later = Play(play.cloud, play.lake, f"{number}" * 36, now, period, **change)
    assert later.to_the_end()[-1]["status"] == "succeeded"
    return later


def clean(play: Play, days_later: int) -> dict[str, Any]:
    """Run the clean-up so many days after the first run began."""
    now = BEGIN + pd.Timedelta(days=days_later)
    play.cloud.clock(now)
    parameters = {"now": now.isoformat(), "retention_days": RETENTION_DAYS}
    answer: dict[str, Any] = json.loads(clean_up(to_json(parameters), to_json(play.settings)))
    # The service deletes in its own time.
    play.cloud.clock(now + pd.Timedelta(hours=1))
    return answer


def held(play: Play) -> dict[str, int]:
    """Return how many resources the service holds, by list."""
    client = Sessions(read_aws(to_json(play.settings), "amazon-forecast"), "look").client(
        "poller", "forecast"
    )
    lists = (
        "predictors",
        "forecasts",
        "forecast_export_jobs",
        "dataset_import_jobs",
        "datasets",
        "dataset_groups",
    )
    return {name: len(next(iter(_plain(getattr(client, f"list_{name}")()).values()))) for name in lists}


def _plain(answer: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in answer.items() if isinstance(value, list)}


def test_deletes_what_is_old_and_keeps_what_a_run_may_use_again(play: Play) -> None:
    play.to_the_end()
    run_for(play, 1)
    before = held(play)
    answer = clean(play, days_later=60)

    assert (before["predictors"], before["forecasts"], before["forecast_export_jobs"]) == (2, 2, 2)
    # The old predictor with its forecast, the newest one's forecast, and the old import.
    assert answer == {"deleted": 4, "amazon-forecast": 4}
    assert held(play) == {
        "predictors": 1,
        "forecasts": 0,
        "forecast_export_jobs": 0,
        "dataset_import_jobs": 1,
        "datasets": 1,
        "dataset_groups": 1,
    }


def test_a_predictor_stays_as_long_as_a_young_forecast_rests_on_it(play: Play) -> None:
    play.to_the_end()
    run_for(play, 4, retrain_after_minutes=60 * 24 * 60)
    answer = clean(play, days_later=35)

    # The first run's forecast and import; the second forecast uses the first one's predictor.
    assert answer["deleted"] == 2
    assert (held(play)["predictors"], held(play)["forecasts"]) == (1, 1)


def test_a_run_goes_on_after_the_clean_up(play: Play) -> None:
    play.to_the_end()
    clean(play, days_later=60)
    later = run_for(play, 10)

    assert later.answers[-1]["status"] == "succeeded"


def test_repeated_it_deletes_nothing_more(play: Play) -> None:
    play.to_the_end()
    run_for(play, 1)
    clean(play, days_later=60)

    assert clean(play, days_later=61)["deleted"] == 0


def test_nothing_that_is_young_or_bears_another_prefix_is_touched(play: Play) -> None:
    play.to_the_end()
    foreign = {**play.settings["aws"]["backends"]["amazon-forecast"], "prefix": "forecast_prod"}
    settings = {**play.settings, "aws": {**play.settings["aws"], "backends": {"amazon-forecast": foreign}}}

    assert clean(play, days_later=29)["deleted"] == 0
    play.settings = settings
    assert clean(play, days_later=90)["deleted"] == 0


def test_what_the_service_does_not_give_up_is_left_for_the_next_time(
    play: Play, capsys: pytest.CaptureFixture[str]
) -> None:
    play.to_the_end()
    stopped = Play(
        play.cloud, play.lake, "2" * 36, BEGIN + pd.Timedelta(days=7), PERIOD + pd.Timedelta(days=7)
    )
    deliver(play.lake, stopped.period, days=119)
    for _ in range(3):
        stopped.step()
    play.cloud.clock(stopped.now - pd.Timedelta(minutes=10))
    settings = to_json({**stopped.settings, "lake": str(stopped.lake)})
    create(settings, None).cancel(read_step(to_json(stopped.parameters()), settings))
    answer = clean(play, days_later=60)

    # The first run's predictor, forecast and import; not the forecast that was stopped.
    assert answer["deleted"] == 3
    assert held(play)["forecasts"] == 1
    assert "left for the next time" in capsys.readouterr().err


def test_a_refusal_is_no_success(play: Play) -> None:
    play.to_the_end()
    play.cloud.scenario(faults=[{"fault": "deny", "action": "forecast:Delete*"}])

    with pytest.raises(ForecastError) as raised:
        clean(play, days_later=60)

    assert raised.value.code == "AWS_NOT_AUTHORISED"


def test_only_the_cleaner_deletes(cloud: Cloud, play: Play) -> None:
    play.to_the_end()
    clean(play, days_later=60)
    actions = {each["action"] for each in cloud.calls() if each["operation"].startswith("Delete")}

    assert actions == {"forecast:DeleteResourceTree"}


def test_of_a_forecast_that_is_configured_no_more_nothing_stays(play: Play) -> None:
    play.to_the_end()
    run_for(play, 1)
    play.settings = {**play.settings, "forecasts": []}
    young = clean(play, days_later=20)
    old = clean(play, days_later=60)

    # The group, two predictors, two forecasts; the dataset, two imports.
    assert (young["deleted"], old["deleted"]) == (0, 8)
    assert set(held(play).values()) == {0}


def test_a_backend_that_there_is_not_is_named(play: Play) -> None:
    settings = {**play.settings, "aws": {**play.settings["aws"], "backends": {"prophet": {}}}}

    with pytest.raises(ForecastError) as raised:
        clean_up(to_json({"now": BEGIN, "retention_days": 30}), to_json(settings))

    assert raised.value.code == "BACKEND_UNKNOWN"
