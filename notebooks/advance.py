# Databricks notebook source
# MAGIC %md
# MAGIC # Advance
# MAGIC Takes one step of a run: the stage that is due, and no wait. Times are UTC, in ISO 8601.
# MAGIC
# MAGIC **`parameters`**, a JSON object from the run log's decision:
# MAGIC
# MAGIC | key | type | what |
# MAGIC |---|---|---|
# MAGIC | `run_id`, `step_id` | text | the run (a GUID), and the step of it |
# MAGIC | `now` | time | the time that every decision is made for; the clock is not read |
# MAGIC | `forecast`, `backend`, `stage` | text | what is forecast, by which engine, and the stage that is due |
# MAGIC | `period` | local time | the first step that is forecast, in the forecast's own time zone |
# MAGIC | `scheduled_at`, `deadline_at` | time | when the run was due, and when it has to be done |
# MAGIC | `frequency` | text | the length of a step: `H`, `D`, `W` or `M` |
# MAGIC | `retrain_after_minutes` | minutes | the age at which a model is trained again |
# MAGIC | `approval` | text | `none` or `required` |
# MAGIC | `attempt` | number | which try of this stage it is |
# MAGIC | `state` | JSON text | what the step before left behind; `{}` at first |
# MAGIC
# MAGIC **`settings`**, a JSON object from the stack:
# MAGIC
# MAGIC | key | type | what |
# MAGIC |---|---|---|
# MAGIC | `lake` | path | the folder of the volumes: `/Volumes/<catalog>/<schema>` |
# MAGIC | `modelSchema` | text | where the registered models are: `<catalog>.<schema>` |
# MAGIC | `aws` | object | of a backend in AWS: `accountId`, `region`, `bucket`, `audience`, `serviceCredential`, `tags`, and its `prefix` and `roles` (ARNs) in `backends` |
# MAGIC | `forecasts` | list | of this job's backend: `name`, `backend`, `frequency`, `horizon` (steps), `quantiles` (0.01 to 0.99), `input` (a path below `lake`), `timeZone` (IANA), `country` (ISO 3166), `allowNegative` |
# MAGIC
# MAGIC **Reads** the forecast's `input`, and the models in `modelSchema` or what the service in AWS holds.
# MAGIC **Writes** `forecasts/_steps/<step_id>.json`, the answer that the pipeline looks up, and at the end
# MAGIC the results below `forecasts/_runs/<run_id>/`; models in `modelSchema`, or jobs of the service.
# MAGIC Taken again with the same `step_id`, it does nothing.

# COMMAND ----------

from forecast_platform.notebook import advance

parameters = dbutils.widgets.get("parameters")
settings = dbutils.widgets.get("settings")

# COMMAND ----------

answer = advance(parameters, settings)

# COMMAND ----------

dbutils.notebook.exit(answer)
