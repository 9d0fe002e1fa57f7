"""A need goes to a bank once, under a consent that covers it; to whom it is there, and who takes it back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from dukou.accounts.actions import memberships
from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import NotPermitted
from dukou.accounts.models import Organisation, Person
from dukou.accounts.queries import viewer_of
from dukou.accounts.tests import cast
from dukou.audit.models import AuditEvent
from dukou.casework.models import Case, Message
from dukou.enterprises.models import Enterprise
from dukou.finance.actions import answers, applications, consents, credit_lines, needs
from dukou.finance.actions.need_refusals import (
    AmountInDoubt,
    AmountUnclear,
    BeyondNeed,
    ConsentDoesNotCover,
    NeedClosed,
    NeedMet,
    NotOfferedToday,
    SentBefore,
)
from dukou.finance.actions.refusals import NoSuchBank
from dukou.finance.core.kinds import ApplicationState, Purpose
from dukou.finance.models import Application
from dukou.finance.queries.applications import NoSuchApplication, application_of, applications_of, may_see_case, open_under
from dukou.finance.queries.consents import NoSuchConsent
from dukou.finance.queries.needs import NoSuchNeed
from dukou.finance.queries.products import NoSuchProduct
from dukou.finance.queries.usable_consents import is_live, usable_for
from dukou.finance.tests import products_made
from dukou.finance.tests.needs_made import DAY, NOW, agent, banker, consented, district, offered, officer, posted, refused, sent, somebody
from dukou.kit.core.refusals import Refusal

pytestmark = pytest.mark.django_db
ONE = timedelta(days=1)


@pytest.fixture
def firms(tmp_path: Path) -> list[Enterprise]:
    return district(tmp_path)


@pytest.fixture
def row(firms: list[Enterprise]) -> Application:
    """An application of the first firm to the first bank."""
    return sent(posted(firms[0], agent()), agent(), consented(firms[0], agent()))


def state(row: Application) -> tuple[ApplicationState, bool, bool]:
    """Where it stands, and whether it and its case have ended."""
    found = Application.objects.select_related("case").get(pk=row.pk)
    return ApplicationState.of(found.state), found.closed_at is not None, found.case.closed_at is not None


def test_a_need_is_sent_and_the_bank_is_told(firms: list[Enterprise], row: Application) -> None:
    case = Case.objects.get(pk=row.pk)
    assert (case.kind, case.grade, case.subject_key) == ("finance_application", "application", firms[0].key)
    assert (row.amount, row.version, state(row)) == (99_000_000, "2", (ApplicationState.SENT, False, False))
    told = {(each.person.username, each.address) for each in Message.objects.all()}
    assert told == set()  # nobody answers for the bank yet
    banker()
    other = sent(posted(firms[0], agent()), agent(), consented(firms[0], agent(), product="tea"), amount="50万元")
    told = {(each.person.username, each.address) for each in Message.objects.all()}
    assert (told, other.amount) == ({("bank-a-officer", f"/finance/applications/{other.pk}/")}, 50_000_000)
    event = AuditEvent.objects.filter(act="applications.send").latest("pk")
    told_of = event.after or {}
    assert {name: told_of[name] for name in ("bank", "product", "amount")} == {"bank": "bank-a", "product": "tea", "amount": 50_000_000}
    assert "订单" not in str(event.after)


def test_an_application_is_of_no_more_than_its_need_and_of_none_that_is_met(firms: list[Enterprise], row: Application) -> None:
    own, bank = agent(), banker()
    other = consented(firms[0], own, bank="bank-b")
    with pytest.raises(BeyondNeed):
        sent(row.need, own, other, amount="99.01万元")
    offered(row, bank)
    answers.accept(by=own, number=row.pk, now=NOW)
    told: dict[str, Any] = {"amount": "90万元", "rate": 365, "from_on": DAY, "until_on": DAY + 365 * ONE, "paper": "虚构合同 1 号"}
    credit_lines.grant(by=bank, application=row.pk, now=NOW, **told)
    with pytest.raises(NeedMet):
        sent(row.need, own, other)
    assert Application.objects.count() == 1


@pytest.mark.parametrize(
    ("consent", "reason"),
    [
        ({"bank": "bank-b"}, "企业未授权该银行"),
        ({"purpose": Purpose.AFTER}, "授权用途不同"),
        ({"product": "other"}, "授权产品不同"),
        ({"from_on": DAY + ONE}, "授权尚未生效"),
        ({"until_on": DAY}, "授权已到期"),
    ],
)
def test_a_consent_that_does_not_cover_is_refused_and_the_firm_reads_why(tmp_path: Path, consent: dict[str, Any], reason: str) -> None:
    firm, own = district(tmp_path, {"products/other.yaml": products_made.PRODUCT.replace("茶贷", "糖贷")})[0], agent()
    held, now = consented(firm, own, **consent), NOW + ONE if "until_on" in consent else NOW
    need = posted(firm, own)
    with pytest.raises(ConsentDoesNotCover) as refusal:
        sent(need, own, held, bank="bank-a", now=now)
    assert reason in refusal.value.said_why.zh
    assert not Application.objects.exists() and not Case.objects.exists()


def test_a_consent_that_was_withdrawn_or_is_anothers_is_refused(firms: list[Enterprise]) -> None:
    own, need = agent(), posted(firms[0], agent())
    held, foreign = consented(firms[0], own), consented(firms[1], agent(1))
    assert [each.pk for each in usable_for(firms[0].pk, NOW)] == [held.pk]
    consents.withdraw(by=own, consent=held.pk, now=NOW)
    assert usable_for(firms[0].pk, NOW) == []
    with pytest.raises(ConsentDoesNotCover) as refusal:
        sent(need, own, held)
    assert "授权已撤回" in refusal.value.said_why.zh
    said = set()
    for number in (foreign.pk, foreign.pk + 9):
        with pytest.raises(NoSuchConsent) as unseen:
            applications.send(by=own, need=need.pk, bank="bank-a", product="tea", consent=number, now=NOW)
        said.add(unseen.value.said_why.zh)
    assert len(said) == 1


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"bank": "office"}, NoSuchBank),
        ({"product": "no-such"}, NoSuchProduct),
        ({"amount": "50"}, AmountUnclear),
        ({"amount": "50元"}, AmountInDoubt),
        ({"now": NOW - timedelta(days=365 * 20)}, NotOfferedToday),
    ],
)
def test_what_cannot_be_sent_is_refused(firms: list[Enterprise], more: dict[str, Any], refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        sent(posted(firms[0], agent()), agent(), consented(firms[0], agent()), **more)
    assert not Application.objects.exists()


def test_the_same_open_application_is_sent_once_and_a_closed_need_not_at_all(firms: list[Enterprise], row: Application) -> None:
    own, need, again = agent(), row.need, consented(firms[0], agent())
    with pytest.raises(SentBefore) as refusal:
        sent(need, own, again)
    assert f"第 {row.pk} 号" in refusal.value.said_why.zh
    sent(need, own, consented(firms[0], own, bank="bank-b"))
    applications.take_back(by=own, number=row.pk, now=NOW)
    applications.take_back(by=own, number=sent(need, own, again).pk, now=NOW)
    applications.take_back(by=own, number=Application.objects.get(bank__key="bank-b").pk, now=NOW)
    needs.close(by=own, number=need.pk, reason="不借了", now=NOW)
    with pytest.raises(NeedClosed):
        sent(need, own, again)


def test_who_is_not_of_it_finds_nothing(firms: list[Enterprise], row: Application) -> None:
    for stranger in (agent(1), banker("bank-b")):
        assert (may_see_case(stranger, row.pk), applications_of(stranger, None, NOW)[0]) == (False, [])
        said = set()
        for number in (row.pk, row.pk + 9):
            with pytest.raises(NoSuchApplication) as unseen:
                application_of(stranger, number)
            said.add(str(unseen.value.said_why))
        assert len(said) == 1
    for who in (agent(), banker(), officer()):
        assert [each.row.pk for each in applications_of(who, None, NOW)[0]] == [row.pk]
    with pytest.raises(NoSuchNeed):
        sent(row.need, agent(1), consented(firms[1], agent(1)))
    for stranger in (banker("bank-b"), agent(), officer()):
        with pytest.raises((NoSuchApplication, NotPermitted)):
            refused(row, stranger)
    for stranger in (banker(), agent(1), officer()):
        with pytest.raises((NoSuchApplication, NotPermitted)):
            applications.take_back(by=stranger, number=row.pk, now=NOW)


def test_a_consent_taken_back_shuts_the_portrait_but_not_the_application(row: Application) -> None:
    assert is_live(banker(), row.consent_id, NOW)
    consents.withdraw(by=agent(), consent=row.consent_id, now=NOW)
    assert not is_live(banker(), row.consent_id, NOW)
    assert offered(row, banker()).is_offer


def test_a_consent_names_the_applications_that_stay_with_its_bank(row: Application) -> None:
    assert [each.row.pk for each in open_under(agent(), row.consent_id, NOW)] == [row.pk]
    assert open_under(agent(1), row.consent_id, NOW) == []
    applications.take_back(by=agent(), number=row.pk, now=NOW)
    assert open_under(agent(), row.consent_id, NOW) == []


def test_a_consent_to_a_bank_that_was_closed_is_not_usable(row: Application) -> None:
    assert [each.pk for each in usable_for(row.need.enterprise_id, NOW)] == [row.consent_id]
    Organisation.objects.filter(key="bank-a").update(closed_on=DAY)
    assert usable_for(row.need.enterprise_id, NOW) == []


def test_who_acts_for_the_firm_answers_for_no_bank(row: Application) -> None:
    somebody("both", Role.BANK_OFFICER, "bank-a")
    person = Person.objects.get(username="both")
    memberships.grant(
        by=cast.CLI, person=person, organisation=Organisation.objects.get(key="firm-0"), role=Role.ENTERPRISE_AGENT, from_on=cast.LONG_AGO
    )
    both = viewer_of(person, DAY)
    assert application_of(both, row.pk)
    with pytest.raises(NoSuchApplication):
        refused(row, both)
    applications.take_back(by=both, number=row.pk, now=NOW)
