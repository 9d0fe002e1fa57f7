"""Values are for the firm; a consent is for no more than is needed, and nobody looks through it beside its bank."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from typer.testing import CliRunner

from dukou.accounts.actions import memberships
from dukou.accounts.core.roles import Role
from dukou.accounts.models import Organisation, Person
from dukou.accounts.queries import viewer_of
from dukou.accounts.tests import cast
from dukou.enterprises.models import Enterprise
from dukou.finance.actions import consents
from dukou.finance.actions.refusals import NotYourFirm, ReasonOfOtherPurpose, TooMuchConsented
from dukou.finance.commands import app
from dukou.finance.core.looking import LookReason
from dukou.finance.models import Consent, LookUp
from dukou.finance.queries.consents import NothingHere
from dukou.finance.queries.limits import limits_of, listed
from dukou.finance.tables.rule_answers import conditions_table
from dukou.finance.tests.consents_made import DAY, NOW, agent, banker, consented, district, look, officer
from dukou.kit.callers import called_by
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import same

pytestmark = pytest.mark.django_db


@pytest.fixture
def firms() -> list[Enterprise]:
    """Two made-up firms with an agent each, two made-up banks."""
    return district()


def test_a_look_that_began_before_the_withdrawal_tells_nothing_after_it(firms: list[Enterprise]) -> None:
    own, bank = agent(), banker()
    row = consented(firms[0], own)
    consents.withdraw(by=own, consent=row.pk, now=NOW + timedelta(seconds=1))
    with pytest.raises(NothingHere):
        look(row, bank)  # its moment, taken before the lock, lies before that of the withdrawal
    assert not LookUp.objects.exists()


def test_who_acts_for_the_firm_does_not_look_as_its_bank(firms: list[Enterprise]) -> None:
    row, both = consented(firms[0], agent()), banker()
    look(row, both)
    at = Organisation.objects.get(key="firm-0")
    person = Person.objects.get(username="bank-a-officer")
    memberships.grant(by=cast.CLI, person=person, organisation=at, role=Role.ENTERPRISE_AGENT, from_on=cast.LONG_AGO, now=NOW)
    with pytest.raises(NothingHere):
        look(row, viewer_of(person, DAY))
    assert LookUp.objects.count() == 1


def test_a_reason_of_another_purpose_is_refused(firms: list[Enterprise]) -> None:
    row, bank = consented(firms[0], agent()), banker()
    with pytest.raises(ReasonOfOtherPurpose):
        look(row, bank, reason=LookReason.WATCH)
    assert look(row, bank, reason=LookReason.APPLICATION).row.number == 1


@pytest.mark.parametrize("more", [{"until_on": DAY + timedelta(days=366)}, {"looks": 101}])
def test_a_consent_for_more_than_a_year_or_a_hundred_looks_is_refused(firms: list[Enterprise], more: dict[str, Any]) -> None:
    with pytest.raises(TooMuchConsented):
        consented(firms[0], agent(), **more)
    assert not Consent.objects.exists()
    consented(firms[0], agent(), until_on=DAY + timedelta(days=365), looks=100)


def test_the_office_reads_no_values_on_the_command_line(firms: list[Enterprise]) -> None:
    officer()
    asked = ["portrait", firms[0].key, "--as-of", "2026-07-08", "--format", "json"]
    assert "3年" in CliRunner().invoke(app, asked).output
    with called_by(Actor("person", "officer")):
        refused = CliRunner().invoke(app, asked)
    assert isinstance(refused.exception, NotYourFirm)
    agent()
    with called_by(Actor("person", "agent-0")):
        assert "3年" in CliRunner().invoke(app, asked).output


def test_a_table_for_the_office_has_answers_and_what_is_missing_and_no_values(firms: list[Enterprise]) -> None:
    books = [listed(firms[0].key, DAY), *(book for each in limits_of(firms[0].key, DAY) for book in each.behind)]
    rows = [row.cells for book in books for row in conditions_table(same("x"), book).rows]
    known = {str(cells[3].text) for cells in rows} - {"—"}
    assert known
    told = [row.cells for book in books for row in conditions_table(same("x"), book, with_known=False).rows]
    assert {len(cells) for cells in told} == {4}
    assert not known & {str(cell.text) for cells in told for cell in cells}
