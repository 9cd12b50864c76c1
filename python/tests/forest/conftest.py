"""Small histories in which everything is known."""

import numpy as np
import pandas as pd
import pytest

from forecast_platform.forest import ForestSettings


def make(frequency: str, periods: int, items: int = 1, seed: int = 0) -> pd.DataFrame:
    """Return a seasonal history with noise, from 2020-01-06 (a Monday) or 2020-01-01."""
    random = np.random.default_rng(seed)
    rule = {"H": "h", "D": "D", "W": "W-MON", "M": "MS"}[frequency]
    season = {"H": 24, "D": 7, "W": 52, "M": 12}[frequency]
    stamps = pd.date_range("2020-01-01" if frequency == "M" else "2020-01-06", periods=periods, freq=rule)
    step = np.arange(periods)
    frames = [
        pd.DataFrame(
            {
                "item_id": f"item{code}",
                "timestamp": stamps,
                "target_value": (10.0**code)
                * (10 + 5 * np.sin(2 * np.pi * step / season) + random.normal(0, 1, periods)),
            }
        )
        for code in range(items)
    ]
    return pd.concat(frames, ignore_index=True)


@pytest.fixture
def hours() -> pd.DataFrame:
    """Return 40 days of hours of two items, the second ten times the first."""
    return make("H", 40 * 24, items=2)


@pytest.fixture
def settings() -> ForestSettings:
    """Return settings of a small forest, a day ahead."""
    return ForestSettings("H", 24, trees=10, rows=600)
