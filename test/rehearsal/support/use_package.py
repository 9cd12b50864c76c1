# Databricks notebook source
# MAGIC %md
# MAGIC Lets the notebooks that follow import `forecast_platform` from another folder: a copy of the package.
# MAGIC
# MAGIC **`folder`**: where that copy is.

# COMMAND ----------

import sys

folder = dbutils.widgets.get("folder")  # noqa: F821 - Databricks' own

sys.path[:] = [folder, *(each for each in sys.path if each != folder)]
for name in [each for each in sys.modules if each.partition(".")[0] == "forecast_platform"]:
    del sys.modules[name]

import forecast_platform  # noqa: E402

dbutils.notebook.exit(forecast_platform.__file__)  # noqa: F821 - Databricks' own
