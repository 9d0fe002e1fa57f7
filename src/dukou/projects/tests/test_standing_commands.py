"""`dukou projects show` and `gate`: several words in one cell are read as words in a table and as a list by programs."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dukou.accounts.core.viewers import command_line_viewer
from dukou.projects.actions import dates
from dukou.projects.commands import app
from dukou.projects.tests.district_made import NOW, load, registered

pytestmark = pytest.mark.django_db


@pytest.fixture
def key(tmp_path: Path) -> str:
    """A project with a day."""
    load(tmp_path)
    by = command_line_viewer("clerk")
    row = registered(by)
    dates.announce(by=by, project=row.key, stage="production", day=date(2025, 3, 1), said_by="虚构投资方", now=NOW)
    return row.key


def told(*words: str) -> str:
    ran = CliRunner().invoke(app, words, catch_exceptions=False)
    assert ran.exit_code == 0, ran.output
    return ran.stdout


def test_announced_days_are_days_in_both_forms(key: str) -> None:
    found = {each["stage"]["en"]: each["announced"] for each in json.loads(told("show", key, "--format", "json"))}
    assert found == {"lead": [], "production": ["2025-03-01"]}
    shown = told("show", key)
    assert "2025-03-01" in shown and not any(each in shown for each in ("[", "datetime"))


def test_what_a_gate_misses_is_named_in_both_forms(key: str) -> None:
    [found] = json.loads(told("gate", key, "--stage", "signed", "--format", "json"))
    assert (found["answer"], found["missing"]) == ("unknown", [{"zh": "有法律意见", "en": "has a legal opinion"}])
    shown = told("gate", key, "--stage", "signed")
    assert shown.count("有法律意见") == 2 and "Label" not in shown
