"""`dukou chains backtest|complexity`: the same numbers as a table and as JSON, in both languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dukou.chains.commands import app
from dukou.chains.core.backtest.scores import LABELS
from dukou.chains.tests.panels_made import CODES, grown, lines_of
from dukou.kit.core.labels import speaking


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The synthetic panel as an office would write it."""
    path = tmp_path_factory.mktemp("panels") / "made-up.csv"
    path.write_text("\n".join(["fips,naics,year,emp,est", *lines_of(grown())]), encoding="utf-8")
    return path


def told(*words: str) -> str:
    ran = CliRunner().invoke(app, words, catch_exceptions=False)
    assert ran.exit_code == 0, ran.output
    return ran.stdout


def test_a_back_test_as_json_and_as_a_table(file: Path) -> None:
    words = ("backtest", "--panel", str(file), "--task", "activation", "--least", "50")
    found = json.loads(told(*words, "--format", "json"))
    assert (found["panel"], found["task"], found["base"], found["label"]) == ("made-up", "activation", 2021, 2023)
    assert set(found["methods"]) == set(LABELS)
    with speaking("en"):
        shown = told(*words)
    assert "activation: made-up, 2021→2023" in shown
    assert f"{found['methods']['density']['ap']:.4f}" in shown
    assert "密度（Hidalgo 2007）" in told(*words)


def test_the_most_complex_first(file: Path) -> None:
    found = json.loads(told("complexity", "--panel", str(file), "--year", "2021", "--format", "json"))
    pci = [row["pci"] for row in found["industries"] if row["pci"] is not None]
    assert found["period"] == 2021 and pci == sorted(pci, reverse=True)
    assert {row["industry"] for row in found["industries"]} == set(CODES)
    shown = told("complexity", "--panel", str(file), "--top", "1", "--columns", "value=emp")
    assert "2023" in shown and "ECI" in shown
