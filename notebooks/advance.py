# Databricks notebook source
# Takes one step of a run. Parameters in, one call into the package, one JSON document out.

# COMMAND ----------

parameters = dbutils.widgets.get("parameters")  # noqa: F821 - given by Databricks

# COMMAND ----------

raise NotImplementedError(
    "[NOTEBOOK_NOT_BUILT] advance: this version holds no forecasting package; "
    f"parameters were {len(parameters)} characters"
)
