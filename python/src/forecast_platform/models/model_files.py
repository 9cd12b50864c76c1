"""A model as files: a forest a group, beside what they have in common.

model.json              settings, and the number of groups
group-0.joblib ...      the forests; a group without items has none
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import joblib
import pandas as pd

from forecast_platform.errors import ForecastError
from forecast_platform.forest import ForestModel, ForestSettings

FORESTS = "forests"
"""The name of the folder, and of the artifact of a version that it is."""


@dataclass(frozen=True)
class GroupForest:
    """The forest of a group.

    Attributes:
        model: the forest.
        scheduled_at: the scheduled time of the run that trained it, UTC: its age is counted from it.

    """

    model: ForestModel
    scheduled_at: pd.Timestamp


@dataclass(frozen=True)
class ModelFiles:
    """The files of a model.

    Attributes:
        folder: where they are.

    """

    folder: Path

    @property
    def settings(self) -> ForestSettings:
        """The settings of the training."""
        settings = self._common()["settings"]
        return ForestSettings(**{**settings, "quantiles": tuple(settings["quantiles"])})

    @property
    def groups(self) -> int:
        """The groups that items fall into."""
        return int(self._common()["groups"])

    def describe(self, settings: ForestSettings, groups: int) -> None:
        """Write what the forests have in common."""
        self.folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps({"groups": groups, "settings": asdict(settings)}, indent=2)
        (self.folder / "model.json").write_text(text, encoding="utf-8")

    def read(self, group: int) -> GroupForest | None:
        """Return the forest of a group, if it has one.

        Raises:
            ForecastError: MODEL_UNREADABLE.

        """
        path = self._path(group)
        if not path.exists():
            return None
        try:
            forest: GroupForest = joblib.load(path)
        except Exception as error:
            raise unreadable(f'its file "{path.name}"', error) from error
        return forest

    def write(self, group: int, forest: GroupForest) -> None:
        """Write the forest of a group."""
        self.folder.mkdir(parents=True, exist_ok=True)
        joblib.dump(forest, self._path(group), compress=3)

    def _path(self, group: int) -> Path:
        return self.folder / f"group-{group}.joblib"

    def _common(self) -> dict:  # type: ignore[type-arg] # JSON
        try:
            common: dict = json.loads((self.folder / "model.json").read_text(encoding="utf-8"))  # type: ignore[type-arg]
        except (OSError, ValueError) as error:
            raise unreadable('its file "model.json"', error) from error
        return common


def unreadable(what: str, error: Exception) -> ForecastError:
    """Return the error of a model that cannot be read."""
    return ForecastError(
        "MODEL_UNREADABLE",
        f"the model cannot be read: {what}: {str(error)[:200]}",
        "roll back to the previous champion, or train anew",
    )
