"""What an analyst asks of a forecast in a notebook: how good it is, where, and how that looks.

study = Study(Path("lake/curated/demand"), ForestSettings("D", 14), pd.Timestamp("2026-03-02"))
study.problems()
backtest = study.backtest(windows=8)
backtest.windows(), backtest.items(), backtest.picture()
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from io import StringIO
from pathlib import Path

import pandas as pd
from matplotlib.figure import Figure

from forecast_platform.accuracy import Window, pooled, score, window_table
from forecast_platform.cli import main, option_words
from forecast_platform.data import CheckedData, Contract, check, read
from forecast_platform.data.frequency import shift
from forecast_platform.errors import ForecastError
from forecast_platform.forest import ForestSettings, predict, train
from forecast_platform.groups.grouping import group_of, groups_for
from forecast_platform.models.picture import forecast_picture


def run_command(name: str, **options: object) -> dict[str, object]:
    """Run a command of the package in this process, and return its answer.

    Args:
        name: of the command, such as `train`.
        options: as on the command line, with `_` for `-`; None and False are left out.

    Raises:
        ForecastError: what the command answers with.

    """
    out = StringIO()
    main([name, *option_words(options)], out)
    answer: dict[str, object] = json.loads(out.getvalue())
    error = answer.get("error")
    if isinstance(error, dict):
        raise ForecastError(error["code"], error["message"], error["repair"])
    return answer


@dataclass(frozen=True)
class Backtest:
    """Forecasts of past windows, beside what came.

    Attributes:
        history: item_id, timestamp, target_value.
        settings: of the forests.
        forecasts: one a window, the earliest first; see `predict`.

    """

    history: pd.DataFrame
    settings: ForestSettings
    forecasts: Sequence[pd.DataFrame]

    def windows(self) -> pd.DataFrame:
        """Return the accuracy by window; see `window_table`."""
        return window_table([score(self.history, each, self.settings) for each in self.forecasts])

    def items(self) -> pd.DataFrame:
        """Return the accuracy by item over all windows, the largest loss first.

        Returns:
            item_id, size (sum of its absolute actuals), wape, wql (mean over the quantiles), and
            ratio, that to the baseline: above 1 the same hour or day of the past weeks is better.

        """
        rows = []
        for item, history in self.history.groupby("item_id"):
            windows = self._windows_of(str(item), history)
            if windows:
                found = pooled(windows)
                rows.append((item, found.size, found.wape, found.loss, found.ratio))
        table = pd.DataFrame(rows, columns=["item_id", "size", "wape", "wql", "ratio"])
        # What costs most is a large loss of a large item.
        order = (table["wql"] * table["size"]).sort_values(ascending=False).index
        return table.loc[order].reset_index(drop=True)

    def picture(self, items: Sequence[str] | None = None) -> Figure:
        """Return the last window: the forecast of some items beside what came; default the largest."""
        history, forecast = self.history, self.forecasts[-1]
        if items is not None:
            history, forecast = (each[each["item_id"].isin(items)] for each in (history, forecast))
        return forecast_picture(history, forecast, f"from {forecast['timestamp'].min()}")

    def _windows_of(self, item: str, history: pd.DataFrame) -> list[Window]:
        windows = []
        for forecast in self.forecasts:
            own = forecast[forecast["item_id"] == item]
            if len(own) and history["timestamp"].isin(own["timestamp"]).any():
                windows.append(score(history, own, self.settings))
        return windows


@dataclass(frozen=True)
class Study:
    """A forecast to be looked at.

    Attributes:
        data: a CSV or Parquet file, or a folder of them.
        settings: of the forest.
        start: the first step that the next run would forecast, local time.
        time_zone: IANA zone of the local time, for timestamps with an offset.
        max_bad_share: share of bad rows, 0 to 1, above which the data are refused.

    """

    data: Path
    settings: ForestSettings
    start: pd.Timestamp
    time_zone: str | None = None
    max_bad_share: float = Contract.max_bad_share

    @cached_property
    def checked(self) -> CheckedData:
        """The data, checked.

        Raises:
            ForecastError: those of `read` and `check`.

        """
        contract = Contract(
            self.settings.frequency,
            allow_negative=True,
            max_bad_share=self.max_bad_share,
            time_zone=self.time_zone,
        )
        return check(read(self.data), contract)

    def problems(self) -> pd.DataFrame:
        """Return what is wrong with the data, a row a problem."""
        columns = ["severity", "code", "count", "message", "repair"]
        return pd.DataFrame([each.to_json() for each in self.checked.problems], columns=columns)

    def backtest(self, windows: int = 4) -> Backtest:
        """Forecast the windows before the start, one horizon apart, each by forests trained before it.

        Raises:
            ForecastError: HISTORY_TOO_SHORT, and others of `train` and `predict`.

        """
        history = self.checked.history[["item_id", "timestamp", "target_value"]]
        known = history[history["timestamp"] < self.start]
        settings = self.settings
        starts = [
            shift(self.start, -number * settings.horizon, settings.frequency)
            for number in range(windows, 0, -1)
        ]
        return Backtest(known, settings, [self._forecast(known, start) for start in starts])

    def _forecast(self, history: pd.DataFrame, start: pd.Timestamp) -> pd.DataFrame:
        past = history[history["timestamp"] < start]
        if past.empty:
            raise ForecastError("HISTORY_TOO_SHORT", f"no row lies before {start}", "ask for fewer windows")
        count = groups_for(past["item_id"].nunique())
        groups = past["item_id"].map(lambda item: group_of(str(item), count))
        parts = [predict(train(part, self.settings), part, start) for _, part in past.groupby(groups)]
        return pd.concat(parts).sort_values(["item_id", "timestamp", "quantile"], ignore_index=True)
