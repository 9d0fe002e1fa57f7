"""Disputes of facts: the fact stays in use and is marked, for the firm and for a bank, until the office has ruled."""

from __future__ import annotations

from datetime import date

import pytest

from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import NotPermitted, Viewer
from dukou.accounts.queries import viewer_of
from dukou.accounts.tests import cast
from dukou.audit.models import AuditEvent
from dukou.casework.models import Message, RunningClock
from dukou.enterprises.models import Enterprise
from dukou.finance.actions import portrait_disputes as disputes
from dukou.finance.actions.dispute_refusals import (
    FactDisputeSettled,
    FactDisputeWords,
    FactUnderDispute,
    NothingToDispute,
    NotOnesOwnDispute,
    NotTheirDispute,
)
from dukou.finance.actions.portrait_disputes import _made
from dukou.finance.actions.refusals import NotYourFirm
from dukou.finance.core.bands import Answer
from dukou.finance.models import PortraitDispute
from dukou.finance.queries.disputes import NoSuchFactDispute, open_disputes
from dukou.finance.queries.portraits import portrait
from dukou.finance.tests.consents_made import DAY, NOW, agent, banker, consented, district, look, officer
from dukou.kit.core.labels import Label

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm() -> Enterprise:
    """A made-up firm under the shipped pack."""
    return district()[0]


def asked(firm: Enterprise, item: str = "age", by: Viewer | None = None) -> PortraitDispute:
    return disputes.ask(by=by or agent(), enterprise=firm.key, item=item, words="成立更早", evidence="旧执照", now=NOW)


def told(firm: Enterprise) -> dict[str, Answer | None]:
    return {each.item.key: each.answer for group in portrait(firm.key, DAY) for each in group.items}


def test_the_firm_and_the_bank_are_told_that_a_fact_is_disputed_until_it_is_ruled_on(firm: Enterprise) -> None:
    own, bank, row = agent(), banker(), consented(firm, agent(), looks=3)
    case = asked(firm)
    band = Label("3 年至5 年（不含）", "3 years to below 5 years")
    assert told(firm)["age"] == Answer("age", "band:2", band, is_disputed=True)
    looked = look(row, bank)
    assert {each.key: each.is_disputed for each in looked.answers} == {"age": True, "status": False}
    assert looked.text.count('"disputed":true') == 1
    disputes.uphold(by=officer(), number=case.pk, reason="执照日期无误", now=NOW)
    assert (open_disputes(firm.key), told(firm)["age"]) == ({}, Answer("age", "band:2", band))
    assert "disputed" not in look(row, bank).text
    assert PortraitDispute.objects.get().closed_by == officer().key
    again = asked(firm, by=own)
    disputes.correct(by=officer(), number=again.pk, reason="登记有误", proof="变更通知书 7 号", now=NOW)
    assert PortraitDispute.objects.get(pk=again.pk).standing == "corrected"


def test_its_clock_runs_seven_working_days_and_stops_with_the_ruling(firm: Enterprise) -> None:
    keeper = viewer_of(cast.person("keeper", Role.INDUSTRY_OFFICER, at="finance-unit"), DAY)
    case = asked(firm)
    assert list(RunningClock.objects.values_list("key", "due_on", "state")) == [("dispute_ruled", date(2026, 7, 17), "running")]
    assert list(Message.objects.values_list("person_id", flat=True)) == [keeper.person_id]
    before = AuditEvent.objects.count()
    disputes.correct(by=keeper, number=case.pk, reason="登记有误", proof="变更通知书 7 号", now=NOW)
    assert (RunningClock.objects.get().state, AuditEvent.objects.count()) == ("stopped", before + 1)
    assert "成立更早" not in str(list(AuditEvent.objects.values_list("after", flat=True)))


def test_one_dispute_of_an_item_at_a_time_and_taken_back_by_the_firm(firm: Enterprise) -> None:
    own, case = agent(), asked(firm)
    with pytest.raises(FactUnderDispute):
        asked(firm)
    other = asked(firm, "status")
    disputes.take_back(by=own, number=case.pk, now=NOW)
    assert (open_disputes(firm.key), RunningClock.objects.get(case=case.pk).is_moot) == ({"status": other.pk}, True)
    with pytest.raises(FactDisputeSettled):
        disputes.take_back(by=own, number=case.pk, now=NOW)
    with pytest.raises(FactDisputeSettled):
        disputes.uphold(by=officer(), number=case.pk, reason="x", now=NOW)
    assert asked(firm).standing == "asked"


def test_who_disputes_and_who_rules(firm: Enterprise) -> None:
    own, other, bank = agent(), agent(1), banker()
    with pytest.raises(NotYourFirm):
        asked(firm, by=other)
    case = asked(firm)
    for outside in (other, bank):
        with pytest.raises((NoSuchFactDispute, NotPermitted)):
            disputes.uphold(by=outside, number=case.pk, reason="x", now=NOW)
        with pytest.raises((NoSuchFactDispute, NotPermitted)):
            disputes.take_back(by=outside, number=case.pk, now=NOW)
    with pytest.raises(NotPermitted):
        disputes.uphold(by=own, number=case.pk, reason="x", now=NOW)
    with pytest.raises(NotPermitted):
        disputes.take_back(by=officer(), number=case.pk, now=NOW)
    both = viewer_of(cast.person("both", Role.INDUSTRY_OFFICER, Role.ENTERPRISE_AGENT, at="firm-0"), DAY)
    with pytest.raises(NotOnesOwnDispute):
        disputes.uphold(by=both, number=case.pk, reason="x", now=NOW)
    neither = viewer_of(cast.person("neither", Role.INDUSTRY_OFFICER, Role.ENTERPRISE_AGENT, at="firm-1"), DAY)
    with pytest.raises(NotTheirDispute):
        disputes.take_back(by=neither, number=case.pk, now=NOW)
    assert PortraitDispute.objects.get().closed_at is None


def test_a_dispute_and_its_ruling_say_why(firm: Enterprise) -> None:
    with pytest.raises(FactDisputeWords):
        disputes.ask(by=agent(), enterprise=firm.key, item="age", words=" ", now=NOW)
    with pytest.raises(NothingToDispute):
        asked(firm, "no-such")
    case = asked(firm)
    for wrong in ({"reason": " ", "proof": "x"}, {"reason": "x", "proof": " "}):
        with pytest.raises(FactDisputeWords):
            disputes.correct(by=officer(), number=case.pk, now=NOW, **wrong)
    assert (PortraitDispute.objects.count(), PortraitDispute.objects.get().standing) == (1, "asked")


def test_a_dispute_of_an_entry_that_was_merged_is_the_firm_s(firm: Enterprise) -> None:
    case, rest = asked(firm), Enterprise.objects.get(name="虚构旁观公司")
    Enterprise.objects.filter(pk=firm.pk).update(merged_into=rest)
    assert open_disputes(firm.key) == open_disputes(rest.key) == {"age": case.pk}


def test_of_two_disputes_of_one_fact_asked_at_once_one_stands(firm: Enterprise) -> None:
    first, twin = asked(firm), asked(firm, "status").case
    PortraitDispute.objects.filter(pk=twin.pk).delete()
    with pytest.raises(FactUnderDispute):
        _made(firm.key, case=twin, enterprise_id=firm.pk, item="age", words="成立更早", asked_at=NOW, asked_by="person:twin")
    assert list(PortraitDispute.objects.all()) == [first]
