# Databricks notebook source
# MAGIC %md
# MAGIC # Explore a forecast
# MAGIC How good a random forest would have been on past windows: by window, by item, and as pictures.
# MAGIC Times are local, as in the data. Nothing is registered, and no run is touched.
# MAGIC
# MAGIC | parameter | type | what |
# MAGIC |---|---|---|
# MAGIC | `data` | path | the history: `/Volumes/<catalog>/<schema>/curated/<folder>`, CSV or Parquet with `item_id`, `timestamp`, `target_value` |
# MAGIC | `frequency` | text | the length of a step: `H`, `D`, `W` or `M` |
# MAGIC | `horizon` | steps | how far is forecast, 1 to 1000 |
# MAGIC | `quantiles` | list | 0.01 to 0.99, rising, with commas |
# MAGIC | `country` | text | ISO 3166 code whose holidays count as Sundays; empty for none |
# MAGIC | `start` | local time | the first step after the last window |
# MAGIC | `windows` | number | windows, one horizon apart; each trains anew, some seconds for 20 items |
# MAGIC
# MAGIC **Reads** `data`. **Writes** nothing.

# COMMAND ----------

from pathlib import Path

import pandas as pd

from forecast_platform.analysis import Study
from forecast_platform.forest import ForestSettings

for name, value in {
    "data": "",
    "frequency": "D",
    "horizon": "14",
    "quantiles": "0.1,0.5,0.9",
    "country": "",
    "start": "",
    "windows": "4",
}.items():
    dbutils.widgets.text(name, value)
given = dbutils.widgets.get

# COMMAND ----------

settings = ForestSettings(
    given("frequency"),
    int(given("horizon")),
    tuple(float(level) for level in given("quantiles").split(",")),
    given("country") or None,
)
study = Study(Path(given("data")), settings, pd.Timestamp(given("start")))

# COMMAND ----------

# MAGIC %md ## What is wrong with the data

# COMMAND ----------

display(study.problems())

# COMMAND ----------

# MAGIC %md ## Accuracy by window
# MAGIC `ratio` is the loss beside that of the same hour or day of the past weeks: below 1 the forest is better.

# COMMAND ----------

backtest = study.backtest(int(given("windows")))
display(backtest.windows())

# COMMAND ----------

# MAGIC %md ## Accuracy by item, the costliest first

# COMMAND ----------

items = backtest.items()
display(items)

# COMMAND ----------

# MAGIC %md ## The last window: the largest items, then the costliest

# COMMAND ----------

display(backtest.picture())
display(backtest.picture(items["item_id"].head(4).tolist()))
