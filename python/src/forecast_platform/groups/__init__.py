"""A history in groups of items, and the engines that work on the groups: one by one, or many at once."""

from forecast_platform.groups.engine import Engine, EngineName, Rows
from forecast_platform.groups.engines import engine_of
from forecast_platform.groups.history import GroupedHistory, Source, grouped
from forecast_platform.groups.opened import opened

__all__ = ["Engine", "EngineName", "GroupedHistory", "Rows", "Source", "engine_of", "grouped", "opened"]
