"""A bank grants a line to who accepted its offer and keeps its ledger; firm, bank and office see it, and for others it is not there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from dukou.accounts.core.viewers import NotPermitted, Viewer
from dukou.audit.models import AuditEvent
from dukou.audit.queries import verify
from dukou.enterprises.models import Enterprise
from dukou.finance.actions import credit_lines, loan_entries
from dukou.finance.actions.loan_refusals import (
    BeyondOffer,
    LineNotValid,
    LineTooLong,
    NoPaper,
    NoSuchEntry,
    NotAccepted,
    NotYet,
    TakenBackElsewhere,
    TakingBackSaysWhy,
    WrongEntry,
)
from dukou.finance.actions.need_refusals import AmountUnclear
from dukou.finance.core.kinds import ApplicationState, LoanEntryKind
from dukou.finance.models import Application, CreditLine, LoanEntry
from dukou.finance.queries.lines import NoSuchLine, entries_of_line, line_of, lines_of, told_of_many, visible_lines
from dukou.finance.tests.loans_made import DAY, NOW, accepted, agent, banker, district, granted, officer, sent, told
from dukou.kit.core.refusals import Refusal

pytestmark = pytest.mark.django_db
Kind = LoanEntryKind
TERMS: dict[str, Any] = {"amount": "99万元", "rate": 350, "from_on": DAY, "until_on": DAY + timedelta(days=365), "paper": "虚构合同 1 号"}


@pytest.fixture
def firms(tmp_path: Path) -> list[Enterprise]:
    return district(tmp_path)


def test_a_line_ends_the_application_and_its_clock(firms: list[Enterprise]) -> None:
    row = accepted(firms[0])
    line = credit_lines.grant(by=banker(), application=row.pk, now=NOW, **TERMS)
    assert (line.amount, line.paper) == (99_000_000, "虚构合同 1 号")
    row.refresh_from_db()
    assert (row.state, row.closed_at, row.case.closed_at) == (ApplicationState.GRANTED.value, NOW, NOW)
    assert AuditEvent.objects.filter(act="credit_lines.grant").values_list("after__amount", flat=True).get() == 99_000_000
    assert verify().broken is None
    with pytest.raises(NotAccepted):
        credit_lines.grant(by=banker(), application=row.pk, now=NOW, **TERMS)


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"amount": "99.01万元"}, BeyondOffer),
        ({"amount": "99元"}, BeyondOffer),
        ({"rate": 351}, BeyondOffer),
        ({"until_on": date(2027, 8, 9)}, LineTooLong),
        ({"until_on": date(2126, 7, 8)}, LineTooLong),
        ({"amount": "99"}, AmountUnclear),
        ({"paper": "  "}, NoPaper),
        ({"until_on": DAY - timedelta(days=1)}, LineNotValid),
        ({"from_on": DAY - timedelta(days=1)}, LineNotValid),
    ],
)
def test_a_line_is_within_the_offer_on_a_paper_for_some_days(firms: list[Enterprise], more: dict[str, Any], refusal: type[Refusal]) -> None:
    row = accepted(firms[0])
    with pytest.raises(refusal):
        credit_lines.grant(by=banker(), application=row.pk, now=NOW, **(TERMS | more))
    assert not CreditLine.objects.exists()


def test_a_line_may_run_a_month_longer_than_was_offered_and_be_cheaper(firms: list[Enterprise]) -> None:
    row = accepted(firms[0])
    line = credit_lines.grant(by=banker(), application=row.pk, now=NOW, **(TERMS | {"until_on": date(2027, 8, 8), "rate": 340}))
    assert (line.until_on, line.rate) == (date(2027, 8, 8), 340)


def test_whoever_acts_for_the_firm_grants_and_enters_nothing_for_the_bank(firms: list[Enterprise]) -> None:
    row, line = accepted(firms[0]), granted(firms[0])
    entry = told(line, Kind.DRAWN, "50万元", DAY, DAY + timedelta(days=90))
    bank, own = banker(), agent()
    both = Viewer("person:both", 7, bank.permissions | own.permissions, bank.organisations | own.organisations)
    acts: list[Callable[[], object]] = [
        lambda: credit_lines.grant(by=both, application=row.pk, now=NOW, **TERMS),
        lambda: loan_entries.enter(by=both, line=line.pk, kind=Kind.INTEREST, amount="1万元", on=DAY, now=NOW),
        lambda: loan_entries.reverse(by=both, entry=entry.pk, reason="虚构", now=NOW),
    ]
    for act in acts:
        with pytest.raises(NoSuchLine):
            act()
    assert (CreditLine.objects.count(), LoanEntry.objects.count()) == (1, 1)


def test_nothing_is_granted_before_the_firm_accepted(firms: list[Enterprise]) -> None:
    row = sent(firms[0])
    with pytest.raises(NotAccepted):
        credit_lines.grant(by=banker(), application=row.pk, now=NOW, **TERMS)


def test_nobody_but_that_bank_grants_enters_and_takes_back(firms: list[Enterprise]) -> None:
    row, line = accepted(firms[1]), granted(firms[0])
    entry = told(line, Kind.DRAWN, "50万元", DAY, DAY + timedelta(days=90))
    tried: dict[type[Refusal], Callable[[Viewer], object]] = {
        NoSuchLine: lambda by: credit_lines.grant(by=by, application=row.pk, now=NOW, **TERMS),
        NoSuchEntry: lambda by: loan_entries.reverse(by=by, entry=entry.pk, reason="虚构", now=NOW),
    }
    for refusal, act in tried.items():
        with pytest.raises(refusal):
            act(banker("bank-b"))
        for other in (agent(), officer()):
            with pytest.raises(NotPermitted):
                act(other)
    with pytest.raises(NoSuchLine):
        loan_entries.enter(by=banker("bank-b"), line=line.pk, kind=Kind.REPAID, amount="1万元", on=DAY, now=NOW)
    assert (CreditLine.objects.count(), LoanEntry.objects.count()) == (1, 1)


def test_a_stranger_is_answered_as_if_there_were_no_such_line(firms: list[Enterprise]) -> None:
    line = granted(firms[0])
    for who, sees in ((agent(), True), (banker(), True), (officer(), True), (agent(1), False), (banker("bank-b"), False)):
        assert [each.pk for each in visible_lines.filter(who)] == ([line.pk] if sees else [])
        said = set()
        for number in (line.pk, line.pk + 99):
            try:
                line_of(who, number)
            except NoSuchLine as refused:
                said.add(str(refused.as_dict()))
        assert len(said) == 1
        assert len(lines_of(who, DAY)[0]) == sees


def test_the_ledger_tells_the_balance_and_a_line_is_never_added_to_it(firms: list[Enterprise]) -> None:
    line = granted(firms[0])
    told(line, Kind.DRAWN, "60万元", DAY, DAY + timedelta(days=90))
    told(line, Kind.REPAID, "10万元", DAY + timedelta(days=30))
    told(line, Kind.INTEREST, "1750元", DAY + timedelta(days=31))
    [found] = told_of_many([line], DAY + timedelta(days=40))
    standing = found.standing
    assert (standing.drawn, standing.repaid, standing.balance, standing.interest) == (60_000_000, 10_000_000, 50_000_000, 175_000)
    assert found.left == 39_000_000  # what is repaid frees nothing
    with pytest.raises(WrongEntry) as refused:
        told(line, Kind.DRAWN, "39.0001万元", DAY + timedelta(days=41), DAY + timedelta(days=99))
    assert "可放款额度 39万元" in refused.value.said_why.zh
    [ended] = told_of_many([line], line.until_on + timedelta(days=1))
    assert (ended.left, ended.standing.balance) == (0, 50_000_000)


def test_an_entry_is_taken_back_by_one_of_its_own_and_stays_there(firms: list[Enterprise]) -> None:
    line = granted(firms[0])
    wrong = told(line, Kind.DRAWN, "90万元", DAY, DAY + timedelta(days=90))
    repaid = told(line, Kind.REPAID, "20万元", DAY)
    with pytest.raises(WrongEntry):
        loan_entries.reverse(by=banker(), entry=wrong.pk, reason="虚构：多写一笔", now=NOW)  # the repayment stands on it
    with pytest.raises(TakingBackSaysWhy):
        loan_entries.reverse(by=banker(), entry=repaid.pk, reason=" ", now=NOW)
    loan_entries.reverse(by=banker(), entry=repaid.pk, reason="虚构：记错", now=NOW)
    back = loan_entries.reverse(by=banker(), entry=wrong.pk, reason="虚构：多写一笔", now=NOW)
    for gone in (wrong, back):
        with pytest.raises(NoSuchEntry):
            loan_entries.reverse(by=banker(), entry=gone.pk, reason="虚构", now=NOW)
    kept, _ = entries_of_line(line)
    assert [row.kind for row in kept] == ["drawn", "repaid", "reversed", "reversed"]
    assert told_of_many([line], DAY)[0].standing.drawn == 0
    events = AuditEvent.objects.filter(act__startswith="loan_entries.").order_by("pk").values_list("act", flat=True)
    assert list(events) == ["loan_entries.enter"] * 2 + ["loan_entries.reverse"] * 2


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"amount": "50"}, AmountUnclear),
        ({"on": DAY + timedelta(days=1)}, NotYet),
        ({"kind": Kind.REVERSED}, TakenBackElsewhere),
        ({"due_on": None}, WrongEntry),
    ],
)
def test_a_wrong_entry_is_not_taken(firms: list[Enterprise], more: dict[str, Any], refusal: type[Refusal]) -> None:
    line = granted(firms[0])
    entry: dict[str, Any] = {"kind": Kind.DRAWN, "amount": "50万元", "on": DAY, "due_on": date(2026, 12, 1)}
    with pytest.raises(refusal):
        loan_entries.enter(by=banker(), line=line.pk, now=NOW, **(entry | more))
    assert not LoanEntry.objects.exists()


def test_the_database_takes_no_entry_back_without_naming_it(firms: list[Enterprise]) -> None:
    line = granted(firms[0])
    with pytest.raises(IntegrityError), transaction.atomic():
        LoanEntry.objects.create(line=line, kind="reversed", amount=1, on=DAY, told_at=NOW, told_by="cli:tester")
    assert Application.objects.get(pk=line.pk).line.pk == line.pk
