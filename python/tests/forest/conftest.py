"""The history and the settings that most suites use."""

import pandas as pd
import pytest
from histories import make

from forecast_platform.forest import ForestSettings


@pytest.fixture
def hours() -> pd.DataFrame:
    """Return 40 days of hours of two items, the second ten times the first."""
    return make("H", 40 * 24, items=2)


@pytest.fixture
def settings() -> ForestSettings:
    """Return settings of a small forest, a day ahead."""
    return ForestSettings("H", 24, trees=10, rows=600)
