# Databricks notebook source
# MAGIC %md
# MAGIC # Train a random forest
# MAGIC One training as a run does it, by hand: reuse, extend or train anew, measure, log to MLflow, register,
# MAGIC validate. Who passes becomes `challenger`; the champion is never changed here.
# MAGIC
# MAGIC | parameter | type | what |
# MAGIC |---|---|---|
# MAGIC | `forecast` | text | its name: that of the experiment `/Shared/forecast-platform/<forecast>` |
# MAGIC | `model` | text | the registered model: `<catalog>.<schema>.<forecast>` with `_` for `-` |
# MAGIC | `data` | path | the history: `/Volumes/<catalog>/<schema>/curated/<folder>`, CSV or Parquet with `item_id`, `timestamp`, `target_value` |
# MAGIC | `frequency` | text | the length of a step: `H`, `D`, `W` or `M` |
# MAGIC | `horizon` | steps | how far is forecast, 1 to 1000 |
# MAGIC | `quantiles` | list | 0.01 to 0.99, rising, with commas |
# MAGIC | `start` | local time | the first step that is forecast; nothing from there on is learnt |
# MAGIC | `scheduled_at` | UTC | the time from which the model's age counts |
# MAGIC | `retrain_after_minutes` | minutes | the age from which a champion is not used as it is |
# MAGIC
# MAGIC **Reads** `data` and the champion. **Writes** an MLflow run with parameters, metrics by window, tags,
# MAGIC the forecast and its picture, and a version of `model`, for which one needs `CREATE MODEL VERSION`.

# COMMAND ----------

import mlflow
import pandas as pd

from forecast_platform.analysis import run_command

for name, value in {
    "forecast": "",
    "model": "",
    "data": "",
    "frequency": "D",
    "horizon": "14",
    "quantiles": "0.1,0.5,0.9",
    "start": "",
    "scheduled_at": "",
    "retrain_after_minutes": "10080",
}.items():
    dbutils.widgets.text(name, value)
given = dbutils.widgets.get
model = {name: given(name) for name in ("forecast", "model", "data", "start")}
training = {
    name: given(name)
    for name in ("frequency", "horizon", "quantiles", "scheduled_at", "retrain_after_minutes")
}

# COMMAND ----------

# MAGIC %md ## Train

# COMMAND ----------

trained = run_command("train", **model, **training)
display(pd.DataFrame([trained]))

# COMMAND ----------

# MAGIC %md ## Validate against the champion

# COMMAND ----------

validated = run_command("validate", **model, model_version=trained["model_version"], mode="warn")
display(pd.DataFrame(validated["checks"]))

# COMMAND ----------

# MAGIC %md ## The last held-out window

# COMMAND ----------

display(mlflow.artifacts.load_image(f"runs:/{trained['mlflow_run_id']}/forecast-against-actuals.png"))
