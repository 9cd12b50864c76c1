"""Databricks, as far as the package looks: its runtime, and Unity Catalog's service credentials."""

import sys
from types import ModuleType, SimpleNamespace

import pytest

TOKEN = "eyJ0eXAi.SENTINEL.c2lnbmF0dXJl"  # noqa: S105 # opens nothing
"""What every service credential gives here."""


class Catalog:
    """Unity Catalog, which remembers what it was asked: names of credentials, and scopes."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def provider(self, name: str) -> SimpleNamespace:
        """Return a credential as azure-core has them."""

        def get_token(scope: str) -> SimpleNamespace:
            self.asked.append((name, scope))
            return SimpleNamespace(token=TOKEN)

        return SimpleNamespace(get_token=get_token)


def on_databricks(monkeypatch: pytest.MonkeyPatch) -> Catalog:
    """Let the package find itself on Databricks."""
    catalog = Catalog()
    runtime = ModuleType("databricks.sdk.runtime")
    credentials = SimpleNamespace(getServiceCredentialsProvider=catalog.provider)
    monkeypatch.setattr(runtime, "dbutils", SimpleNamespace(credentials=credentials), raising=False)
    monkeypatch.setitem(sys.modules, "databricks.sdk.runtime", runtime)
    monkeypatch.setenv("DATABRICKS_RUNTIME_VERSION", "17.3")
    return catalog
