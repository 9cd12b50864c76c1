"""A forecast beside what came, as a picture."""

import pandas as pd
from matplotlib.figure import Figure

_MOST_ITEMS = 4
_PAST_STEPS = 3
"""Lengths of the forecast that are shown before it."""


def forecast_picture(history: pd.DataFrame, forecast: pd.DataFrame, title: str) -> Figure:
    """Return the largest items, each with its recent past, its forecast and the band around it.

    Args:
        history: item_id, timestamp, target_value; the forecast's own steps among them.
        forecast: item_id, timestamp, quantile, value.
        title: above the picture.

    """
    sizes = history.groupby("item_id")["target_value"].sum().abs().sort_values(ascending=False)
    items = list(sizes.index[:_MOST_ITEMS])
    figure = Figure(figsize=(10, 2.6 * len(items) + 0.6), layout="constrained")
    figure.suptitle(title)
    axes = figure.subplots(len(items), 1, squeeze=False)[:, 0]
    for place, item in zip(axes, items, strict=True):
        wide = forecast[forecast["item_id"] == item].pivot_table(
            index="timestamp", columns="quantile", values="value"
        )
        start = wide.index[0] - _PAST_STEPS * (wide.index[-1] - wide.index[0])
        known = history[(history["item_id"] == item) & (history["timestamp"] >= start)]
        known = known[known["timestamp"] <= wide.index[-1]]
        place.plot(known["timestamp"], known["target_value"], color="0.25", linewidth=1, label="actual")
        middle = wide.columns[len(wide.columns) // 2]
        place.plot(wide.index, wide[middle], color="C0", label=f"quantile {middle:g}")
        low, high = wide.columns[0], wide.columns[-1]
        place.fill_between(
            wide.index, wide[low], wide[high], color="C0", alpha=0.25, label=f"{low:g} to {high:g}"
        )
        place.set_title(str(item)[:60], loc="left", fontsize=9)
        place.margins(x=0)
    axes[0].legend(loc="upper left", ncols=3, fontsize=8)
    return figure
