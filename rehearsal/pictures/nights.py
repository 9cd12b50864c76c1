"""Many nights: how a figure of theirs is spread."""

from typing import Any

import numpy as np
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from pictures.canvas import CLUSTER, FIXED, INK, Canvas, Picture

# Words, place, colour and line style of each.
Marks = list[tuple[str, float, str, str]]

BINS = 24
LINE = 11
"""Points from one line of words to the next."""


def spread(document: dict[str, Any]) -> Picture:
    """Return the histogram of a figure over nights.

    Args:
        document: `values`, the figure's `name`, `unit` and `decimals`, and what is `wanted`:
            `{"most", "of"}`, the largest value and of which share of the nights; none where nothing is.

    """
    values, wanted = np.asarray(document["values"], float), document["wanted"]
    name, unit, decimals = document["name"], document["unit"], document["decimals"]
    marks = [
        ("median", _quantile(values, 0.5), INK, "-"),
        ("9 of 10 at most", _quantile(values, 0.9), INK, ":"),
    ]
    if wanted is not None:
        marks.append((f"wanted {wanted['of']}", wanted["most"], FIXED, "--"))
    words = [(f"{mark}: {at:.{decimals}f}", at, color, line) for mark, at, color, line in marks]

    return Picture(
        title=f"{name}: {len(values)} nights",
        text=f"In {unit}, {'; '.join(text for text, *_ in words)}.",
        height=2.3,
        draw=lambda canvas: _draw(canvas, values, words, f"{name}, {unit}"),
        small=True,
    )


def _quantile(values: NDArray[np.float64], share: float) -> float:
    """Return the least value that this share of the nights does not exceed, as the document counts it."""
    return float(np.quantile(values, share, method="inverted_cdf"))


def _draw(canvas: Canvas, values: NDArray[np.float64], marks: Marks, label: str) -> None:
    axes = canvas.axes
    most = max(values.max(), *(at for _, at, _, _ in marks))
    axes.hist(values, bins=BINS, range=(0, most), color=CLUSTER, rwidth=0.9)
    for row, (words, at, color, line) in enumerate(marks):
        axes.axvline(at, color=color, linewidth=1.4, linestyle=line)
        axes.annotate(
            words,
            (at, 1),
            xycoords=("data", "axes fraction"),
            # Towards the middle, where there is room.
            ha="left" if at < most / 2 else "right",
            xytext=(0, 4 + LINE * row),
            textcoords="offset points",
            annotation_clip=False,
            color=color,
        )
    axes.set_xlim(0, most * 1.02)
    axes.yaxis.set_major_locator(MaxNLocator(4, integer=True))
    axes.set_xlabel(label)
    axes.set_ylabel("nights")
