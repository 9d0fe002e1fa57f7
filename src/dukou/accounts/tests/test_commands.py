"""`dukou people`: a real district makes its first steward."""

from __future__ import annotations

import getpass
import json

import pytest
from typer.testing import CliRunner

from dukou.accounts.commands import app
from dukou.accounts.models import Person
from dukou.accounts.queries.people import NoSuchOrganisation, NoSuchPerson
from dukou.accounts.tests.cast import PASSWORD, organisation
from dukou.audit.models import AuditEvent
from dukou.kit.core.labels import speaking

pytestmark = pytest.mark.django_db


def test_the_first_steward_is_made_with_a_password_from_standard_input() -> None:
    organisation("office")
    run = CliRunner().invoke
    added = run(app, ["add", "li-leaf", "--name", "演员李"], input=f"{PASSWORD}\n")
    assert (added.exit_code, added.output) == (0, "已添加 li-leaf\n")
    with speaking("en"):
        granted = run(app, ["grant", "li-leaf", "steward", "office", "--reason", "first steward"])
    assert (granted.exit_code, granted.output) == (0, "li-leaf: steward\n")
    assert Person.objects.get().check_password(PASSWORD)
    event = AuditEvent.objects.latest("pk")
    assert (event.act, event.actor, event.reason) == ("memberships.grant", f"cli:{getpass.getuser()}", "first steward")
    assert PASSWORD not in str(AuditEvent.objects.values())
    assert run(app, ["list"]).output == "li-leaf\t演员李\t系统管理员 @ office\n"
    assert json.loads(run(app, ["list", "--format", "json"]).output) == [
        {"username": "li-leaf", "name": "演员李", "is_active": True, "posts": [{"role": "steward", "organisation": "office"}]}
    ]


def test_a_password_is_replaced() -> None:
    run = CliRunner().invoke
    run(app, ["add", "li-leaf", "--name", "演员李", "--without-password"])
    assert not Person.objects.get().has_usable_password()
    assert run(app, ["password", "li-leaf"], input=f"{PASSWORD}\n").exit_code == 0
    assert Person.objects.get().check_password(PASSWORD)


@pytest.mark.parametrize(
    ("arguments", "refusal"),
    [(["password", "nobody"], NoSuchPerson), (["grant", "li-leaf", "leader", "nowhere"], NoSuchOrganisation)],
)
def test_what_is_not_there_is_refused_in_words(arguments: list[str], refusal: type[Exception]) -> None:
    """The command line's one door turns refusals into words and exit code 1."""
    run = CliRunner().invoke
    run(app, ["add", "li-leaf", "--name", "演员李", "--without-password"])
    assert isinstance(run(app, arguments, input="x\n").exception, refusal)


def test_a_role_that_does_not_exist_is_wrong_usage() -> None:
    assert CliRunner().invoke(app, ["grant", "li-leaf", "emperor", "office"]).exit_code == 2
