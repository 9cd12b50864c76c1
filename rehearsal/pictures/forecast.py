"""A forecast beside what came."""

from typing import Any

import pandas as pd
from matplotlib.ticker import MaxNLocator

from pictures.canvas import CLUSTER, INK, MUTED, Canvas, Picture, day_axis


def forecast(series: dict[str, Any]) -> Picture:
    """Return the picture of one item: its history, its forecast with quantiles, and what came."""
    low, _, high = _levels(series)
    inside = _inside(series, low, high)

    return Picture(
        title=f"Forecast of {series['item']} beside what came",
        text=f"{len(series['forecast'])} steps from {series['forecast'][0]} on; "
        f"{inside} of them came between the quantiles {low} and {high}.",
        height=1.9,
        small=True,
        draw=lambda canvas: _draw(canvas, series),
    )


def _levels(series: dict[str, Any]) -> tuple[str, str, str]:
    levels = sorted(series["quantiles"], key=float)
    return levels[0], levels[len(levels) // 2], levels[-1]


def _inside(series: dict[str, Any], low: str, high: str) -> int:
    came = dict(zip(series["timestamps"], series["actual"], strict=True))
    band = zip(series["forecast"], series["quantiles"][low], series["quantiles"][high], strict=True)
    return sum(least <= came[time] <= most for time, least, most in band if time in came)


def _draw(canvas: Canvas, series: dict[str, Any]) -> None:
    axes = canvas.axes
    times = pd.to_datetime(series["forecast"])
    low, middle, high = _levels(series)
    quantiles = series["quantiles"]
    axes.fill_between(times, quantiles[low], quantiles[high], color=CLUSTER, alpha=0.22, linewidth=0)
    axes.plot(times, quantiles[middle], color=CLUSTER, linewidth=1.8)
    axes.axvline(times[0], color=MUTED, linewidth=0.7, linestyle=(0, (4, 3)))
    axes.plot(pd.to_datetime(series["timestamps"]), series["actual"], color=INK, linewidth=1)
    axes.set_title(series["item"], loc="left", fontsize=9.5, fontweight="bold")
    axes.set_ylim(bottom=min(0, *series["actual"], *quantiles[low]))
    axes.margins(x=0)
    axes.grid(axis="y")
    axes.yaxis.set_major_locator(MaxNLocator(4))
    day_axis(axes, 4)
