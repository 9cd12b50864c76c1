# Databricks notebook source
# MAGIC %md
# MAGIC # Promote
# MAGIC Makes an approved model version the champion of its forecast, and keeps the former one as `previous`.
# MAGIC Times are UTC, in ISO 8601.
# MAGIC
# MAGIC **`parameters`**, a JSON object: the approval as the run log holds it.
# MAGIC
# MAGIC | key | type | what |
# MAGIC |---|---|---|
# MAGIC | `forecast` | text | whose model it is |
# MAGIC | `model_version` | text | the version, as the model registry numbers it |
# MAGIC | `decision` | text | `approved` |
# MAGIC | `decided_by` | text | who approved it |
# MAGIC | `decided_at` | time | when |
# MAGIC
# MAGIC **`settings`**, a JSON object from the stack:
# MAGIC
# MAGIC | key | type | what |
# MAGIC |---|---|---|
# MAGIC | `lake` | path | the folder of the volumes: `/Volumes/<catalog>/<schema>` |
# MAGIC | `modelSchema` | text | where the registered models are: `<catalog>.<schema>` |
# MAGIC | `forecasts` | list | those with models: `name`, `backend`, `frequency`, `horizon` (steps), `quantiles` (0.01 to 0.99), `input` (a path below `lake`) |
# MAGIC
# MAGIC **Reads** the forecast's model in `modelSchema`. **Writes** its aliases `champion` and `previous`.

# COMMAND ----------

from forecast_platform.notebook import promote

parameters = dbutils.widgets.get("parameters")
settings = dbutils.widgets.get("settings")

# COMMAND ----------

answer = promote(parameters, settings)

# COMMAND ----------

dbutils.notebook.exit(answer)
