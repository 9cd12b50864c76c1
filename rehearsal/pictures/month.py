"""Many runs over days: how each ended, and how good its forecast was."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from pictures.canvas import BAD, CLUSTER, FACTORY, FIXED, MUTED, Canvas, Picture, day_axis

Runs = list[dict[str, Any]]

# Colour, marker and words of an outcome: nothing is said by colour alone.
OUTCOMES = {"succeeded": (FACTORY, "o"), "failed": (BAD, "X"), "cancelled": (MUTED, "D")}
LINES = [CLUSTER, FIXED, FACTORY, MUTED]


def outcomes(runs: Runs) -> Picture:
    """Return the picture of how each run ended, a lane a forecast."""
    names = _forecasts(runs)
    counts = pd.Series([run["outcome"] for run in runs]).value_counts()

    return Picture(
        title="How each run ended",
        text=f"{len(runs)} runs of {', '.join(names)}: "
        f"{', '.join(f'{count} {outcome}' for outcome, count in counts.items())}.",
        height=0.62 + 0.3 * len(names),
        draw=lambda canvas: _outcomes(canvas, runs, names),
    )


def losses(runs: Runs) -> Picture:
    """Return the picture of each forecast's loss beside the seasonal baseline's."""
    measured = [run for run in runs if run["accuracy"] is not None]
    better = sum(run["accuracy"]["ratio"] < 1 for run in measured)

    return Picture(
        title="Loss of each forecast beside the seasonal baseline's",
        text=f"{better} of {len(measured)} forecasts were better than the seasonal baseline.",
        height=2,
        draw=lambda canvas: _losses(canvas, measured, _forecasts(runs)),
    )


def _forecasts(runs: Runs) -> list[str]:
    return list(dict.fromkeys(run["forecast"] for run in runs))


def _outcomes(canvas: Canvas, runs: Runs, names: list[str]) -> None:
    axes = canvas.axes
    rows = {name: row for row, name in enumerate(reversed(names))}
    for run in runs:
        color, marker = OUTCOMES.get(run["outcome"], (BAD, "s"))
        axes.plot(
            _times([run]), [rows[run["forecast"]]], marker, color=color, markersize=5 if canvas.narrow else 7
        )
    axes.set_yticks(list(rows.values()), list(rows))
    axes.set_ylim(-0.6, len(rows) - 0.4)
    _days(axes, narrow=canvas.narrow)


def _losses(canvas: Canvas, runs: Runs, names: list[str]) -> None:
    axes = canvas.axes
    axes.axhline(1, color=MUTED, linewidth=1, linestyle=(0, (4, 3)))
    for number, name in enumerate(names):
        own = [run for run in runs if run["forecast"] == name]
        axes.plot(
            _times(own),
            [run["accuracy"]["ratio"] for run in own],
            color=LINES[number % len(LINES)],
            marker="osD^"[number % 4],
            markersize=4,
            linewidth=1.2,
            label=name,
        )
    axes.grid(axis="y")
    axes.set_ylim(bottom=0)
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=3, borderaxespad=0.2)
    _days(axes, narrow=canvas.narrow)


def _days(axes: Axes, *, narrow: bool) -> None:
    day_axis(axes, 4 if narrow else 9)
    axes.margins(x=0.03)


def _times(runs: Runs) -> pd.DatetimeIndex:
    return pd.to_datetime([run["startedAt"] for run in runs]).tz_localize(None)
