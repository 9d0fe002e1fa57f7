"""A bank states what it offers of a product: so much money, to so many firms, in a period. A new statement replaces the old."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import NotPermitted, Viewer, may_within
from dukou.accounts.queries import actor_of
from dukou.accounts.queries.organisations import banks_open, organisation_ids
from dukou.audit.actions import record as record_event
from dukou.finance.actions.list_refusals import (
    NothingOffered,
    NothingToStop,
    NotInForce,
    OfferedBackwards,
    QuotaInDoubt,
    QuotaUnclear,
    StatedMeanwhile,
)
from dukou.finance.actions.refusals import NoSuchBank
from dukou.finance.core.amounts import read_asked
from dukou.finance.core.products import MOST_CASES
from dukou.finance.models import BankProduct
from dukou.finance.queries.products import product_named
from dukou.kit.core.actors import Actor
from dukou.kit.core.refusals import Malformed

BANKS = Permission.ANSWER_NEEDS


def state(
    *,
    by: Viewer,
    bank: str,
    product: str,
    quota: str = "",
    cases: int | None = None,
    from_on: date,
    until_on: date,
    is_sure: bool = False,
    now: datetime | None = None,
) -> BankProduct:
    """State it, for one's own bank. `quota`: with its unit written; empty, or no `cases`: without that bound; `is_sure`: a quota of a
    rare size is right.
    """
    actor, moment, number = _begun(by, bank, now)
    if until_on < max(from_on, timezone.localdate(moment)):
        raise OfferedBackwards()
    found = product_named(product)
    if found.on(max(from_on, timezone.localdate(moment))) is None:
        raise NotInForce(product=found.name)
    told = {"product": found.key, "quota": _money(quota, is_sure=is_sure), "cases": cases, "from_on": from_on, "until_on": until_on}
    if cases is not None and not 1 <= cases <= MOST_CASES:
        raise NothingOffered(most=f"{MOST_CASES:,}")
    with transaction.atomic():
        _replace(number, found.key, moment)
        row = _made(number, stated_at=moment, stated_by=str(actor), **told)
        record_event(by=actor, act="bank_products.state", subject=("bank", bank), after=told, now=moment)
    return row


def stop(*, by: Viewer, bank: str, product: str, now: datetime | None = None) -> None:
    """Offer it no more from this moment; what was granted stays."""
    actor, moment, number = _begun(by, bank, now)
    with transaction.atomic():
        if not _replace(number, product, moment):
            raise NothingToStop()
        record_event(by=actor, act="bank_products.stop", subject=("bank", bank), after={"product": product}, now=moment)


def _begun(by: Viewer, bank: str, now: datetime | None) -> tuple[Actor, datetime, int]:
    """Who acts, when, and the bank's primary key; refused for another's bank as for none."""
    by.require(BANKS)
    if not may_within(by, BANKS, bank):
        raise NotPermitted(permission=BANKS.label)
    if bank not in banks_open():
        raise NoSuchBank(bank=bank)
    return actor_of(by, BANKS), now or timezone.now(), organisation_ids()[bank]


def _money(text: str, *, is_sure: bool) -> int | None:
    if not text.strip():
        return None
    try:
        asked = read_asked(text)
    except Malformed as fault:
        raise QuotaUnclear(fault=fault.what, mend=fault.cure) from fault
    if asked.doubt is not None and not is_sure:
        raise QuotaInDoubt(read=asked.told_back, doubt=asked.doubt)
    return asked.fen


def _made(bank: int, **told: object) -> BankProduct:
    """The row; of two that are made at once the database keeps one."""
    try:
        with transaction.atomic():
            return BankProduct.objects.create(bank_id=bank, **told)
    except IntegrityError as error:
        raise StatedMeanwhile() from error


def _replace(bank: int, product: str, now: datetime) -> bool:
    """End the statement that stands; whether there was one."""
    row = BankProduct.objects.select_for_update(of=("self",)).filter(bank=bank, product=product, replaced_at__isnull=True).first()
    if row is None:
        return False
    row.replaced_at = now
    row.save(update_fields=["replaced_at"])
    return True
