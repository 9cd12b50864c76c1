"""The pictures of a rehearsal's report: SVG in the page's own colours, by day and by night."""

from pictures.draw import draw

__all__ = ["draw"]
