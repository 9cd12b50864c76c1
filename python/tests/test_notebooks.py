"""The jobs' notebooks, run as Databricks runs them, with stand-ins for `dbutils` and what they call.

Not proven here: that Databricks gives a notebook these two widgets, or takes the answer.
"""

import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
NAMES = ["advance", "clean_up", "promote"]
ANALYSTS = ["explore_forecast", "train_random_forest"]
WIDGETS = {"parameters": '{"now":"2026-11-25T00:00:00Z"}', "settings": '{"lake":"/Volumes/c/s"}'}


def run(name, function, monkeypatch):
    """Run a notebook; return what it ended with, nothing where it has not."""
    module = ModuleType("forecast_platform.notebook")
    setattr(module, name, function)
    monkeypatch.setitem(sys.modules, "forecast_platform.notebook", module)
    exits = []
    dbutils = SimpleNamespace(
        widgets=SimpleNamespace(get=WIDGETS.__getitem__),
        notebook=SimpleNamespace(exit=exits.append),
    )
    path = NOTEBOOKS / f"{name}.py"
    exec(compile(path.read_text(encoding="utf-8"), path, "exec"), {"dbutils": dbutils})  # noqa: S102
    return exits


def test_these_are_all_notebooks():
    assert sorted(path.stem for path in NOTEBOOKS.iterdir()) == sorted([*NAMES, *ANALYSTS])


@pytest.mark.parametrize("name", NAMES)
def test_calls_the_package_once_with_both_documents_and_ends_with_its_answer(name, monkeypatch):
    calls = []

    def answer(parameters, settings):
        calls.append((parameters, settings))
        return '{"status":"advance"}'

    exits = run(name, answer, monkeypatch)

    assert calls == [(WIDGETS["parameters"], WIDGETS["settings"])]
    assert exits == ['{"status":"advance"}']


@pytest.mark.parametrize("name", NAMES)
def test_fails_as_the_package_fails(name, monkeypatch):
    def refuse(_parameters, _settings):
        message = "no such forecast"
        raise LookupError(message)

    with pytest.raises(LookupError, match="no such forecast"):
        run(name, refuse, monkeypatch)


@pytest.mark.parametrize("name", NAMES)
def test_is_in_the_source_format_and_says_what_it_is_for(name):
    cells = (NOTEBOOKS / f"{name}.py").read_text(encoding="utf-8").split("\n# COMMAND ----------\n\n")
    first, *code = cells

    assert first.startswith("# Databricks notebook source\n# MAGIC %md\n# MAGIC # ")
    assert all(line.startswith("# MAGIC") for line in first.strip().split("\n")[1:])
    assert all(f"`{word}`" in first for word in WIDGETS)
    assert len(code) == 3
