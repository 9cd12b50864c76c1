"""What a forest promises."""

import pickle

import numpy as np
import pandas as pd
import pytest
from histories import make

from forecast_platform.errors import ForecastError
from forecast_platform.forest import ForestSettings, extend, predict, train

START = pd.Timestamp("2020-02-15")


def small(frequency: str, horizon: int, **more: object) -> ForestSettings:
    return ForestSettings(frequency, horizon, **{"trees": 8, "rows": 500, **more})


def test_nothing_at_or_after_the_start_changes_a_forecast(hours, settings):
    model = train(hours[hours["timestamp"] < START - pd.Timedelta(days=3)], settings)
    start = START - pd.Timedelta(days=3)
    spoilt = hours.assign(target_value=hours["target_value"].where(hours["timestamp"] < start, 1e9))
    pd.testing.assert_frame_equal(predict(model, hours, start), predict(model, spoilt, start))


def test_same_seed_and_data_give_the_same_bytes_and_another_seed_does_not(hours, settings):
    def forecast(seed: int) -> bytes:
        chosen = small("H", 24, seed=seed)
        return predict(train(hours, chosen), hours, START)["value"].to_numpy().tobytes()

    assert forecast(1) == forecast(1)
    assert forecast(1) != forecast(2)


def test_number_of_jobs_does_not_matter(hours, settings):
    model = train(hours, settings)
    alone = predict(model, hours, START)
    model.forests[0].set_params(n_jobs=2)
    pd.testing.assert_frame_equal(alone, predict(model, hours, START))


def test_a_model_survives_pickling(hours, settings):
    model = train(hours, settings)
    again = pickle.loads(pickle.dumps(model))
    pd.testing.assert_frame_equal(predict(model, hours, START), predict(again, hours, START))


@pytest.mark.parametrize("trees", [4, 8])
def test_a_forest_that_is_read_back_forecasts_the_same_however_many_trees_a_leaf_has_samples(hours, trees):
    model = train(hours, small("H", 24, trees=trees, leaf=trees))
    again = pickle.loads(pickle.dumps(model))

    assert again.forests[0].forest_.y_train_leaves.shape[0] == trees
    pd.testing.assert_frame_equal(predict(model, hours, START), predict(again, hours, START))


def test_a_seasonal_history_is_forecast_within_its_noise(hours, settings):
    start = START - pd.Timedelta(days=1)
    forecast = predict(train(hours[hours["timestamp"] < start], settings), hours, start)
    median = forecast[forecast["quantile"] == 0.5].merge(hours, on=["item_id", "timestamp"])
    error = (median["value"] - median["target_value"]).abs().groupby(median["item_id"]).mean()
    assert error["item0"] < 1.2  # the noise's own mean absolute value is 0.8
    assert error["item1"] < 12


@pytest.mark.parametrize(
    ("frequency", "periods", "horizon"),
    [
        ("H", 24 * 20, 1),
        ("H", 24 * 20, 300),
        ("D", 120, 28),
        ("W", 160, 13),
        ("M", 60, 18),
    ],
)
def test_forecasts_are_whole_ordered_and_never_negative(frequency, periods, horizon):
    history = make(frequency, periods, items=3)
    history["target_value"] = history["target_value"].clip(lower=0)
    history = history.drop(history.sample(frac=0.2, random_state=0).index)
    levels = (0.01, 0.1, 0.5, 0.9, 0.99)
    start = make(frequency, periods + 1)["timestamp"].iloc[-1]
    model = train(history, small(frequency, horizon, quantiles=levels))
    forecast = predict(model, history, start)
    assert len(forecast) == 3 * horizon * len(levels)
    assert forecast["timestamp"].min() == start
    values = forecast["value"].to_numpy().reshape(-1, len(levels))
    assert np.isfinite(values).all()
    assert (values >= 0).all()
    assert (np.diff(values, axis=1) >= 0).all()


def test_values_below_zero_are_forecast_where_they_have_been(settings):
    history = make("H", 24 * 20).assign(target_value=lambda rows: rows["target_value"] - 30)
    assert (predict(train(history, settings), history, START)["value"] < 0).all()


@pytest.mark.parametrize("value", [0.0, 7.0])
def test_a_constant_stays_what_it_is(value, settings):
    history = make("H", 24 * 20).assign(target_value=value)
    forecast = predict(train(history, settings), history, pd.Timestamp("2020-01-26"))
    np.testing.assert_allclose(forecast["value"], value)


def test_days_missing_from_every_month_leave_a_forecast(hours, settings):
    gapped = hours[~hours["timestamp"].dt.day.between(10, 14)]
    assert predict(train(gapped, settings), gapped, START)["value"].notna().all()


