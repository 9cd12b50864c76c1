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
    for name, value in _cloud.environment.items():
        monkeypatch.setenv(name, value)
    for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN", "DATABRICKS_RUNTIME_VERSION"):
        monkeypatch.delenv(name, raising=False)
    _cloud.reset()
    make_bucket()
    return _cloud


@pytest.fixture
def lake(tmp_path: Path, _store: Path) -> Iterator[Path]:
    (tmp_path / "mlflow.db").write_bytes(_store.read_bytes())
    deliver(tmp_path)
    yield tmp_path
    mlflow.end_run()


@pytest.fixture
def play(cloud: Cloud, lake: Path) -> Play:
    cloud.scenario(minutes=YARDSTICK)
    return Play(cloud, lake)
