"""A bank offers or refuses, and says why; the firm accepts an offer or declines it. The last answer stands."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import actor_of
from dukou.enterprises.queries.own import firms_standing
from dukou.finance.actions._applying import ANSWERABLE, BANKS, FIRMS, address, agents_of, end, held_need, officers_of, seen_as, taken
from dukou.finance.actions._offering import judged
from dukou.finance.actions._reading import amount_read, fee_read
from dukou.finance.actions.answer_refusals import AnotherAccepted, NoSuchReason, OfferChanged, OfferRunOut, RefusalSaysWhy
from dukou.finance.core.kinds import ApplicationState, Repayment
from dukou.finance.core.need_standings import ReaderSide
from dukou.finance.core.offers import Terms
from dukou.finance.models import Application, BankAnswer
from dukou.finance.queries.applications import CLOCK
from dukou.finance.queries.offers import answers_standing, terms_of
from dukou.finance.queries.products import frame
from dukou.kit.core.labels import Label, same

_TAKEN = [ApplicationState.ACCEPTED.value, ApplicationState.GRANTED.value]  # a need has one line
_OFFERED = Label("“{bank}”答复了第 {number} 号融资申请：有报价", "“{bank}” answered application {number}: an offer")
_REFUSED = Label("“{bank}”答复了第 {number} 号融资申请：未通过，理由见办件页", "“{bank}” answered application {number}: refused; read why")
_UNGRANTED = Label(
    "“{bank}”不能按您接受的报价授信：第 {number} 号融资申请，理由见办件页",
    "“{bank}” grants no line on the offer accepted of application {number}; read why",
)
_ACCEPTED = Label("{firm} 接受了第 {number} 号融资申请的报价，请授信", "{firm} accepted the offer of application {number}: grant the line")
_DECLINED = Label("{firm} 没有接受第 {number} 号融资申请的报价", "{firm} declined the offer of application {number}")


def offer(
    *,
    by: Viewer,
    number: int,
    amount: str,
    rate: int,
    fee: str = "",
    term_months: int,
    repayment: Repayment,
    valid_until: date,
    is_sure: bool = False,
    now: datetime | None = None,
) -> BankAnswer:
    """Make an offer, or better one that still holds. `amount`, `fee`: with their unit; `rate`: a year, in hundredths of a percent."""
    by.require(BANKS)
    actor, moment, seen = actor_of(by, BANKS), now or timezone.now(), seen_as(by, number, ReaderSide.BANK)
    terms = Terms(amount_read(amount, is_sure=is_sure), rate, fee_read(fee), term_months, repayment, valid_until)
    told = {"amount": terms.amount, "rate": rate, "fee": terms.fee, "term_months": term_months, "valid_until": str(valid_until)}
    with taken(actor, seen, "answers.offer", moment, *ANSWERABLE, **told) as (row, step):
        judged(row, terms, timezone.localdate(moment))
        step.stop(CLOCK)
        row.state = ApplicationState.OFFERED.value
        made = BankAnswer.objects.create(
            application=row,
            is_offer=True,
            amount=terms.amount,
            rate=terms.rate,
            fee=terms.fee,
            term_months=terms.months,
            repayment=terms.repayment.value,
            valid_until=terms.valid_until,
            answered_at=moment,
            answered_by=str(actor),
        )
        step.tell(agents_of(row, timezone.localdate(moment)), _OFFERED.filled(bank=row.bank.label, number=row.pk), address(row.pk))
    return made


def refuse(*, by: Viewer, number: int, reason: str, words: str, now: datetime | None = None) -> BankAnswer:
    """Refuse, with the code of a reason and words that the firm reads. An offer that cannot be kept is refused too, one that
    the firm accepted as well: its need is free again.
    """
    by.require(BANKS)
    actor, moment, seen = actor_of(by, BANKS), now or timezone.now(), seen_as(by, number, ReaderSide.BANK)
    if not reason.strip() or not words.strip():
        raise RefusalSaysWhy()
    if frame().reason(reason) is None:
        raise NoSuchReason(reason=reason, known=same("、".join(each.code for each in frame().reasons)))
    with taken(actor, seen, "answers.refuse", moment, *ANSWERABLE, ApplicationState.ACCEPTED, why=reason) as (row, step):
        words_told = _UNGRANTED if row.state == ApplicationState.ACCEPTED.value else _REFUSED
        told = {"reason": reason, "words": words.strip(), "answered_at": moment, "answered_by": str(actor)}
        made = BankAnswer.objects.create(application=row, is_offer=False, **told)
        end(row, step, ApplicationState.REFUSED)
        step.tell(agents_of(row, timezone.localdate(moment)), words_told.filled(bank=row.bank.label, number=row.pk), address(row.pk))
    return made


def accept(*, by: Viewer, number: int, answer: int | None = None, now: datetime | None = None) -> Application:
    """The firm accepts an offer that still holds; the bank grants the line then. Its other applications stay as they are.

    `answer`: the offer that the firm read, by the number of the answer; where the bank has answered since, nothing is accepted.
    """
    by.require(FIRMS)
    actor, moment, seen = actor_of(by, FIRMS), now or timezone.now(), seen_as(by, number, ReaderSide.FIRM)
    with taken(actor, seen, "answers.accept", moment, ApplicationState.OFFERED) as (row, step):
        held_need(row.need_id)
        other = Application.objects.filter(need=row.need_id, state__in=_TAKEN).order_by("pk").first()
        if other is not None:
            raise AnotherAccepted(number=other.pk, state=ApplicationState.of(other.state).label)
        last = answers_standing([row.pk])[row.pk]
        if answer is not None and answer != last.pk:
            raise OfferChanged()
        terms = terms_of(last)
        if not terms.is_valid(timezone.localdate(moment)):
            raise OfferRunOut(day=terms.valid_until)
        row.state = ApplicationState.ACCEPTED.value
        step.tell(officers_of(row, timezone.localdate(moment)), _by_firm(_ACCEPTED, row), address(row.pk))
    return row


def decline(*, by: Viewer, number: int, reason: str = "", now: datetime | None = None) -> Application:
    """The firm declines an offer. `reason`: for the bank, where the firm gives one."""
    by.require(FIRMS)
    actor, moment, seen = actor_of(by, FIRMS), now or timezone.now(), seen_as(by, number, ReaderSide.FIRM)
    with taken(actor, seen, "answers.decline", moment, ApplicationState.OFFERED) as (row, step):
        end(row, step, ApplicationState.DECLINED)
        if reason.strip():
            step.note(reason=reason.strip())
        step.tell(officers_of(row, timezone.localdate(moment)), _by_firm(_DECLINED, row), address(row.pk))
    return row


def _by_firm(words: Label, row: Application) -> Label:
    firm = firms_standing([row.need.enterprise_id])[row.need.enterprise_id]
    return words.filled(firm=firm.name, number=row.pk)
