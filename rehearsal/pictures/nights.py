"""Many nights: how their cost and the time until results are spread."""

from typing import Any

import numpy as np

from pictures.canvas import CLUSTER, FIXED, INK, Canvas, Picture

BINS = {False: 40, True: 20}
"""Bars of the wide and of the narrow form."""


def spread(document: dict[str, Any]) -> Picture:
    """Return the histogram of a figure over nights.

    Args:
        document: `values`, its `name` and `unit`, and the mark `wanted`: `share` of the nights shall be at
            or under `most`; none where nothing is wanted.

    """
    values, wanted = np.asarray(document["values"], float), document["wanted"]
    name, unit = document["name"], document["unit"]
    text = f"Median {np.median(values):.4g}, nine of ten at most {np.quantile(values, 0.9):.4g} {unit}"
    if wanted is not None:
        text += f"; wanted is at most {wanted['most']:g} {unit} {wanted['of']}"

    return Picture(
        title=f"{name} of {len(values)} nights",
        text=f"{text}.",
        height=1.9,
        draw=lambda canvas: _draw(canvas, values, document),
    )


def _draw(canvas: Canvas, values: np.ndarray, document: dict[str, Any]) -> None:
    axes, wanted = canvas.axes, document["wanted"]
    axes.hist(values, bins=BINS[canvas.narrow], color=document.get("color", CLUSTER), rwidth=0.9)
    marks = [
        ("median", float(np.median(values)), INK, "-"),
        ("9 of 10", float(np.quantile(values, 0.9)), INK, ":"),
    ]
    if wanted is not None:
        marks.append((f"wanted {wanted['of']}", wanted["most"], FIXED, "--"))
    for row, (words, at, color, line) in enumerate(sorted(marks, key=lambda mark: mark[1])):
        axes.axvline(at, color=color, linewidth=1.4, linestyle=line)
        axes.annotate(
            f" {words}: {at:.3g}",
            (at, 1),
            xytext=(2, 4 + 11 * (len(marks) - 1 - row)),
            xycoords=("data", "axes fraction"),
            textcoords="offset points",
            annotation_clip=False,
            color=color,
        )
    axes.set_xlim(left=0)
    axes.set_xlabel(document["unit"])
    axes.set_ylabel("nights")
