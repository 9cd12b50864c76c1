"""Many nights: how a figure of theirs is spread."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from pictures.canvas import CLUSTER, FIXED, INK, Canvas, Picture

BINS = 24
LINE = 11
"""Points from one line of words to the next."""


def spread(document: dict[str, Any]) -> Picture:
    """Return the histogram of a figure over nights.

    Args:
        document: `values`, the figure's `name` and `unit`, and what is `wanted`: `{"most", "of"}`, the
            largest value and of which share of the nights; none where nothing is wanted.

    """
    values, wanted = np.asarray(document["values"], float), document["wanted"]
    name, unit = document["name"], document["unit"]
    text = f"Median {np.median(values):.3g}, nine of ten at most {np.quantile(values, 0.9):.3g} {unit}"
    if wanted is not None:
        text += f"; wanted is at most {wanted['most']:g} {unit} {wanted['of']}"

    return Picture(
        title=f"{name}: {len(values)} nights",
        text=f"{text}.",
        height=2.3,
        draw=lambda canvas: _draw(canvas, values, document),
        small=True,
    )


def _draw(canvas: Canvas, values: NDArray[np.float64], document: dict[str, Any]) -> None:
    axes = canvas.axes
    axes.hist(values, bins=BINS, color=CLUSTER, rwidth=0.9)
    marks = _marks(values, document["wanted"])
    middle = max(values.max(), *(at for _, at, _, _ in marks)) / 2
    for row, (words, at, color, line) in enumerate(marks):
        axes.axvline(at, color=color, linewidth=1.4, linestyle=line)
        axes.annotate(
            f"{words} {at:.3g}",
            (at, 1),
            xycoords=("data", "axes fraction"),
            # Towards the middle, where there is room.
            ha="left" if at < middle else "right",
            xytext=(0, 4 + LINE * row),
            textcoords="offset points",
            annotation_clip=False,
            color=color,
        )
    axes.set_xlim(left=0)
    axes.set_xlabel(f"{document['name']}, {document['unit']}")
    axes.set_ylabel("nights")


def _marks(values: NDArray[np.float64], wanted: dict[str, Any] | None) -> list[tuple[str, float, str, str]]:
    """Words, place, colour and line style of each mark."""
    marks = [
        ("median", float(np.median(values)), INK, "-"),
        ("9 of 10 at most", float(np.quantile(values, 0.9)), INK, ":"),
    ]
    if wanted is not None:
        marks.append((f"wanted {wanted['of']}", wanted["most"], FIXED, "--"))
    return marks
