"""What is drawn of what: each kind of document has its pictures, by name."""

from collections.abc import Iterator
from typing import Any

from pictures.canvas import Picture, rendered
from pictures.cost import cost
from pictures.forecast import forecast
from pictures.month import losses, outcomes
from pictures.nights import spread
from pictures.timeline import timeline

Document = dict[str, Any]


def draw(of: str, document: Document) -> dict[str, dict[str, str]]:
    """Return the pictures of a document by name, each as SVG texts `wide` and `narrow`.

    Args:
        of: `run`, `month` or `spread`.
        document: its `id`, from which the pictures' ids are made, and for a run `run`, its report, and
            `fixed`, the cost of the fixed design; for a month `runs`; for a spread see `nights.spread`.

    """
    pictures = {"run": _run, "month": _month, "spread": _spread}[of](document)
    return {name: rendered(picture, f"{document['id']}-{name}") for name, picture in pictures}


def _run(document: Document) -> Iterator[tuple[str, Picture]]:
    run = document["run"]
    yield "timeline", timeline(run)
    yield "cost", cost(run["cost"], document["fixed"])
    for number, series in enumerate(run["series"]):
        yield f"forecast-{number}", forecast(series)


def _month(document: Document) -> Iterator[tuple[str, Picture]]:
    yield "outcomes", outcomes(document["runs"])
    if any(run["accuracy"] is not None for run in document["runs"]):
        yield "losses", losses(document["runs"])


def _spread(document: Document) -> Iterator[tuple[str, Picture]]:
    yield "spread", spread(document)
