"""Where pictures are drawn: one style, the page's colours, a wide form and one for phones."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO
from typing import Any
from xml.etree import ElementTree as ET

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
from matplotlib.figure import Figure
from matplotlib.typing import RcKeyType

# Drawn in these, and replaced by the page's variables: Matplotlib has no notion of a variable.
INK, MUTED, GRID, WAIT, SERVICE, CLUSTER, FACTORY, FIXED, BAD = (
    f"#0102{number:02x}" for number in range(3, 12)
)
VARIABLES = {
    INK: "--ink",
    MUTED: "--muted",
    GRID: "--line",
    WAIT: "--wait",
    SERVICE: "--service",
    CLUSTER: "--cluster",
    FACTORY: "--factory",
    FIXED: "--fixed",
    BAD: "--bad",
}
STYLE: dict[RcKeyType, Any] = {
    "axes.axisbelow": True,
    "axes.edgecolor": MUTED,
    "axes.facecolor": "none",
    "axes.labelcolor": MUTED,
    "axes.spines.left": False,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "figure.facecolor": "none",
    "font.size": 9.5,
    "grid.color": GRID,
    "grid.linewidth": 0.7,
    "legend.frameon": False,
    "path.simplify": True,
    "savefig.facecolor": "none",
    # Text stays text: it can be read aloud, searched, and follows the page's font.
    "svg.fonttype": "none",
    "svg.hashsalt": "rehearsal",
    "text.color": INK,
    "xtick.color": MUTED,
    "xtick.labelcolor": MUTED,
    "ytick.color": MUTED,
    "ytick.labelcolor": INK,
    "ytick.major.size": 0,
}
# Inches; on the page an inch is about 96 pixels in the wide form, 100 in the narrow one.
WIDE, NARROW = 9.6, 3.6
SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"

ET.register_namespace("", SVG)
ET.register_namespace("xlink", XLINK)


@dataclass(frozen=True)
class Canvas:
    """What is drawn on."""

    axes: Axes
    narrow: bool


@dataclass(frozen=True)
class Picture:
    """One picture.

    Args:
        title: what it shows, in a few words.
        text: the same as it is read aloud, with its figures.
        height: inches.
        draw: draws it.
        small: whether it has the narrow form alone, and stands beside others.

    """

    title: str
    text: str
    height: float
    draw: Callable[[Canvas], None]
    small: bool = False


def day_axis(axes: Axes, ticks: int) -> None:
    """Let an axis of times have at most so many ticks, each as short as it can be."""
    days = AutoDateLocator(minticks=2, maxticks=ticks)
    axes.xaxis.set_major_locator(days)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(days))


def rendered(picture: Picture, identity: str) -> dict[str, str]:
    """Return a picture as SVG texts, `wide` and `narrow`, whose ids begin with its identity."""
    forms = {"narrow": NARROW} if picture.small else {"wide": WIDE, "narrow": NARROW}
    return {form: _svg(picture, width, f"{identity}-{form}") for form, width in forms.items()}


def _svg(picture: Picture, width: float, identity: str) -> str:
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(width, picture.height), layout="constrained")
        picture.draw(Canvas(figure.subplots(), narrow=width == NARROW))
        out = StringIO()
        figure.savefig(out, format="svg", metadata={"Date": None})
    root = ET.fromstring(out.getvalue())  # noqa: S314 - what Matplotlib wrote
    _name(root, picture, identity)
    _keep_own_ids(root, identity)
    _round_places(root)
    text = ET.tostring(root, encoding="unicode")
    for color, variable in VARIABLES.items():
        text = text.replace(color, f"var({variable})")
    return text


def _name(root: ET.Element, picture: Picture, identity: str) -> None:
    """Say what it shows; the sizes are the page's matter, and what made it is told elsewhere."""
    for attribute in ("width", "height"):
        del root.attrib[attribute]
    metadata = root.find(f"{{{SVG}}}metadata")
    if metadata is not None:
        root.remove(metadata)
    root.set("role", "img")
    root.set("aria-labelledby", f"{identity}-title {identity}-text")
    for place, (tag, role, words) in enumerate(
        [("title", "title", picture.title), ("desc", "text", picture.text)]
    ):
        element = ET.Element(f"{{{SVG}}}{tag}", {"id": f"{identity}-{role}"})
        element.text = words
        root.insert(place, element)


def _round_places(root: ET.Element) -> None:
    """Keep hundredths of a point: what is finer is no difference to see, and half of the size."""
    for element in root.iter():
        for key in {"d", "transform", "x", "y"} & element.attrib.keys():
            element.set(key, re.sub(r"(\d+\.\d\d)\d+", r"\1", element.attrib[key]))


def _keep_own_ids(root: ET.Element, identity: str) -> None:
    """Keep the ids that something refers to, and make them the picture's own on a page of many."""
    text = ET.tostring(root, encoding="unicode")
    used = set(re.findall(r'url\(#([^)]+)\)|href="#([^"]+)"', text))
    names = {name for pair in used for name in pair if name}
    for element in root.iter():
        own = element.get("id")
        if own is not None and not own.startswith(identity):
            if own in names:
                element.set("id", f"{identity}-{own}")
            else:
                del element.attrib["id"]
        for key, value in element.attrib.items():
            element.set(key, re.sub(r"url\(#([^)]+)\)", rf"url(#{identity}-\1)", value))
            if key == f"{{{XLINK}}}href":
                element.set(key, value.replace("#", f"#{identity}-", 1))
