"""A firm consents, and takes it back at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import actor_of
from dukou.accounts.queries.organisations import banks_open, organisation_ids
from dukou.audit.actions import record as record_event
from dukou.enterprises.queries.own import acts_for_entry
from dukou.finance.actions._own import own_firm
from dukou.finance.actions.refusals import NoSuchBank, NoSuchItem, NothingConsented, TooMuchConsented, WithdrawnBefore
from dukou.finance.core.consents import LONGEST, MOST_LOOKS
from dukou.finance.core.kinds import Purpose, ToBank
from dukou.finance.models import Consent
from dukou.finance.queries.consents import NoSuchConsent
from dukou.finance.queries.products import portrait_items, product_named
from dukou.kit.core.labels import same

FIRMS = Permission.SEE_ENTERPRISE_DESK


@dataclass(frozen=True, slots=True)
class Consented:
    """What a firm consents to. `bank`: key of the organisation; `product`: slug, empty for any; `items`: keys of the portrait."""

    bank: str
    purpose: Purpose
    items: Sequence[str]
    from_on: date
    until_on: date
    looks: int
    product: str = ""


def give(*, by: Viewer, enterprise: str, consented: Consented, now: datetime | None = None) -> Consent:
    """Consent, as the firm's own agent."""
    by.require(FIRMS)
    actor, moment = actor_of(by, FIRMS), now or timezone.now()
    firm = own_firm(by, enterprise)
    _judge(consented, timezone.localdate(moment))
    if consented.bank not in banks_open():
        raise NoSuchBank(bank=consented.bank)
    with transaction.atomic():
        row = Consent.objects.create(
            enterprise_id=firm.id,
            bank_id=organisation_ids()[consented.bank],
            product=product_named(consented.product).key if consented.product else "",
            purpose=consented.purpose.value,
            items=sorted(set(consented.items)),
            from_on=consented.from_on,
            until_on=consented.until_on,
            looks=consented.looks,
            given_at=moment,
            given_by=str(actor),
        )
        after = {name: getattr(row, name) for name in ("product", "purpose", "items", "from_on", "until_on", "looks")}
        record_event(by=actor, act="consents.give", subject=("consent", str(row.pk)), after=after | {"bank": consented.bank}, now=moment)
    return row


def withdraw(*, by: Viewer, consent: int, now: datetime | None = None) -> Consent:
    """Take a consent back: from this moment it is none."""
    by.require(FIRMS)
    actor, moment = actor_of(by, FIRMS), now or timezone.now()
    with transaction.atomic():
        row = Consent.objects.select_for_update(of=("self",)).filter(pk=consent).first()
        if row is None or not acts_for_entry(by, row.enterprise_id):
            raise NoSuchConsent()
        if row.withdrawn_at is not None:
            raise WithdrawnBefore()
        row.withdrawn_at, row.withdrawn_by = moment, str(actor)
        row.save(update_fields=["withdrawn_at", "withdrawn_by"])
        record_event(by=actor, act="consents.withdraw", subject=("consent", str(row.pk)), after={}, now=moment)
    return row


def _judge(consented: Consented, today: date) -> None:
    offered = {key for key, item in portrait_items().items() if item.to_bank is not ToBank.NEVER}
    for item in consented.items:
        if item not in offered:
            raise NoSuchItem(item=item, known=same("、".join(sorted(offered))))
    if not consented.items or consented.until_on < max(consented.from_on, today) or consented.looks < 1:
        raise NothingConsented()
    if (consented.until_on - consented.from_on).days >= LONGEST or consented.looks > MOST_LOOKS:
        raise TooMuchConsented(days=LONGEST, looks=MOST_LOOKS)
