"""A run's cost beside that of ten fixed hours."""

from typing import Any

from pictures.canvas import CLUSTER, FACTORY, FIXED, Canvas, Picture


def cost(cost: dict[str, Any], fixed: float) -> Picture:
    """Return the picture of what a run cost, and what ten fixed hours would have."""
    currency = cost["currency"]

    return Picture(
        title="What it cost beside ten fixed hours",
        text=f"This run: {cost['total']:.2f} {currency}, of which {cost['compute']:.2f} for compute and "
        f"{cost['dataFactory']:.2f} for Data Factory. Ten fixed hours: {fixed:.2f} {currency}.",
        height=1.15,
        draw=lambda canvas: _draw(canvas, cost, fixed),
    )


def _draw(canvas: Canvas, cost: dict[str, Any], fixed: float) -> None:
    axes = canvas.axes
    axes.barh([1], [fixed], height=0.6, color=FIXED)
    axes.barh([0], [cost["compute"]], height=0.6, color=CLUSTER)
    axes.barh([0], [cost["dataFactory"]], left=[cost["compute"]], height=0.6, color=FACTORY)
    for row, value in enumerate([cost["total"], fixed]):
        axes.annotate(
            f"{value:.2f}", (value, row), (4, 0), textcoords="offset points", va="center", fontweight="bold"
        )
    axes.set_yticks([0, 1], ["this run", "ten fixed\nhours" if canvas.narrow else "ten fixed hours"])
    axes.set_xlim(0, max(fixed, cost["total"]) * (1.2 if canvas.narrow else 1.08))
    axes.set_xlabel(cost["currency"])
