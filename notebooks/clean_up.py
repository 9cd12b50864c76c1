# Databricks notebook source
# MAGIC %md
# MAGIC # Clean up
# MAGIC Deletes what is older than its retention from the forecasting services. Times are UTC, in ISO 8601.
# MAGIC
# MAGIC **`parameters`**, a JSON object from the pipeline `clean-up`:
# MAGIC
# MAGIC | key | type | what |
# MAGIC |---|---|---|
# MAGIC | `now` | time | the time that ages are counted to; the clock is not read |
# MAGIC | `retention_days` | days | what is older is deleted |
# MAGIC
# MAGIC **`settings`**, a JSON object from the stack:
# MAGIC
# MAGIC | key | type | what |
# MAGIC |---|---|---|
# MAGIC | `lake` | path | the folder of the volumes: `/Volumes/<catalog>/<schema>` |
# MAGIC | `modelSchema` | text | where the registered models are: `<catalog>.<schema>` |
# MAGIC | `aws` | object | `accountId`, `region`, `bucket`, `audience`, `serviceCredential`, `tags`, and `prefix` and `roles` (ARNs) of each service in `backends` |
# MAGIC | `forecasts` | list | those on an AWS backend: `name`, `backend`, `frequency`, `horizon` (steps), `quantiles` (0.01 to 0.99), `input` (a path below `lake`) |
# MAGIC
# MAGIC **Ends with** `{"deleted": ...}`, in all and of each service.
# MAGIC **Reads and writes** no table and no path of the lake: it lists and deletes what carries the
# MAGIC environment's tags in AWS.

# COMMAND ----------

from forecast_platform.notebook import clean_up

parameters = dbutils.widgets.get("parameters")
settings = dbutils.widgets.get("settings")

# COMMAND ----------

answer = clean_up(parameters, settings)

# COMMAND ----------

dbutils.notebook.exit(answer)
