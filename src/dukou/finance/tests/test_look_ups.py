"""A bank learns what a firm consented to, in bands, counted; whatever is not covered gets one and the same answer."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from dukou.accounts.core.roles import Role
from dukou.accounts.queries import viewer_of
from dukou.accounts.tests import cast
from dukou.audit.models import AuditEvent
from dukou.audit.queries import verify
from dukou.enterprises.models import Enterprise
from dukou.finance.actions import consents, look_ups
from dukou.finance.actions.refusals import LookSaysWhy, NoSuchBank, NoSuchItem, NothingConsented, NotYourFirm, WithdrawnBefore
from dukou.finance.models import Consent, LookUp
from dukou.finance.queries.consents import NothingHere, live_to, visible_consents
from dukou.finance.queries.looks import looks_at_own
from dukou.finance.queries.portraits import portrait, value_label
from dukou.finance.tests.consents_made import DAY, NOW, agent, banker, consented, district, look
from dukou.kit.core.refusals import Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def firms() -> list[Enterprise]:
    """Two made-up firms with an agent each, two made-up banks."""
    return district()


def test_a_bank_is_told_bands_and_results_and_no_value(firms: list[Enterprise]) -> None:
    own, bank = agent(), banker()
    told = {each.item.key: str(value_label(each).zh) for group in portrait(firms[0].key, DAY) for each in group.items if each.stated}
    assert told["age"] == "3年"
    looked = look(consented(firms[0], own), bank)
    assert {(each.key, each.label.zh) for each in looked.answers} == {("age", "3 年至5 年（不含）"), ("status", "存续")}
    assert "3年" not in looked.text
    assert looked.row.sha256 not in looked.text


def test_every_look_is_counted_in_the_chain_and_the_firm_reads_it(firms: list[Enterprise]) -> None:
    own, bank = agent(), banker()
    row = consented(firms[0], own)
    for _ in range(2):
        look(row, bank)
    with pytest.raises(NothingHere):
        look(row, bank)
    read = [(each.number, each.viewer, each.why, each.items) for each in looks_at_own(own)[0]]
    assert read == [(2, bank.key, "贷前审查", ["age", "status"]), (1, bank.key, "贷前审查", ["age", "status"])]
    events = AuditEvent.objects.filter(act="look_ups.look").order_by("pk").values_list("after__number", flat=True)
    assert (list(events), verify().broken) == ([1, 2], None)


@pytest.mark.parametrize(
    ("more", "now"),
    [
        ({"from_on": DAY + timedelta(days=1)}, NOW),
        ({}, NOW + timedelta(days=31)),
        ({"bank": "bank-b"}, NOW),
    ],
    ids=["not begun", "expired", "of another bank"],
)
def test_what_no_consent_covers_gets_one_answer(firms: list[Enterprise], more: dict[str, Any], now: datetime) -> None:
    own, bank = agent(), banker()
    row = consented(firms[0], own, **more)
    said = set()
    for number in (row.pk, row.pk + 99):
        with pytest.raises(NothingHere) as refused:
            look_ups.look(by=bank, consent=number, why="贷前审查", now=now)
        said.add(str(refused.value))
    assert len(said) == 1  # the same as of a consent that does not exist
    assert not LookUp.objects.exists()


def test_withdrawn_is_withdrawn_at_once(firms: list[Enterprise]) -> None:
    own, bank = agent(), banker()
    row = consented(firms[0], own)
    look(row, bank)
    assert [each.number for each in live_to(bank, NOW)] == [row.pk]
    consents.withdraw(by=own, consent=row.pk, now=NOW)
    with pytest.raises(NothingHere):
        look(row, bank)
    assert live_to(bank, NOW) == []
    assert not visible_consents.filter(bank).exists()
    with pytest.raises(WithdrawnBefore):
        consents.withdraw(by=own, consent=row.pk, now=NOW)


def test_items_that_were_not_consented_to_are_not_told_though_they_stand_beside_those_that_were(firms: list[Enterprise]) -> None:
    row, bank = consented(firms[0], agent(), items=("status",)), banker()
    with pytest.raises(NothingHere):
        look(row, bank, items=("status", "age"))
    assert [each.key for each in look(row, bank, items=("status",)).answers] == ["status"]


def test_nobody_else_looks_or_withdraws(firms: list[Enterprise]) -> None:
    own, other, bank = agent(), agent(1), banker("bank-b")
    row = consented(firms[0], own)
    officer = viewer_of(cast.person("officer", Role.INDUSTRY_OFFICER, at="office"), DAY)
    for who in (other, officer, own):
        with pytest.raises(Refusal):
            look(row, who)
    with pytest.raises(NothingHere):
        look(row, bank)
    for who in (other, bank, officer):
        with pytest.raises(Refusal):
            consents.withdraw(by=who, consent=row.pk, now=NOW)
    assert [visible_consents.filter(who).exists() for who in (own, other, bank, officer)] == [True, False, False, False]


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"bank": "office"}, NoSuchBank),
        ({"items": ("age", "no-such")}, NoSuchItem),
        ({"items": ()}, NothingConsented),
        ({"looks": 0}, NothingConsented),
        ({"until_on": DAY - timedelta(days=1)}, NothingConsented),
    ],
)
def test_a_consent_that_says_nothing_is_refused(firms: list[Enterprise], more: dict[str, Any], refusal: type[Refusal]) -> None:
    cast.organisation("office")
    with pytest.raises(refusal):
        consented(firms[0], agent(), **more)
    with pytest.raises(NotYourFirm):
        consented(firms[1], agent())
    assert not Consent.objects.exists()


def test_a_look_without_a_reason_is_none(firms: list[Enterprise]) -> None:
    row = consented(firms[0], agent())
    with pytest.raises(LookSaysWhy):
        look_ups.look(by=banker(), consent=row.pk, why=" ", now=NOW)
    assert not LookUp.objects.exists()
