"""The pictures of a rehearsal's report: SVG in the page's own colours, by day and by night."""

from collections.abc import Callable
from io import StringIO
from itertools import pairwise
from typing import Any

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

Report = dict[str, Any]

WIDTH = 7.2
# Drawn in these, and replaced by the page's variables: Matplotlib has no notion of a variable.
INK, MUTED, WAIT, CLUSTER, FACTORY, FIXED = (
    "#010203",
    "#040506",
    "#070809",
    "#0a0b0c",
    "#0d0e0f",
    "#101112",
)
VARIABLES = {
    INK: "--ink",
    MUTED: "--muted",
    WAIT: "--wait",
    CLUSTER: "--cluster",
    FACTORY: "--factory",
    FIXED: "--fixed",
}
STYLE = {
    "axes.edgecolor": MUTED,
    "axes.labelcolor": INK,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "font.size": 9,
    "legend.frameon": False,
    "savefig.facecolor": "none",
    # Text stays text: it can be read aloud, searched, and follows the page's font.
    "svg.fonttype": "none",
    "svg.hashsalt": "rehearsal",
    "text.color": INK,
    "xtick.color": MUTED,
    "ytick.color": INK,
}


def pictures(run: Report, jobs: list[Report], fixed: float) -> dict[str, str]:
    """Return the pictures of a run.

    Args:
        run: its report.
        jobs: its job runs: from (minutes since the run began), start and work (minutes).
        fixed: what the fixed design costs.

    """
    drawn = {
        "timeline": _drawn(2.0, lambda axes: _timeline(axes, run, jobs)),
        "cost": _drawn(1.6, lambda axes: _cost(axes, run, fixed)),
    }
    for number, series in enumerate(run["series"]):
        drawn[f"forecast-{number}"] = _drawn(2.2, lambda axes, each=series: _forecast(axes, each))
    return drawn


def _timeline(axes: Axes, run: Report, jobs: list[Report]) -> None:
    """Draw what the run waited for, and when a cluster was on."""
    stages = [entry for entry in run["stages"] if entry["status"] != "queued"]
    for entry, after in pairwise(stages):
        span = (entry["minute"], after["minute"] - entry["minute"])
        if entry["status"] == "waiting" and span[1] > 0:
            axes.broken_barh([span], (0.6, 0.8), color=WAIT)
            axes.text(span[0] + span[1] / 2, 1.0, entry["stage"], ha="center", va="center", fontsize=8)
    for job in jobs:
        axes.broken_barh([(job["from"], job["start"])], (-0.4, 0.8), color=CLUSTER, alpha=0.45)
        axes.broken_barh([(job["from"] + job["start"], job["work"])], (-0.4, 0.8), color=CLUSTER)
    axes.set_yticks([0, 1], ["cluster on", "waits for"])
    axes.set_xlim(0, max(run["virtualMinutes"], 1))
    axes.set_ylim(-0.7, 1.7)
    axes.set_xlabel("minutes since the run began")
    axes.tick_params(left=False)


def _cost(axes: Axes, run: Report, fixed: float) -> None:
    """Draw the run's cost beside that of ten fixed hours."""
    cost = run["cost"]
    axes.barh([1], [fixed], color=FIXED)
    axes.barh([0], [cost["compute"]], color=CLUSTER, label="compute")
    axes.barh([0], [cost["dataFactory"]], left=[cost["compute"]], color=FACTORY, label="Data Factory")
    axes.text(fixed, 1, f"  {fixed:.2f}", va="center")
    axes.text(cost["total"], 0, f"  {cost['total']:.2f}", va="center")
    axes.set_yticks([0, 1], ["this run", "ten fixed hours"])
    axes.set_xlim(0, fixed * 1.12)
    axes.set_xlabel(cost["currency"])
    axes.tick_params(left=False)
    axes.legend(loc="lower right")


def _forecast(axes: Axes, series: Report) -> None:
    """Draw what came, and the band of the forecast."""
    times = pd.to_datetime(series["forecast"])
    levels = sorted(series["quantiles"], key=float)
    low, middle, high = levels[0], levels[len(levels) // 2], levels[-1]
    quantiles = series["quantiles"]
    axes.fill_between(
        times,
        quantiles[low],
        quantiles[high],
        color=CLUSTER,
        alpha=0.25,
        linewidth=0,
        label=f"{low} to {high}",
    )
    axes.plot(times, quantiles[middle], color=CLUSTER, linewidth=1.4, label=f"quantile {middle}")
    axes.plot(pd.to_datetime(series["timestamps"]), series["actual"], color=INK, linewidth=0.9, label="came")
    axes.set_title(series["item"], loc="left", fontsize=9)
    axes.set_ylim(bottom=0)
    axes.margins(x=0)
    axes.xaxis.set_major_locator(mpl.dates.AutoDateLocator(maxticks=6))
    axes.xaxis.set_major_formatter(mpl.dates.ConciseDateFormatter(axes.xaxis.get_major_locator()))
    # Beside the title, so that no line is under it.
    axes.legend(loc="lower right", bbox_to_anchor=(1, 0.98), ncols=3, fontsize=8, borderaxespad=0)


def _drawn(height: float, draw: Callable[[Axes], None]) -> str:
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(WIDTH, height), layout="constrained")
        draw(figure.subplots())
        out = StringIO()
        figure.savefig(out, format="svg", metadata={"Date": None})
    text = out.getvalue()
    for color, variable in VARIABLES.items():
        text = text.replace(color, f"var({variable})")
    return text[text.index("<svg") :]
