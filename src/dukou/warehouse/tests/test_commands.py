"""The command line of the warehouse: what it prints, what it refuses, how it exits."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from typer.testing import CliRunner, Result

from dukou.kit.callers import called_by
from dukou.kit.core.actors import Actor
from dukou.kit.core.homes import Home
from dukou.kit.core.refusals import Refusal
from dukou.warehouse.commands import app
from dukou.warehouse.core.questions import QUESTIONS
from dukou.warehouse.queries.declared import TABLES
from dukou.warehouse.queries.snapshots import snapshot_names, warehouse

pytestmark = pytest.mark.django_db
ASK_GROWTH = ["snapshots", "ask", "growth-by-industry"]


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home of the test's own."""
    monkeypatch.setattr(settings, "HOME", Home(tmp_path))


def said(*words: str) -> Result:
    """What a command of the operator says."""
    return CliRunner().invoke(app, list(words), catch_exceptions=False)


def told(*words: str) -> Any:
    """The same as JSON."""
    result = said(*words, "--format", "json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def refusal_of(*words: str) -> str:
    """The code of the refusal of a command."""
    with pytest.raises(Refusal) as refused:
        said(*words)
    return refused.value.code


def test_a_snapshot_is_taken_listed_and_verified() -> None:
    taken = told("snapshot", "--known-on", "2024-07-08")
    (name,) = snapshot_names()
    assert (taken["name"], taken["is_new"], taken["known_on"]) == (name, True, "2024-07-08")
    assert taken["rows"] == dict.fromkeys(TABLES.keys(), 0)
    assert told("snapshot", "--known-on", "2024-07-08") == taken | {"is_new": False}
    assert [(each["name"], each["known_on"], each["rows"], each["fault"]) for each in told("snapshots", "list")] == [
        (name, "2024-07-08", 0, None)
    ]
    assert told("snapshots", "verify", name) == {"name": name, "is_sound": True, "faults": []}
    assert "完好" in said("snapshots", "verify").stdout


def test_a_changed_file_ends_with_one() -> None:
    told("snapshot")
    (warehouse() / snapshot_names()[0] / "organisation.parquet").unlink()
    result = said("snapshots", "verify")
    assert (result.exit_code, result.stdout.strip()) == (1, "organisation.parquet：文件不在了")
    manifest = warehouse() / snapshot_names()[0] / "manifest.json"
    manifest.unlink()
    (row,) = told("snapshots", "list")
    assert row["fault"] == {"zh": "快照没有目录文件", "en": "the snapshot has no manifest"}


@pytest.mark.parametrize("name", [each.name for each in QUESTIONS if not each.asks])
def test_every_question_is_asked_of_the_snapshot_and_of_the_live_database(name: str) -> None:
    told("snapshot")
    assert told("snapshots", "ask", name) == told("snapshots", "ask", name, "--live") == []


def test_what_cannot_be_asked_is_refused() -> None:
    assert refusal_of("snapshots", "ask", "nothing") == "warehouse.no_such_question"
    assert refusal_of("snapshots", "ask", "firms-by-year") == "warehouse.no_such_snapshot"
    assert refusal_of("snapshots", "ask", "firms-by-year", "--snapshot", "../x") == "warehouse.no_such_snapshot"
    assert refusal_of(*ASK_GROWTH, "--live") == "warehouse.wrong_values"
    assert refusal_of(*ASK_GROWTH, "indicator=revenue", "period=2023", "later=2022", "--live") == "warehouse.wrong_values"
    assert told(*ASK_GROWTH, "indicator=revenue", "period=2023", "earlier=2022", "--live") == []
    twice = (*ASK_GROWTH, "indicator=revenue", "period=2023", "earlier=2022", "period=2021", "--live")
    assert refusal_of(*twice) == "warehouse.value_given_twice"


def test_no_person_takes_asks_or_looks() -> None:
    said("snapshot")
    kept = sorted(warehouse().iterdir())
    assert len(told("snapshots", "list")) == 1
    with called_by(Actor("person", "leader")):
        assert refusal_of("snapshot") == "warehouse.not_the_operator"
        assert refusal_of("snapshots", "ask", "firms-by-year", "--live") == "warehouse.not_the_operator"
        assert refusal_of("snapshots", "list") == "warehouse.not_the_operator"
        assert refusal_of("snapshots", "verify") == "warehouse.not_the_operator"
    assert sorted(warehouse().iterdir()) == kept


@pytest.mark.parametrize("harm", ["gone", "damaged", "older"])
def test_a_snapshot_that_cannot_answer_says_so(harm: str) -> None:
    said("snapshot")
    file = warehouse() / snapshot_names()[0] / "enterprise.parquet"
    file.chmod(0o600)
    if harm == "damaged":
        file.write_bytes(b"PAR1" + bytes(100) + b"PAR1")
    else:
        file.unlink()
    if harm == "older":  # taken when the room lent less
        shutil.copy(file.with_name("tag.parquet"), file)
    assert refusal_of("snapshots", "ask", "firms-by-year") == "warehouse.snapshot_cannot_answer"
    assert told("snapshots", "ask", "firms-by-year", "--live") == []
