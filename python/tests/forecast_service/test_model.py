"""What the stand-in computes, against numbers that were worked out by hand."""

import numpy as np
import pandas as pd
import pytest

from forecast_service.accuracy import backtest
from forecast_service.frequency import Frequency
from forecast_service.model import forecast
from forecast_service.series import History, Series, history


def past(*values):
    return np.array(values, float)


def test_a_forecast_repeats_the_last_season():
    values = forecast(past(1, 2, 1, 2, 1, 2), season=2, horizon=5, types=("0.5",))

    assert values.tolist() == [[1], [2], [1], [2], [1]]


def test_what_differs_adds_to_the_level():
    # Differences to a season before: 1, 1, 3, 3.
    values = forecast(past(0, 0, 1, 1, 4, 4), season=2, horizon=2, types=("0.5", "mean"))

    assert values.tolist() == [[4 + 2, 4 + 2], [4 + 2, 4 + 2]]


def test_a_season_later_the_spread_is_wider_by_its_root():
    # Differences of 2 and -2, so the highest quantile lies 2 above.
    values = forecast(past(0, 2, 0), season=1, horizon=4, types=("0.99", "0.01"))
    spread = np.quantile([2, -2], 0.99)

    assert values[:, 0].tolist() == pytest.approx([spread * each**0.5 for each in (1, 2, 3, 4)])
    assert values[:, 1].tolist() == pytest.approx([-spread * each**0.5 for each in (1, 2, 3, 4)])


@pytest.mark.parametrize("length", [1, 6, 7])
def test_a_history_of_no_more_than_a_season_repeats_its_last_value(length):
    values = forecast(past(*range(length)), season=7, horizon=2, types=("0.5",))
    step = 0 if length == 1 else 1

    assert values[0].tolist() == [length - 1 + step]


def test_quantiles_rise():
    history_ = np.random.default_rng(1).normal(size=50)
    values = forecast(history_, season=7, horizon=20, types=("0.1", "0.5", "0.9"))

    assert (np.diff(values, axis=1) >= 0).all()


def test_a_hole_is_filled_with_zero_and_a_step_summed():
    rows = pd.DataFrame(
        {
            "item_id": ["a", "a", "a", "b"],
            "timestamp": pd.to_datetime(["2026-09-01", "2026-09-01", "2026-09-04", "2026-09-03"]),
            "target_value": [1.0, 2.0, 5.0, np.nan],
        }
    )
    found = history(rows, ["item_id"], "target_value", Frequency(1, "D"))

    assert {each.key: each.values.tolist() for each in found.series} == {
        ("a",): [3, 0, 0, 5],
        ("b",): [0, 0],
    }
    assert found.last == pd.Timestamp("2026-09-04")
    assert found.length == 4


def metrics(*values, types):
    """Return the metrics of a series whose last step is held out and whose season is one step."""
    series = (Series(("a",), past(*values)),)
    whole = History(series, pd.Timestamp("2026-01-01"), len(values))
    return backtest(whole, Frequency(1, "Y"), 1, types)["TestWindows"][0]["Metrics"]


@pytest.mark.parametrize(
    ("values", "quantile", "expected"),
    [
        # 4 is forecast, 10 comes: 2 * 0.9 * 6 / 10.
        ((4, 4, 4, 10), "0.9", 1.08),
        ((4, 4, 4, 10), "0.1", 0.12),
        # 4 is forecast, 2 comes: 2 * 0.1 * 2 / 2.
        ((4, 4, 4, 2), "0.9", 0.2),
        ((4, 4, 4, 2), "0.1", 1.8),
        # Nothing comes, so nothing is divided by.
        ((4, 4, 4, 0), "0.9", 0.8),
    ],
)
def test_a_quantile_loss_weighs_too_little_and_too_much(values, quantile, expected):
    found = metrics(*values, types=(quantile,))

    (loss,) = found["WeightedQuantileLosses"]
    assert loss == {"Quantile": float(quantile), "LossValue": pytest.approx(expected)}
    assert found["AverageWeightedQuantileLoss"] == pytest.approx(expected)


def test_what_cannot_be_said_is_left_out():
    found = metrics(4, 4, 4, 0, types=("mean",))

    (errors,) = found["ErrorMetrics"]
    assert errors == {"ForecastType": "mean", "WAPE": 4, "RMSE": 4}
    assert found["WeightedQuantileLosses"] == []
    assert "AverageWeightedQuantileLoss" not in found
