"""A random forest, direct in the horizon, that forecasts quantiles for a group of items."""

from forecast_platform.forest.model import ForestModel, extend, predict, train
from forecast_platform.forest.settings import ForestSettings

__all__ = ["ForestModel", "ForestSettings", "extend", "predict", "train"]