def test_extending_keeps_the_old_trees_and_learns_only_new_targets(hours, settings):
    week = START - pd.Timedelta(days=7)
    model = train(hours[hours["timestamp"] < week], settings)
    longer = extend(model, hours)
    assert longer.forests[0] is model.forests[0]
    assert len(longer.forests) == 2
    assert longer.forests[1].n_train_samples_ <= 2 * 7 * 24 * 24
    assert extend(longer, hours) is longer
    assert longer.seen == tuple(step + 7 * 24 for step in model.seen)


def test_extending_learns_a_change_of_level_in_its_direction(hours, settings):
    week = START - pd.Timedelta(days=7)
    model = train(hours[hours["timestamp"] < week], settings)
    before = pickle.dumps(predict(model, hours, START))
    longer = extend(model, hours)
    assert not predict(longer, hours, START).equals(predict(model, hours, START))
    assert pickle.dumps(predict(model, hours, START)) == before


def test_errors_name_what_is_wrong(hours, settings):
    model = train(hours, settings)
    stranger = make("H", 24).assign(item_id="stranger")
    twice = pd.concat([hours, hours.iloc[[5]]])
    hole = hours.assign(target_value=hours["target_value"].where(hours.index != 3))
    with pytest.raises(ForecastError, match=r"UNKNOWN_ITEM.*'stranger'"):
        predict(model, stranger, START)
    with pytest.raises(ForecastError, match="HISTORY_EMPTY"):
        predict(model, hours, pd.Timestamp("2019-01-01"))
    with pytest.raises(ForecastError, match="HISTORY_TOO_SHORT"):
        train(hours.iloc[:100], settings)
    with pytest.raises(ForecastError, match=r"DUPLICATE_ROW.*item0"):
        train(twice, settings)
    with pytest.raises(ForecastError, match=r"VALUE_NOT_FINITE.*row 3.*nan"):
        train(hole, settings)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"frequency": "Q"}, "UNKNOWN_FREQUENCY"),
        ({"horizon": 0}, "HORIZON_OUT_OF_RANGE"),
        ({"horizon": 1001}, "HORIZON_OUT_OF_RANGE"),
        ({"quantiles": (0.5, 0.1)}, "QUANTILES_OUT_OF_RANGE"),
        ({"quantiles": (0.001,)}, "QUANTILES_OUT_OF_RANGE"),
        ({"quantiles": ()}, "QUANTILES_OUT_OF_RANGE"),
        ({"trees": 0}, "SETTING_OUT_OF_RANGE"),
    ],
)
def test_settings_out_of_range_are_refused(more, code):
    with pytest.raises(ForecastError, match=code):
        ForestSettings(**{"frequency": "H", "horizon": 24, **more})


def test_an_item_without_new_rows_is_left_as_it_is(hours, settings):
    week = START - pd.Timedelta(days=7)
    model = train(hours[hours["timestamp"] < week], settings)
    longer = extend(model, hours[hours["item_id"] == "item1"])
    assert longer.seen == (model.seen[0], model.seen[1] + 7 * 24)
    assert set(predict(longer, hours[hours["item_id"] == "item0"], START)["item_id"]) == {"item0"}


def test_explosive_growth_of_one_item_does_not_spoil_the_others(settings):
    calm = make("H", 24 * 30)
    growth = calm.assign(item_id="growth", target_value=1.03 ** np.arange(len(calm)))
    history = pd.concat([growth, calm], ignore_index=True)
    start = pd.Timestamp("2020-02-05")
    forecast = predict(train(history, settings), history, start)
    assert forecast.loc[forecast["item_id"] == "item0", "value"].between(0, 20).all()
    top = growth["target_value"].max()
    assert forecast.loc[forecast["item_id"] == "growth", "value"].max() < 4 * top


def test_a_weekly_spike_is_forecast_in_its_hour(settings):
    history = make("H", 24 * 40)
    spike = (history["timestamp"].dt.day_of_week == 2) & (history["timestamp"].dt.hour == 9)
    history["target_value"] = np.where(spike, 100.0, 0.0)
    start = pd.Timestamp("2020-02-12")  # a Wednesday
    known = history[history["timestamp"] < start]
    forecast = predict(train(known, ForestSettings("H", 24)), known, start)
    at_nine = forecast["timestamp"].dt.hour == 9
    assert forecast.loc[at_nine & (forecast["quantile"] == 0.9), "value"].item() > 50
    assert (forecast.loc[~at_nine & (forecast["quantile"] == 0.5), "value"] < 5).all()


@pytest.mark.parametrize("rows", [1, 5])
def test_a_forecast_from_next_to_no_past_is_whole(rows):
    history = make("H", 24 * 40)
    model = train(history, ForestSettings("H", 24, trees=5))
    forecast = predict(model, history.head(rows), history["timestamp"].iloc[rows])

    assert np.isfinite(forecast["value"]).all()
