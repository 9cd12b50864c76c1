"""Forecasts of a model: each item by the forest of its group."""

from functools import partial
from pathlib import Path

import pandas as pd

from forecast_platform.data import write_table
from forecast_platform.errors import ForecastError
from forecast_platform.forest import predict
from forecast_platform.groups import GroupedHistory
from forecast_platform.groups.grouping import group_of
from forecast_platform.models.model_files import ModelFiles


def predict_items(files: ModelFiles, history: pd.DataFrame, start: pd.Timestamp) -> pd.DataFrame:
    """Return the forecast of those items of a history that a model knows; see `forest.predict`.

    Raises:
        ForecastError: MODEL_UNREADABLE, and those of `predict`.

    """
    count = files.groups
    forecasts = []
    for group, rows in history.groupby(history["item_id"].map(lambda item: group_of(str(item), count))):
        forest = files.read(int(str(group)))
        known = rows[rows["item_id"].isin(forest.model.items if forest is not None else ())]
        if forest is not None and len(known):
            forecasts.append(predict(forest.model, known, start))
    if not forecasts:
        return pd.DataFrame({"item_id": [], "timestamp": [], "quantile": [], "value": []})
    # One group is the usual case, and in order already.
    whole = pd.concat(forecasts, ignore_index=True) if len(forecasts) > 1 else forecasts[0]
    return whole.sort_values(["item_id", "timestamp", "quantile"], ignore_index=True)


def predict_groups(
    files: ModelFiles, history: GroupedHistory, start: pd.Timestamp, run_id: str, folder: Path
) -> tuple[int, int]:
    """Write the forecast of every item that a model knows, and return the rows and the items.

    Args:
        files: of the model.
        history: in groups, cut before the start.
        start: the first step forecast, local time.
        run_id: the first column of what is written.
        folder: gets `part-<group>.parquet` with run_id, item_id, timestamp, quantile and value.

    Raises:
        ForecastError: MODEL_UNREADABLE, HISTORY_TOO_SHORT, UNKNOWN_ITEM if it knows none.

    """
    written = history.each(partial(_predict_group, files, start, run_id, folder))
    rows, items = sum(rows for rows, _ in written), sum(items for _, items in written)
    if not rows:
        raise ForecastError(
            "UNKNOWN_ITEM",
            f"the model knows none of the {history.items} items",
            "train a model with these items, or give the data that it was trained on",
        )
    return rows, items


def _predict_group(  # noqa: PLR0913 - what all groups share, then the group's
    files: ModelFiles,
    start: pd.Timestamp,
    run_id: str,
    folder: Path,
    group: int,
    history: pd.DataFrame,
) -> tuple[int, int]:
    forecast = predict_items(files, history, start)
    if forecast.empty:
        return 0, 0
    forecast.insert(0, "run_id", run_id)
    write_table(forecast, folder / f"part-{group}.parquet")
    return len(forecast), int(forecast["item_id"].nunique())
