"""A firm sends its need to a bank for a product, under a consent; and takes it back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import actor_of
from dukou.accounts.queries.organisations import banks_open, organisation_ids
from dukou.casework.actions import steps
from dukou.casework.actions.steps import Step
from dukou.casework.core.budgets import Budget, BudgetUnit
from dukou.enterprises.queries.own import acts_for_entry, firms_standing
from dukou.finance.actions._applying import FIRMS, address, end, held_need, officers_of, seen_as, taken
from dukou.finance.actions._reading import amount_read
from dukou.finance.actions.need_refusals import BeyondNeed, ConsentDoesNotCover, NeedMet, NotOfferedToday, SentBefore
from dukou.finance.actions.refusals import NoSuchBank
from dukou.finance.core.consents import Ask, NotCovered, covering
from dukou.finance.core.kinds import ApplicationState, Purpose
from dukou.finance.core.need_standings import ReaderSide
from dukou.finance.core.products import Product, Version
from dukou.finance.models import Application, Consent, Need
from dukou.finance.queries.applications import CLOCK, GRADE, KIND
from dukou.finance.queries.consents import NoSuchConsent, taken_under, values_of
from dukou.finance.queries.needs import NoSuchNeed, need_of
from dukou.finance.queries.products import frame, product_named
from dukou.kit.core.labels import Label
from dukou.kit.core.money import money_text

_SENT = Label("{firm} 申请“{product}”：第 {number} 号", "{firm} applies for “{product}”: no. {number}")
_BACK = Label("{firm} 撤回第 {number} 号融资申请", "{firm} took application {number} back")
_OPEN = [each.value for each in ApplicationState if each.is_open]


def send(
    *, by: Viewer, need: int, bank: str, product: str, consent: int, amount: str = "", is_sure: bool = False, now: datetime | None = None
) -> Application:
    """Send a need to a bank (key) for a product (slug) under a consent. `amount`: with its unit, empty for the need's; the rest as there.

    The bank's clock begins at once: the working days of the product where it tells of any, else those of the profile.
    """
    by.require(FIRMS)
    actor, moment = actor_of(by, FIRMS), now or timezone.now()
    if not acts_for_entry(by, need_of(by, need).enterprise_id):
        raise NoSuchNeed()
    fen = amount_read(amount, is_sure=is_sure) if amount.strip() else 0
    if bank not in banks_open():
        raise NoSuchBank(bank=bank)
    meant, version = _offered(product, moment)
    with transaction.atomic():
        row = _unmet(need, fen)
        firm = firms_standing([row.enterprise_id])[row.enterprise_id]
        held = _covered(row, firm.id, consent, bank, product, moment)
        _once(row, held.bank_id, product)
        told = {"need": row.pk, "bank": bank, "product": product, "version": version.version, "consent": consent}
        told |= {"amount": fen or row.amount}
        opened = steps.open_case(
            by=actor,
            act="applications.send",
            kind=KIND,
            subject=("enterprise", firm.key),
            profile=frame().profile,
            grade=GRADE,
            now=moment,
            told=told,
        )
        with opened as step:
            made = _stored(step, row, held, meant, version, fen or row.amount, str(actor))
            words = _SENT.filled(firm=firm.name, product=meant.name, number=made.pk)
            step.tell(officers_of(made, timezone.localdate(moment)), words, address(made.pk))
    return made


def take_back(*, by: Viewer, number: int, now: datetime | None = None) -> Application:
    """The firm takes an application back while it is open. Where the bank had not answered, its clock ran for nothing."""
    by.require(FIRMS)
    actor, moment, seen = actor_of(by, FIRMS), now or timezone.now(), seen_as(by, number, ReaderSide.FIRM)
    with taken(actor, seen, "applications.take_back", moment, *(each for each in ApplicationState if each.is_open)) as (row, step):
        end(row, step, ApplicationState.TAKEN_BACK, is_moot=row.state == ApplicationState.SENT.value)
        firm = firms_standing([row.need.enterprise_id])[row.need.enterprise_id]
        step.tell(officers_of(row, timezone.localdate(moment)), _BACK.filled(firm=firm.name, number=row.pk), address(row.pk))
    return row


def _offered(product: str, now: datetime) -> tuple[Product, Version]:
    found = product_named(product)
    version = found.on(timezone.localdate(now))
    if version is None:
        raise NotOfferedToday(product=found.name)
    return found, version


def _covered(need: Need, firm: int, consent: int, bank: str, product: str, now: datetime) -> Consent:
    """The consent, held until the transaction ends, where it covers this bank, product and moment; otherwise why it does not."""
    row = Consent.objects.select_for_update(of=("self",)).filter(pk=consent).first()
    value = values_of([row])[0] if row is not None else None
    if row is None or value is None or value.firm != firm:
        raise NoSuchConsent()
    ask = Ask(organisation_ids()[bank], firm, product, Purpose.BEFORE, value.items, now, timezone.localdate(now))
    found = covering([value], ask, taken_under([row.pk]))
    if isinstance(found, NotCovered):
        raise ConsentDoesNotCover(consent=row.pk, reason=found.reason.label, bank=banks_open()[bank])
    return row


def _unmet(number: int, amount: int) -> Need:
    """The need, held, where no line of it was granted and it is of as much as is applied for."""
    row = held_need(number)
    if (met := Application.objects.filter(need=row, state=ApplicationState.GRANTED.value).first()) is not None:
        raise NeedMet(number=met.pk)
    if amount > row.amount:
        raise BeyondNeed(amount=money_text(row.amount, "万元"))
    return row


def _once(need: Need, bank: int, product: str) -> None:
    there = Application.objects.filter(need=need, bank=bank, product=product, state__in=_OPEN).first()
    if there is not None:
        raise SentBefore(number=there.pk)


def _stored(step: Step, need: Need, consent: Consent, product: Product, version: Version, amount: int, by: str) -> Application:
    within = Budget(version.answer_days, BudgetUnit.WORKDAYS) if version.answer_days else None
    step.start(CLOCK, within=within)
    return Application.objects.create(
        case=step.case,
        need=need,
        bank_id=consent.bank_id,
        product=product.key,
        version=version.version,
        text_id=product.text,
        consent=consent,
        amount=amount,
        sent_at=step.now,
        sent_by=by,
    )
