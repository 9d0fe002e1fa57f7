"""`dukou audit verify` as a person or a script meets it."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from dukou.audit.actions import record
from dukou.audit.commands import app
from dukou.audit.models import AuditEvent
from dukou.kit.core.actors import SYSTEM
from dukou.kit.core.labels import speaking
from tests.harness import guards_lifted

pytestmark = pytest.mark.django_db


def make_three() -> str:
    """Three events; gives the hash of the last."""
    return [record(by=SYSTEM, act="things.make", subject=("thing", key)).hash for key in "abc"][-1]


def test_a_whole_chain_prints_number_and_head() -> None:
    head = make_three()
    with speaking("en"):
        done = CliRunner().invoke(app, ["verify"])
    assert (done.exit_code, done.output.splitlines()) == (0, ["verdict: the chain is whole", "events: 3", f"head hash: {head}"])


def test_a_broken_chain_names_the_link_and_exits_with_one() -> None:
    head = make_three()
    with guards_lifted():
        AuditEvent.objects.filter(pk=2).update(reason="x")
    done = CliRunner().invoke(app, ["verify", "--format", "json", "--expect", head])
    said = json.loads(done.output)
    assert (done.exit_code, said["whole"], said["events"]) == (1, False, 1)
    assert said["broken"] == {"kind": "content_changed", "position": 2, "zh": "内容被改动", "en": "content changed"}
    assert CliRunner().invoke(app, ["verify"]).output.splitlines()[0] == "结论: 第 2 条：内容被改动"


def test_an_expected_hash_that_is_not_there() -> None:
    make_three()
    done = CliRunner().invoke(app, ["verify", "--expect", "a" * 64, "--format", "json"])
    assert (done.exit_code, json.loads(done.output)["broken"]["kind"]) == (1, "not_expected")
