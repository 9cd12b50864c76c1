"""A run in time: its stages, the cluster and Data Factory as lanes."""

from itertools import pairwise
from typing import Any

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator, MultipleLocator

from pictures.canvas import BAD, CLUSTER, FACTORY, GRID, INK, SERVICE, WAIT, Canvas, Picture

BAR = 0.56
# Share of the axis below which a bar would not be seen.
LEAST = 0.002
LONG_RUN = 150
"""Minutes from which the axis is in hours."""


def timeline(run: dict[str, Any]) -> Picture:
    """Return the picture of what a run did and waited for."""
    lanes = list(dict.fromkeys(entry["stage"] for entry in run["stages"]))
    height = 0.75 + 0.31 * (len(lanes) + 2)

    return Picture(
        title=f"What {run['forecast']} did and waited for",
        text=_words(run, lanes),
        height=height,
        draw=lambda canvas: _draw(canvas, run, lanes),
    )


def _words(run: dict[str, Any], lanes: list[str]) -> str:
    spans = _spans(run)
    parts = []
    for lane in lanes:
        own = [span for span in spans if span[0] == lane]
        if own:
            parts.append(f"{lane} from minute {own[0][2]:.0f} to {own[-1][3]:.0f}")
    clusters = [
        f"{each['from']:.0f} to {each['from'] + each['start'] + each['work']:.0f}"
        for each in run["timeline"]["clusters"]
    ]
    on = f"A cluster was on in minutes {', '.join(clusters)}." if clusters else "No cluster was on."
    return f"{'; '.join(parts) or 'No stage was begun'}. {on}"


def _spans(run: dict[str, Any]) -> list[tuple[str, str, float, float]]:
    """Stage, status, and from which minute to which."""
    return [
        (entry["stage"], entry["status"], entry["minute"], after["minute"])
        for entry, after in pairwise(run["stages"])
        if entry["status"] != "queued"
    ]


def _draw(canvas: Canvas, run: dict[str, Any], lanes: list[str]) -> None:
    axes = canvas.axes
    end = max(run["virtualMinutes"] or 0, 1)
    rows = {lane: row for row, lane in enumerate(["Data Factory", "cluster", *reversed(lanes)])}
    least = end * LEAST
    for lane, status, start, stop in _spans(run):
        _bar(axes, rows[lane], (start, max(stop - start, least)), _color(lane, status))
    for each in run["timeline"]["clusters"]:
        _bar(axes, rows["cluster"], (each["from"], each["start"]), CLUSTER, pale=True)
        _bar(axes, rows["cluster"], (each["from"] + each["start"], max(each["work"], least)), CLUSTER)
    for each in run["timeline"]["activities"]:
        span = (each["from"], max(each["to"] - each["from"], least))
        if each["type"] == "Wait":
            axes.broken_barh([span], (-BAR / 2, BAR), facecolor="none", edgecolor=WAIT, linewidth=0.8)
        else:
            _bar(axes, rows["Data Factory"], span, FACTORY)
    _end(axes, run, end, len(rows))
    axes.set_yticks(list(rows.values()), list(rows))
    axes.axhline(1.5, color=GRID, linewidth=0.8)
    axes.set_ylim(-0.5, len(rows) - 0.5)
    _time_axis(canvas, end)


def _color(stage: str, status: str) -> str:
    """Who works: the service, Data Factory itself where results are loaded, or else a job."""
    if status == "waiting":
        return SERVICE
    return FACTORY if stage == "load" else CLUSTER


def _bar(axes: Axes, row: int, span: tuple[float, float], color: str, *, pale: bool = False) -> None:
    axes.broken_barh([span], (row - BAR / 2, BAR), facecolor=color, alpha=0.4 if pale else None, linewidth=0)


def _end(axes: Axes, run: dict[str, Any], end: float, top: float) -> None:
    succeeded = run["outcome"] == "succeeded"
    axes.axvline(end, color=INK if succeeded else BAD, linewidth=1)
    axes.annotate(
        "results loaded" if succeeded else run["outcome"],
        (end, top - 0.5),
        xytext=(0, 3),
        textcoords="offset points",
        ha="right",
        color=INK if succeeded else BAD,
        annotation_clip=False,
    )


def _time_axis(canvas: Canvas, end: float) -> None:
    axes = canvas.axes
    axes.set_xlim(0, end * 1.004)
    axes.grid(axis="x")
    if end < LONG_RUN:
        axes.xaxis.set_major_locator(MaxNLocator(6, integer=True))
        axes.set_xlabel("minutes since the run began")
        return
    hours = end / 60
    steps = [step for step in (0.5, 1, 2, 3, 6, 12, 24) if hours / step <= (5 if canvas.narrow else 10)]
    axes.xaxis.set_major_locator(MultipleLocator(60 * (steps[0] if steps else hours)))
    axes.xaxis.set_major_formatter(lambda minute, _: f"{minute / 60:g}")
    axes.set_xlabel("hours since the run began")
