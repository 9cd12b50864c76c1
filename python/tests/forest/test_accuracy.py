"""Metrics, baseline and backtest against numbers worked out by hand."""

import numpy as np
import pandas as pd
import pytest
from histories import make

from forecast_platform.accuracy import backtest
from forecast_platform.accuracy.baseline import Baseline
from forecast_platform.accuracy.metrics import mase, rmse, wape, wql
from forecast_platform.errors import ForecastError
from forecast_platform.forest.panel import to_panel
from forecast_platform.forest.rows import forecast_rows

ACTUAL = np.array([2.0, 4.0, 4.0])
FORECAST = np.array([1.0, 4.0, 6.0])


def test_metrics_by_hand():
    assert rmse(ACTUAL, FORECAST) == pytest.approx(np.sqrt(5 / 3))
    assert wape(ACTUAL, FORECAST) == pytest.approx(0.3)
    assert wql(ACTUAL, FORECAST, 0.9) == pytest.approx(2 * (0.9 * 1 + 0.1 * 2) / 10)
    assert wql(ACTUAL, FORECAST, 0.5) == pytest.approx(wape(ACTUAL, FORECAST))
    item, scale = np.array([0, 0, 1]), np.array([0.5, 4.0])
    assert mase(item, ACTUAL, FORECAST, scale) == pytest.approx((1.0 + 0.5) / 2)


def test_metrics_are_undefined_where_there_is_no_scale():
    zero = np.zeros(3)
    assert np.isnan(wape(zero, FORECAST))
    assert np.isnan(wql(zero, FORECAST, 0.5))
    assert np.isnan(mase(np.zeros(3, dtype=np.int64), ACTUAL, FORECAST, np.zeros(1)))


def test_baseline_is_the_same_hour_on_the_last_ten_days_of_the_kind():
    history = make("H", 24 * 28)
    start = pd.Timestamp("2020-02-03")  # a Monday
    rows = forecast_rows(1, int(start.timestamp()) // 3600, 24 * 6)
    found = Baseline(to_panel(history, "H"), "H").quantiles(rows, (0.1, 0.5))
    stamps = history["timestamp"]
    for lead, free in ((9, False), (24 * 5 + 9, True)):
        alike = history[(stamps.dt.hour == 9) & ((stamps.dt.day_of_week > 4) == free)]
        last = alike["target_value"].tail(10)
        np.testing.assert_allclose(found[lead], last.quantile([0.1, 0.5]))


def test_seasonal_naive_repeats_the_last_season():
    history = make("D", 28)
    rows = forecast_rows(1, int(pd.Timestamp("2020-02-03").timestamp()) // 86400, 10)
    naive = Baseline(to_panel(history, "D"), "D").seasonal_naive(rows)
    week = history["target_value"].to_numpy()[-7:]
    np.testing.assert_array_equal(naive, np.concatenate([week, week[:3]]))


def test_backtest_reports_each_window_and_means(hours, settings):
    starts = [pd.Timestamp("2020-02-08"), pd.Timestamp("2020-02-11")]
    ticks = iter([3.0, 5.0])
    report = backtest(hours, settings, starts, lambda: next(ticks))
    assert [window.start for window in report.windows] == starts
    assert [window.count for window in report.windows] == [48, 48]
    ratios = [window.ratio for window in report.windows]
    assert report.ratio == pytest.approx(np.sqrt(ratios[0] * ratios[1]))
    assert report.wql["0.5"] == pytest.approx(report.wape)
    assert report.seconds == 2.0


def test_a_window_does_not_see_its_future(hours, settings):
    start = pd.Timestamp("2020-02-08")
    late = hours["timestamp"] >= start + pd.Timedelta(hours=24)
    spoilt = hours.assign(target_value=hours["target_value"].mask(late, 1e9))
    assert backtest(hours, settings, [start]) == backtest(spoilt, settings, [start])


def test_windows_without_past_or_actuals_are_refused(hours, settings):
    with pytest.raises(ForecastError, match=r"WINDOW_WITHOUT_ACTUALS.*2020-03-20"):
        backtest(hours, settings, [pd.Timestamp("2020-03-20")])
    with pytest.raises(ForecastError, match="HISTORY_TOO_SHORT"):
        backtest(hours, settings, [pd.Timestamp("2020-01-06")])
    with pytest.raises(ForecastError, match="NO_WINDOWS"):
        backtest(hours, settings, [])
