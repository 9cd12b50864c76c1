"""A forest as MLflow serves it: history in, quantile forecasts out.

This file itself is what MLflow logs ("models from code"), so that no pickled class of ours has to be
read back; the forest is an artifact beside it.
"""

import joblib
import mlflow
import pandas as pd
from mlflow.pyfunc.model import PythonModel, PythonModelContext

from forecast_platform.forest import ForestModel, predict
from forecast_platform.forest.grid import to_steps, to_timestamps

FOREST = "forest"
"""The name of the artifact that holds the forest."""


class ServedForest(PythonModel):
    """A forest behind MLflow's interface."""

    forest: ForestModel

    def load_context(self, context: PythonModelContext) -> None:
        """Read the forest."""
        self.forest = joblib.load(context.artifacts[FOREST])

    def predict(
        self,
        context: PythonModelContext,  # noqa: ARG002 - MLflow's signature
        model_input: pd.DataFrame,
        params: dict[str, object] | None = None,
    ) -> pd.DataFrame:
        """Return forecasts: item_id, timestamp, quantile, value.

        Args:
            context: not used.
            model_input: item_id, timestamp (naive), target_value: the history.
            params: `start`, the first step that is forecast, ISO 8601; empty is the step after the
                last one of the history.

        """
        given = str((params or {}).get("start") or "")
        return predict(self.forest, model_input, pd.Timestamp(given) if given else self._next(model_input))

    def _next(self, history: pd.DataFrame) -> pd.Timestamp:
        frequency = self.forest.settings.frequency
        return to_timestamps(to_steps(history["timestamp"], frequency).max(keepdims=True) + 1, frequency)[0]


mlflow.models.set_model(ServedForest())
