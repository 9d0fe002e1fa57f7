"""Disputes: the record stays in use and is marked until the unit lets it stand, corrects it or withdraws it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from dukou.accounts.core.viewers import NotPermitted, Viewer
from dukou.audit.models import AuditEvent
from dukou.casework.models import RunningClock
from dukou.credit.actions import disputes, repairs
from dukou.credit.actions.case_refusals import CaseAlreadyOpen, NotInThisStanding
from dukou.credit.actions.refusals import DayNotCome, RecordedBefore, RecordWords
from dukou.credit.core.entering import Entered
from dukou.credit.models import CreditCase, CreditRecord, RecordStep
from dukou.credit.queries.cases import NoSuchCreditCase, disputed, receipts_of
from dukou.credit.queries.fields import field_named
from dukou.credit.queries.grades import given
from dukou.credit.queries.records import NoSuchRecord, held_of
from dukou.credit.tests.cases_made import EARLY, agent, asked, fined, load
from dukou.credit.tests.credit_made import DAY, NOW, entered, firms, graded, officer
from dukou.enterprises.models import Enterprise

pytestmark = pytest.mark.django_db
RIGHT = Entered("fine", "税罚1号", EARLY, text="罚款的另一内容", evidence="更正决定 2 号")


@pytest.fixture
def firm(tmp_path: Path) -> Enterprise:
    load(tmp_path)
    return firms()[1]


@pytest.fixture
def tax() -> Viewer:
    return officer("tax")


def steps_of(row: CreditRecord) -> list[tuple[str, str]]:
    return list(RecordStep.objects.filter(record=row).order_by("pk").values_list("kind", "reason"))


def test_while_it_is_disputed_it_stays_in_use_and_is_marked(firm: Enterprise, tax: Viewer) -> None:
    own, row, quiet = agent(firm), fined(tax, firm), fined(tax, firm, "税罚2号")
    case = disputes.ask(by=own, record=row.pk, words="不是我公司", evidence="合同", now=NOW)
    assert (disputed([row.pk, quiet.pk]), {each.id for each in held_of(firm.pk, DAY)}) == (frozenset({row.pk}), {row.pk, quiet.pk})
    assert list(RunningClock.objects.values_list("key", "due_on")) == [("dispute_ruled", date(2026, 7, 17))]
    with pytest.raises(CaseAlreadyOpen):
        asked(own, row)
    with pytest.raises(CaseAlreadyOpen):
        disputes.ask(by=own, record=row.pk, words="x", now=NOW)
    assert disputes.uphold(by=tax, number=case.pk, reason="证据不足", now=NOW).standing == "upheld"
    assert (steps_of(row), disputed([row.pk])) == ([("disputed", "不是我公司"), ("upheld", "证据不足")], frozenset())
    assert (receipts_of(case), len(held_of(firm.pk, DAY))) == ([], 2)


def test_a_correction_of_the_same_paper_takes_its_place_in_one_act(firm: Enterprise, tax: Viewer) -> None:
    own, row = agent(firm), entered(tax, firm, "fraud", "税罚1号", on=EARLY)
    graded(tax, "tax")
    was = given(firm.pk, field_named("tax"))
    case = disputes.ask(by=own, record=row.pk, words="不是弄虚作假", now=NOW)
    before = AuditEvent.objects.count()
    disputes.correct(by=tax, number=case.pk, reason="定性有误", right=RIGHT, now=NOW)
    assert AuditEvent.objects.count() == before + 1
    ruled = CreditCase.objects.get(pk=case.pk)
    new = ruled.replaced_by
    assert new is not None and (new.corrects, new.number, new.text, new.sort) == (row, row.number, "罚款的另一内容", "fine")
    assert steps_of(row)[-1] == ("corrected", f"定性有误（改为第 {new.pk} 号记录）")
    now = given(firm.pk, field_named("tax"))
    assert was is not None and now is not None and (was.grade, now.grade, now.points) == ("D", "C", 65)
    assert [each.consumer for each in receipts_of(ruled)][:2] == ["ledger", "grades"]
    assert [each.id for each in held_of(firm.pk, DAY)] == [new.pk]
    with pytest.raises(RecordedBefore):  # the paper is there, whatever became of it
        fined(tax, firm)


def test_a_corrected_record_is_corrected_again(firm: Enterprise, tax: Viewer) -> None:
    own, row = agent(firm), fined(tax, firm)
    for turn in range(3):
        case = disputes.ask(by=own, record=row.pk, words="还是不对", now=NOW)
        ruled = disputes.correct(by=tax, number=case.pk, reason="再改", right=replace(RIGHT, text=f"第 {turn} 稿"), now=NOW)
        assert ruled.replaced_by is not None
        row = ruled.replaced_by
    assert [each.id for each in held_of(firm.pk, DAY)] == [row.pk]


def test_what_cannot_be_recorded_corrects_nothing(firm: Enterprise, tax: Viewer) -> None:
    own, row = agent(firm), fined(tax, firm)
    fined(tax, firm, "税罚2号")
    case = disputes.ask(by=own, record=row.pk, words="x", now=NOW)
    for wrong, refusal in (
        (replace(RIGHT, number="税罚2号"), RecordedBefore),
        (replace(RIGHT, decided_on=DAY + timedelta(days=1)), DayNotCome),
        (replace(RIGHT, text=" "), RecordWords),
    ):
        with pytest.raises(refusal):
            disputes.correct(by=tax, number=case.pk, reason="x", right=wrong, now=NOW)
    assert (CreditCase.objects.get().standing, CreditRecord.objects.count(), len(held_of(firm.pk, DAY))) == ("asked", 2, 2)


def test_a_record_that_should_never_have_been_is_withdrawn(firm: Enterprise, tax: Viewer) -> None:
    own, row = agent(firm), fined(tax, firm)
    case = disputes.ask(by=own, record=row.pk, words="同名企业", now=NOW)
    with pytest.raises(RecordWords):
        disputes.withdraw(by=tax, number=case.pk, reason="登记错了企业", evidence="", now=NOW)
    disputes.withdraw(by=tax, number=case.pk, reason="登记错了企业", evidence="核查记录", now=NOW)
    assert (steps_of(row)[-1], held_of(firm.pk, DAY)) == (("withdrawn", "登记错了企业"), [])
    with pytest.raises(NoSuchRecord):
        disputes.ask(by=own, record=row.pk, words="x", now=NOW)


def test_the_firm_takes_it_back_and_an_honour_is_disputed_too(firm: Enterprise, tax: Viewer) -> None:
    own, award = agent(firm), entered(tax, firm, "award", "表彰1号")
    case = disputes.ask(by=own, record=award.pk, words="日期有误", now=NOW)
    disputes.take_back(by=own, number=case.pk, now=NOW)
    assert (CreditCase.objects.get().standing, disputed([award.pk]), RunningClock.objects.get().is_moot) == (
        "taken_back",
        frozenset(),
        True,
    )


def test_who_rules_and_by_which_act(firm: Enterprise, tax: Viewer) -> None:
    own, row, health = agent(firm), fined(tax, firm), officer("health")
    stranger = agent(Enterprise.objects.exclude(pk=firm.pk)[0])
    with pytest.raises(NoSuchRecord):
        disputes.ask(by=stranger, record=row.pk, words="x", now=NOW)
    case = disputes.ask(by=own, record=row.pk, words="x", now=NOW)
    for outside in (health, stranger):
        with pytest.raises((NoSuchCreditCase, NotPermitted)):
            disputes.uphold(by=outside, number=case.pk, reason="x", now=NOW)
    with pytest.raises(NotInThisStanding):
        repairs.refuse(by=tax, number=case.pk, reason="x", now=NOW)
    with pytest.raises(NotInThisStanding):
        repairs.take_back(by=own, number=case.pk, now=NOW)
    assert disputes.uphold(by=officer("lead"), number=case.pk, reason="查明属实", now=NOW).standing == "upheld"


def test_the_unit_that_recognised_a_record_rules_on_it_too(firm: Enterprise, tax: Viewer) -> None:
    health = officer("health")
    row = fined(tax, firm, unit="health")
    case = disputes.ask(by=agent(firm), record=row.pk, words="x", now=NOW)
    assert disputes.uphold(by=health, number=case.pk, reason="本单位认定无误", now=NOW).closed_by == health.key
