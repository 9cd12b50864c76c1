"""Looking back finds what a plain filter finds."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from forecast_platform.forest.lookback import Lookback, exponential_mean, quantiles

observations = st.dictionaries(
    st.tuples(st.integers(0, 3), st.integers(-20, 20)), st.floats(-9, 9), min_size=1, max_size=40
)


@settings(max_examples=60, deadline=None)
@given(observations, st.integers(0, 4), st.integers(-30, 30), st.integers(1, 5))
def test_last_values_are_those_of_a_filter(seen, group, before, count):
    keys = np.array(list(seen), dtype=np.int64)
    look = Lookback(keys[:, 0], keys[:, 1], np.array(list(seen.values())))
    past = sorted((t for g, t in seen if g == group and t < before), reverse=True)[:count]
    expected = np.full(count, np.nan)
    expected[: len(past)] = [seen[group, t] for t in past]
    found = look.last(np.array([group]), np.array([before]), count)
    np.testing.assert_array_equal(found[0], expected)


def test_quantiles_ignore_missing_values_as_numpy_does():
    rows = np.array([[3.0, 1.0, 2.0, np.nan], [5.0, np.nan, np.nan, np.nan]])
    np.testing.assert_allclose(quantiles(rows, (0.1, 0.5)), np.nanquantile(rows, (0.1, 0.5), axis=1).T)
    assert np.isnan(quantiles(np.full((1, 3), np.nan), (0.5,))).all()


def test_exponential_mean_weighs_the_newest_most():
    np.testing.assert_allclose(exponential_mean(np.array([[4.0, 1.0, np.nan]]), 0.5), [3.0])
