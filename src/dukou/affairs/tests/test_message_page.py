"""The window's list of messages that nobody took, on the page and on the command line."""

from __future__ import annotations

import json
from typing import Any

import pytest
import typer
from django.test import Client
from typer.testing import CliRunner

from dukou.accounts.models import Person
from dukou.affairs.actions._outgoing import Outcome, held_now, settle
from dukou.affairs.commands import app
from dukou.affairs.core.kinds import ReceiverKind
from dukou.affairs.models import Outgoing
from dukou.affairs.tests.units_made import NOW, SECRET, SECRET_NAME, taking, world
from dukou.kit.callers import called_by
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal

pytestmark = pytest.mark.django_db
PAGE = "/affairs/messages/"
shell = typer.Typer()
shell.add_typer(app, name="affairs")


@pytest.fixture
def dead() -> Outgoing:
    """A message that a unit refused for good."""
    played = world()
    taking("grid", ReceiverKind.HTTP, "http://127.0.0.1:9/", SECRET_NAME)
    played.accepted()
    [held] = held_now(NOW)
    settle([Outcome(held, why=Label("对方拒收（422）", "it was refused (422)"), retry=False)], NOW)
    return Outgoing.objects.get(pk=held.number)


def signed_in(client: Client, username: str) -> Client:
    client.force_login(Person.objects.get(username=username), backend="dukou.accounts.auth.PasswordSignIn")
    return client


def ran(*words: str) -> Any:
    with called_by(Actor("cli", "operator")):
        made = CliRunner().invoke(shell, ["affairs", *words, "--format", "json"])
    if isinstance(made.exception, Refusal):
        raise made.exception
    assert made.exit_code == 0, made.output
    return json.loads(made.stdout)


def test_the_window_reads_why_and_puts_it_up_again_or_gives_it_up(dead: Outgoing, client: Client) -> None:
    window = signed_in(client, "window")
    told = window.get(PAGE).content.decode()
    assert ("对方拒收（422）" in told, "虚构grid" in told, "用电" in told) == (True, True, True)
    without = window.post(PAGE, {"message": dead.pk, "step": "retry", "reason": ""})
    assert without.status_code == 422
    assert Outgoing.objects.get(pk=dead.pk).state == "dead"
    done = window.post(PAGE, {"message": dead.pk, "step": "retry", "reason": "已恢复"})
    assert (done.status_code, Outgoing.objects.get(pk=dead.pk).state) == (302, "waiting")
    again = window.post(PAGE, {"message": dead.pk, "step": "retry", "reason": "已恢复"})
    assert (again.status_code, "待送达的会自动再送" in again.content.decode()) == (422, False)
    assert window.post(PAGE, {"message": dead.pk, "step": "give_up", "reason": "人工"}).status_code == 302
    assert Outgoing.objects.get(pk=dead.pk).state == "void"
    assert "停止送达</button>" not in window.get(f"{PAGE}?state=void").content.decode()


def test_nobody_else_enters(dead: Outgoing, client: Client) -> None:
    assert signed_in(client, "agent").get(PAGE).status_code == 403


def test_the_command_line_tells_and_does_the_same(dead: Outgoing, monkeypatch: pytest.MonkeyPatch) -> None:
    [row] = ran("parts", "--state", "dead")
    assert (row["number"], row["unit"], row["matter"], row["why"]["en"]) == (dead.pk, "grid", "power", "it was refused (422)")
    assert ran("retry", str(dead.pk), "--reason", "已恢复") == {"number": dead.pk, "state": "waiting"}
    assert ran("give-up", str(dead.pk), "--reason", "人工") == {"number": dead.pk, "state": "void"}
    assert [each["state"] for each in ran("parts", "--unit", "grid")] == ["void"]


def test_receivers_are_told_without_their_secrets(dead: Outgoing, monkeypatch: pytest.MonkeyPatch) -> None:
    [unset] = ran("receiver", "--unit", "grid")
    monkeypatch.setenv(SECRET_NAME, SECRET)
    [told] = ran("receiver")
    assert (unset["secret_is_set"]["en"], told["secret_is_set"]["en"], told["kind"]) == ("no", "yes", "http")
    assert SECRET not in json.dumps(told)
