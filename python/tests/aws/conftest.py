"""One pair of stand-ins for all tests of a process, empty before each of them."""

from collections.abc import Iterator
from pathlib import Path

import mlflow
import pytest
from cloud import Cloud, running_cloud
from mlflow.tracking import MlflowClient
from play import ACCOUNT, REGION, YARDSTICK, Play, deliver, make_bucket


@pytest.fixture(scope="session")
def _cloud() -> Iterator[Cloud]:
    with running_cloud(ACCOUNT, REGION) as cloud:
        yield cloud


@pytest.fixture(scope="session")
def _store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty MLflow store: making one takes seconds."""
    path = tmp_path_factory.mktemp("store") / "mlflow.db"
    MlflowClient(f"sqlite:///{path}").search_experiments()
    return path


@pytest.fixture
def cloud(_cloud: Cloud, monkeypatch: pytest.MonkeyPatch) -> Cloud:
    return empty(_cloud, monkeypatch)


@pytest.fixture(scope="module")
def cloud_for_module(_cloud: Cloud) -> Iterator[Cloud]:
    """For a fixture of a module, whose tests empty it again."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        yield empty(_cloud, monkeypatch)


@pytest.fixture
def lake(tmp_path: Path, _store: Path) -> Iterator[Path]:
    fill(tmp_path, _store)
    yield tmp_path
    mlflow.end_run()


@pytest.fixture(scope="module")
def new_lake(tmp_path_factory: pytest.TempPathFactory, _store: Path) -> Path:
    """A lake for a fixture of a module."""
    path = tmp_path_factory.mktemp("lake")
    fill(path, _store)
    return path


@pytest.fixture
def play(cloud: Cloud, lake: Path) -> Play:
    return Play(cloud, lake)


def empty(cloud: Cloud, monkeypatch: pytest.MonkeyPatch) -> Cloud:
    """Lead boto to the stand-ins, which begin anew at the yardstick's pace."""
    for name, value in cloud.environment.items():
        monkeypatch.setenv(name, value)
    for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN", "DATABRICKS_RUNTIME_VERSION"):
        monkeypatch.delenv(name, raising=False)
    cloud.reset()
    cloud.scenario(minutes=YARDSTICK)
    make_bucket()
    return cloud


def fill(lake: Path, store: Path) -> None:
    """Give a lake an MLflow store and the input."""
    (lake / "mlflow.db").write_bytes(store.read_bytes())
    deliver(lake)
