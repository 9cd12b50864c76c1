"""The model registry: versions of a forecast's model, and which of them is in charge.

Unity Catalog on Databricks, a SQLite store elsewhere. The alias `champion` is the version that
forecasts, `challenger` one that passed validation, `previous` the champion before: for rollback.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Literal
from weakref import finalize

import mlflow
from mlflow.artifacts import download_artifacts
from mlflow.exceptions import MlflowException
from mlflow.tracking import MlflowClient

from forecast_platform.errors import ForecastError
from forecast_platform.models.model_files import FORESTS, ModelFiles, unreadable

Alias = Literal["champion", "challenger", "previous"]

MODEL_VERSION = "model_version"
"""The tag of an MLflow run with the number of the version that it registered."""

_SQLITE = "sqlite:///"


@dataclass(frozen=True)
class Version:
    """A version of a model.

    Attributes:
        number: from 1, as text.
        run_id: the MLflow run that logged it.
        tags: its tags.

    """

    number: str
    run_id: str
    tags: Mapping[str, str]


def default_store() -> str:
    """Return where MLflow keeps runs and models unless a command says otherwise.

    `MLFLOW_TRACKING_URI`, else the workspace on Databricks, else `mlflow.db` in this folder.
    """
    given = os.environ.get("MLFLOW_TRACKING_URI")
    on_databricks = "DATABRICKS_RUNTIME_VERSION" in os.environ
    return given or ("databricks" if on_databricks else f"{_SQLITE}mlflow.db")


class Registry:
    """The versions of one model."""

    def __init__(self, model: str, store: str | None = None) -> None:
        """Connect.

        Args:
            model: its name; `catalog.schema.model` in Unity Catalog.
            store: a tracking URI of MLflow; default `default_store()`.

        """
        self.model = model
        self.store = store or default_store()
        mlflow.set_tracking_uri(self.store)
        mlflow.set_registry_uri("databricks-uc" if self.store == "databricks" else self.store)
        self._client = MlflowClient()
        self._place = Path(mkdtemp(prefix="forecast-platform-models-"))
        finalize(self, rmtree, self._place, ignore_errors=True)
        self._fetched: dict[str, ModelFiles] = {}

    def holder(self, alias: Alias) -> Version | None:
        """Return the version that holds an alias, if any."""
        try:
            found = self._client.get_model_version_by_alias(self.model, alias)
        except MlflowException as error:
            if error.error_code in {"RESOURCE_DOES_NOT_EXIST", "INVALID_PARAMETER_VALUE", "NOT_FOUND"}:
                return None
            raise
        return self.version(str(found.version))

    def champion_groups(self) -> int | None:
        """Return the groups that items of the champion fall into; none without a champion."""
        champion = self.holder("champion")
        return None if champion is None else self.files(champion).groups

    def version(self, number: str) -> Version:
        """Return a version.

        Raises:
            ForecastError: MODEL_VERSION_UNKNOWN.

        """
        try:
            found = self._client.get_model_version(self.model, number)
        except MlflowException as error:
            raise ForecastError(
                "MODEL_VERSION_UNKNOWN",
                f"model {self.model} has no version {number[:20]!r}",
                f"give one of its versions: {', '.join(self._numbers()) or 'there is none yet'}",
            ) from error
        return Version(str(found.version), str(found.run_id), dict(found.tags))

    def of_run(self, experiment: str, run_id: str) -> Version | None:
        """Return the version that a run of the platform has registered, if any.

        Args:
            experiment: id of the forecast's experiment.
            run_id: the run's, which every MLflow run has as a tag.

        """
        wanted = f"tags.run_id = '{run_id}' and tags.{MODEL_VERSION} != ''"
        found = self._client.search_runs([experiment], wanted, max_results=1)
        return self.version(found[0].data.tags[MODEL_VERSION]) if found else None

    def files(self, version: Version) -> ModelFiles:
        """Return the files of a version, which never change: they are fetched once.

        Raises:
            ForecastError: MODEL_UNREADABLE.

        """
        if version.number not in self._fetched:
            place = self._place / version.number
            place.mkdir()
            try:
                found = download_artifacts(f"models:/{self.model}/{version.number}", dst_path=str(place))
            except (MlflowException, OSError) as error:
                what = f"version {version.number} of model {self.model}"
                raise unreadable(what, error) from error
            self._fetched[version.number] = ModelFiles(Path(found) / "artifacts" / FORESTS)
        return self._fetched[version.number]

    def give(self, alias: Alias, version: Version) -> None:
        """Let a version hold an alias, which leaves the one that held it."""
        self._client.set_registered_model_alias(self.model, alias, version.number)

    def take(self, alias: Alias) -> None:
        """Let nobody hold an alias."""
        self._client.delete_registered_model_alias(self.model, alias)

    def tag(self, version: Version, tags: Mapping[str, str]) -> None:
        """Write tags on a version."""
        for key, value in tags.items():
            self._client.set_model_version_tag(self.model, version.number, key, value)

    def experiment(self, forecast: str) -> str:
        """Return the id of a forecast's experiment, made where it is missing."""
        name = f"/Shared/forecast-platform/{forecast}" if self.store == "databricks" else forecast
        found = self._client.get_experiment_by_name(name)
        if found is not None:
            return str(found.experiment_id)
        return str(self._client.create_experiment(name, self._artifacts()))

    def _artifacts(self) -> str | None:
        """Return where a local store keeps artifacts: beside its database, wherever it is started."""
        if not self.store.startswith(_SQLITE):
            return None
        database = Path(self.store.removeprefix(_SQLITE)).resolve()
        return (database.parent / "mlartifacts").as_uri()

    def _numbers(self) -> list[str]:
        found = self._client.search_model_versions(f"name='{self.model}'")
        return sorted((str(version.version) for version in found), key=int)
