"""A model as MLflow serves it: history in, quantile forecasts out.

This file itself is what MLflow logs ("models from code"), so that no pickled class of ours has to be
read back; the forests are artifacts beside it.
"""

from pathlib import Path

import mlflow
import pandas as pd
from mlflow.pyfunc.model import PythonModel, PythonModelContext

from forecast_platform.forest.grid import to_steps, to_timestamps
from forecast_platform.models.model_files import FORESTS, ModelFiles
from forecast_platform.models.predict import predict_items


class ServedForests(PythonModel):
    """The forests of a model behind MLflow's interface."""

    files: ModelFiles

    def load_context(self, context: PythonModelContext) -> None:
        """Find the forests; each is read when its items are asked for."""
        self.files = ModelFiles(Path(context.artifacts[FORESTS]))

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
        start = pd.Timestamp(given) if given else self._next(model_input)
        return predict_items(self.files, model_input, start)

    def _next(self, history: pd.DataFrame) -> pd.Timestamp:
        frequency = self.files.settings.frequency
        return to_timestamps(to_steps(history["timestamp"], frequency).max(keepdims=True) + 1, frequency)[0]


mlflow.models.set_model(ServedForests())
