"""The pictures of a rehearsal's report: what is in them as text. How they look is for eyes."""

import re
from copy import deepcopy
from xml.etree import ElementTree as ET

import pytest

from pictures import draw
from pictures.canvas import VARIABLES

SVG = "{http://www.w3.org/2000/svg}"
RUN = {
    "forecast": "demand",
    "outcome": "succeeded",
    "virtualMinutes": 60,
    "startedAt": "2013-12-13T09:00:00.000Z",
    "stages": [
        {"stage": "import", "status": "queued", "minute": 0},
        {"stage": "import", "status": "waiting", "minute": 5},
        {"stage": "load", "status": "running", "minute": 50},
        {"stage": "load", "status": "succeeded", "minute": 60},
    ],
    "timeline": {
        "activities": [{"name": "wait", "type": "Wait", "from": 6, "to": 40}],
        "clusters": [{"from": 0, "start": 5, "work": 0.5}],
    },
    "cost": {"currency": "USD", "compute": 0.2, "dataFactory": 0.1, "total": 0.3},
    "accuracy": {"ratio": 0.9},
    "series": [
        {
            "item": "UA",
            "timestamps": ["2013-12-12T00:00:00", "2013-12-13T00:00:00", "2013-12-14T00:00:00"],
            "actual": [5, 6, 9],
            "forecast": ["2013-12-13T00:00:00", "2013-12-14T00:00:00"],
            "quantiles": {"0.1": [4, 5], "0.5": [6, 7], "0.9": [7, 8]},
        }
    ],
}
SPREAD = {
    "id": "nights-0",
    "values": [0.2, 0.3, 0.3, 0.5],
    "name": "cost of a night",
    "unit": "USD",
    "decimals": 2,
    "wanted": {"most": 0.6, "of": "at the median"},
}


def run(**changes):
    return {"id": "run-0", "run": {**deepcopy(RUN), **changes}, "fixed": 5.35}


def words(svg):
    return [text.text for text in ET.fromstring(svg).iter(f"{SVG}text")]


@pytest.fixture(scope="module")
def drawn():
    return draw("run", run())


def test_a_picture_says_what_it_shows_in_ids_of_its_own_and_in_the_colours_of_the_page(drawn):
    runs = [RUN, {**RUN, "outcome": "failed", "accuracy": None}]
    others = draw("month", {"id": "month", "runs": runs}) | draw("spread", SPREAD)
    texts = [svg for forms in [*drawn.values(), *others.values()] for svg in forms.values()]
    ids = [element.get("id") for svg in texts for element in ET.fromstring(svg).iter() if element.get("id")]

    assert len(set(ids)) == len(ids)
    for svg in texts:
        title, text = ET.fromstring(svg)[:2]
        assert (title.tag, text.tag) == (f"{SVG}title", f"{SVG}desc")
        assert title.text
        assert text.text
        assert "var(--" in svg
        assert not [color for color in VARIABLES if color in svg]
        referred = re.findall(r'url\(#([^)]+)\)|href="#([^"]+)"', svg)
        assert {name for pair in referred for name in pair if name} <= set(ids)


def test_a_picture_is_the_same_each_time(drawn):
    assert draw("run", run()) == drawn


def test_a_run_has_a_lane_a_stage_one_for_the_cluster_and_one_for_data_factory(drawn):
    shown = words(drawn["timeline"]["wide"])

    assert {"import", "load", "cluster", "Data Factory", "results loaded"} <= set(shown)


def test_a_timeline_is_read_aloud_with_its_minutes(drawn):
    svg = drawn["timeline"]["narrow"]

    assert "import from minute 5 to 50; load from minute 50 to 60." in svg
    assert "A cluster was on in minutes 0 to 6." in svg


def test_a_run_that_failed_says_so_and_a_long_one_is_drawn_in_hours(drawn):
    failed = draw("run", run(outcome="failed", virtualMinutes=600, series=[]))["timeline"]["wide"]

    assert {"failed", "hours since the run began"} <= set(words(failed))
    assert "minutes since the run began" in words(drawn["timeline"]["wide"])


def test_a_run_that_never_ended_is_drawn():
    waiting = draw("run", run(outcome="waiting", virtualMinutes=None, series=[]))["timeline"]["wide"]

    assert "waiting" in words(waiting)


def test_a_forecast_says_how_much_came_within_its_band(drawn):
    svg = drawn["forecast-0"]["narrow"]

    assert "2 steps from 2013-12-13T00:00:00 on; 1 of them came between the quantiles 0.1 and 0.9." in svg


def test_nights_show_what_is_wanted_where_something_is():
    shown = words(draw("spread", SPREAD)["spread"]["narrow"])
    without = words(draw("spread", {**SPREAD, "wanted": None})["spread"]["narrow"])

    assert {"median: 0.30", "9 of 10 at most: 0.50", "wanted at the median: 0.60"} <= set(shown)
    assert not [text for text in without if text.startswith("wanted")]


def test_a_month_without_a_measured_forecast_has_no_picture_of_losses():
    runs = [{**RUN, "accuracy": None, "outcome": "failed"}]

    assert list(draw("month", {"id": "month", "runs": runs})) == ["outcomes"]
