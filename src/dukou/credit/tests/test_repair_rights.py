"""Who asks for repair and who rules, and that a record ends for everybody at once or for nobody."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dukou.accounts.core.viewers import NotPermitted, Viewer
from dukou.audit.models import AuditEvent
from dukou.casework.models import Case, Message, RunningClock
from dukou.credit.actions import credit_records, repairs
from dukou.credit.actions.case_refusals import (
    NotTheFirms,
    OwnMatter,
)
from dukou.credit.core.cases import CaseStanding
from dukou.credit.models import CreditCase, CreditReceipt, GradeRun, RecordStep
from dukou.credit.queries.cases import NoSuchCreditCase, cases_of, may_see_case, receipts_of
from dukou.credit.queries.consumers import CONSUMERS, Consumer, Ended
from dukou.credit.queries.fields import field_named
from dukou.credit.queries.grades import given as grade_given
from dukou.credit.queries.records import NoSuchRecord, held_of
from dukou.credit.tests.cases_made import agent, asked, bank, fined, granted, load
from dukou.credit.tests.credit_made import DAY, NOW, firms, graded, officer
from dukou.enterprises.models import Enterprise
from dukou.kit.core.labels import Label

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def district(tmp_path: Path) -> None:
    load(tmp_path)


@pytest.fixture
def firm() -> Enterprise:
    return firms()[1]


@pytest.fixture
def tax() -> Viewer:
    return officer("tax")


def test_who_asks_and_who_rules(firm: Enterprise, tax: Viewer) -> None:
    """To everybody else neither the record nor the case is there."""
    own, row = agent(firm), fined(tax, firm)
    other, health, lead = agent(firms_other(firm)), officer("health"), officer("lead")
    banker = bank()
    with pytest.raises(NoSuchRecord):
        asked(other, row)
    for office in (tax, health, lead, banker):
        with pytest.raises(NotPermitted):
            asked(office, row)
    case = asked(own, row)
    for stranger in (other, health, banker):
        assert (may_see_case(stranger, case.pk), cases_of(stranger)[0]) == (False, [])
    for act in (repairs.accept, repairs.refuse):
        more: dict[str, str] = {"reason": "x"} if act is repairs.refuse else {}
        with pytest.raises(NoSuchCreditCase):
            act(by=health, number=case.pk, now=NOW, **more)
        for firms_own in (own, other, banker):
            with pytest.raises(NotPermitted):
                act(by=firms_own, number=case.pk, now=NOW, **more)
    with pytest.raises(NoSuchCreditCase):
        repairs.take_back(by=other, number=case.pk, now=NOW)
    with pytest.raises(NotPermitted):
        repairs.take_back(by=tax, number=case.pk, now=NOW)
    assert [may_see_case(each, case.pk) for each in (own, tax, lead)] == [True, True, True]
    assert repairs.accept(by=lead, number=case.pk, now=NOW).accepted_by == lead.key


def firms_other(firm: Enterprise) -> Enterprise:
    return Enterprise.objects.exclude(pk=firm.pk).order_by("pk")[0]


def test_nobody_rules_on_a_matter_of_his_own_firm(firm: Enterprise, tax: Viewer) -> None:
    own, row = agent(firm), fined(tax, firm)
    both = replace(
        own,
        key="person:both",
        permissions=own.permissions | tax.permissions,
        organisations=own.organisations | tax.organisations,
        grants=own.grants | tax.grants,
    )
    case = asked(own, row)
    with pytest.raises(OwnMatter):
        repairs.accept(by=both, number=case.pk, now=NOW)
    fine = fined(tax, firms_other(firm), "税罚9号")
    with pytest.raises(NotTheFirms):
        asked(both, fine)


@pytest.mark.parametrize("place", ["first", "last"])
def test_where_one_consumer_fails_nothing_is_repaired(firm: Enterprise, tax: Viewer, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    def forget(ended: Ended) -> Label:
        raise ValueError("虚构的故障")

    failing = {"failing": Consumer(Label("虚构画像", "made-up portrait"), forget)}
    known = dict(CONSUMERS._entries)
    entries = failing | known if place == "first" else known | failing
    own, row = agent(firm), fined(tax, firm)
    graded(tax, "tax")
    case = asked(own, row)
    repairs.accept(by=tax, number=case.pk, now=NOW)
    before = (_kept(), grade_given(firm.pk, field_named("tax")))
    with monkeypatch.context() as patched:
        patched.setattr(CONSUMERS, "_entries", entries)
        with pytest.raises(ValueError, match="虚构的故障"):
            repairs.grant(by=tax, number=case.pk, confirms_duty=True, now=NOW)
    assert (_kept(), grade_given(firm.pk, field_named("tax"))) == before
    assert [each.id for each in held_of(firm.pk, DAY)] == [row.pk]
    repairs.grant(by=tax, number=case.pk, confirms_duty=True, now=NOW)
    assert held_of(firm.pk, DAY) == []


def _kept() -> list[object]:
    case = CreditCase.objects.get()
    return [
        case.standing,
        RecordStep.objects.count(),
        CreditReceipt.objects.count(),
        AuditEvent.objects.count(),
        GradeRun.objects.count(),
        Case.objects.get().closed_at,
    ]


def test_a_room_above_registers_itself_and_its_receipt_is_read(firm: Enterprise, tax: Viewer, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[Ended] = []

    def forget(ended: Ended) -> Label:
        heard.append(ended)
        return Label("画像已重算", "the portrait was made anew")

    monkeypatch.setattr(CONSUMERS, "_entries", CONSUMERS._entries | {"portraits": Consumer(Label("企业画像", "portraits"), forget)})
    row = fined(tax, firm)
    case = granted(tax, asked(agent(firm), row))
    assert [(each.firm, each.record) for each in heard] == [(firm.pk, row.pk)]
    assert [(each.name_zh, each.told_en) for each in receipts_of(case)][-1] == ("企业画像", "the portrait was made anew")


def test_an_application_lapses_when_its_record_ends_otherwise(firm: Enterprise, tax: Viewer) -> None:
    own, row = agent(firm), fined(tax, firm)
    case = asked(own, row)
    credit_records.withdraw(by=tax, record=row.pk, reason="撤销", evidence="复议决定", now=NOW)
    assert CreditCase.objects.get(pk=case.pk).standing == CaseStanding.MOOT.value
    assert RunningClock.objects.get().is_moot


def test_both_sides_are_told_and_nothing_of_the_record_stands_in_it(firm: Enterprise, tax: Viewer) -> None:
    own, row = agent(firm), fined(tax, firm, "税罚荧惑号", text="荧惑")
    case = granted(tax, asked(own, row, words="荧惑", evidence="荧惑"), words="荧惑")
    said = list(Message.objects.order_by("pk").values_list("person__username", "zh"))
    assert said == [
        ("tax-officer", f"{firm.name} 提出信用修复申请，第 {case.pk} 号"),
        (f"agent-{firm.key}", f"第 {case.pk} 号信用修复申请：单位已受理"),
        (f"agent-{firm.key}", f"第 {case.pk} 号信用修复申请：准予修复"),
    ]
