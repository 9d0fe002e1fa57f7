"""What the stories of the demo do again and again: ask, consent, answer, accept, grant, enter. Each is told so many days ago."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from dukou.finance.actions import answers, applications, consents, credit_lines, loan_entries, needs
from dukou.finance.actions.consents import Consented
from dukou.finance.core.kinds import LoanEntryKind, Purpose, Repayment, ToBank
from dukou.finance.models import CreditLine
from dukou.finance.queries.products import frame, portrait_items

if TYPE_CHECKING:
    from dukou.finance.actions.seeds import Stage

MADE_UP = "（合成）"
_PAPER, _SAID = f"{MADE_UP}合同", f"{MADE_UP}演示用的说明"
_LONG = 365  # days that a line runs


@dataclass(frozen=True, slots=True)
class Asking:
    """What a firm (by its place on the stage) needs, and for which product it is sent; `product` empty: to no bank."""

    firm: int
    product: str
    amount: str
    months: int
    purpose: str = "购买原料"
    came: tuple[str, str] | None = None
    meeting: int | None = None


def asked(
    stage: Stage, asking: Asking, bank: str, ago: int, *, need: int | None = None, consent: int | None = None, closed: str = ""
) -> int:
    """Post the need unless it is there, consent to the bank and send it; the number of the application, or of a need sent to no bank."""
    by, firm = stage.agent(asking.firm), stage.firms[asking.firm]
    posted = need
    if posted is None:
        told: dict[str, Any] = {"amount": asking.amount, "term_months": asking.months, "purpose": f"{MADE_UP}{asking.purpose}"}
        told |= {"came": asking.came, "meeting": asking.meeting, "is_sure": True}
        row = needs.post(by=by, enterprise=firm.key, now=stage.day(ago, 9), **told)
        posted = int(row.pk)
    if closed:
        needs.close(by=by, number=posted, reason=f"{MADE_UP}{closed}", now=stage.day(ago - 20))
    if not bank:
        return posted
    consent = consent or consented(stage, asking.firm, bank, ago)
    return int(applications.send(by=by, need=posted, bank=bank, product=asking.product, consent=consent, now=stage.day(ago, 11)).pk)


def consented(stage: Stage, firm: int, bank: str, ago: int, *, purpose: Purpose = Purpose.BEFORE) -> int:
    """Consent to all that banks may be told, for the days and looks that are usual."""
    items = [key for key, item in portrait_items().items() if item.to_bank is not ToBank.NEVER]
    usual, since = frame().purposes[purpose], stage.on(ago)
    told = Consented(bank, purpose, items, since, since + timedelta(days=usual.days), usual.looks)
    return consents.give(by=stage.agent(firm), enterprise=stage.firms[firm].key, consented=told, now=stage.day(ago, 10)).pk


def offered(stage: Stage, bank: str, number: int, ago: int, amount: str, rate: int, fee: str = "") -> None:
    """An offer for a year that holds for a month."""
    told: dict[str, Any] = {"amount": amount, "rate": rate, "fee": fee, "term_months": 12, "repayment": Repayment.BULLET}
    answers.offer(by=stage.bank(bank), number=number, valid_until=stage.on(ago - 30), is_sure=True, now=stage.day(ago, 14), **told)


def refused(stage: Stage, bank: str, number: int, ago: int, reason: str) -> None:
    """A refusal with its reason."""
    answers.refuse(by=stage.bank(bank), number=number, reason=reason, words=_SAID, now=stage.day(ago, 15))


def accepted(stage: Stage, firm: int, number: int, ago: int) -> None:
    """The firm accepts."""
    answers.accept(by=stage.agent(firm), number=number, now=stage.day(ago, 9))


def granted(stage: Stage, bank: str, number: int, ago: int, amount: str, rate: int) -> CreditLine:
    """A line for a year; where that is over by now, one that has ended."""
    days = {"from_on": stage.on(ago), "until_on": stage.on(ago) + timedelta(days=_LONG)}
    return credit_lines.grant(
        by=stage.bank(bank), application=number, amount=amount, rate=rate, paper=f"{_PAPER} {number} 号", now=stage.day(ago, 16), **days
    )


def line_of(stage: Stage, asking: Asking, bank: str, ago: int, *, rate: int) -> CreditLine:
    """From the need to the line within ten days."""
    number = asked(stage, asking, bank, ago)
    offered(stage, bank, number, ago - 4, asking.amount, rate)
    accepted(stage, asking.firm, number, ago - 6)
    return granted(stage, bank, number, ago - 10, asking.amount, rate)


def drawn(
    stage: Stage, line: CreditLine, amount: str, ago: int, *, kind: LoanEntryKind = LoanEntryKind.DRAWN, due: int | None = None
) -> None:
    """An entry of the ledger, told on its day; `due`: so many days ago, below nought to come. What has not come yet is left out."""
    if ago < 0:
        return
    due_on = None if due is None else stage.on(due)
    bank = stage.bank(line.application.bank.key)
    loan_entries.enter(by=bank, line=line.pk, kind=kind, amount=amount, on=stage.on(ago), due_on=due_on, now=stage.day(ago, 17))
