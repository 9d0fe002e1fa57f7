"""A bank looks: once under one consent, counted, in the audit chain, told in bands. The firm reads who, when, at what and why."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer, may_within
from dukou.accounts.queries import actor_of
from dukou.audit.actions import record as record_event
from dukou.enterprises.queries.own import acts_for_entry
from dukou.enterprises.queries.rosters import keys_by_id
from dukou.finance.actions.refusals import LookSaysWhy, LookTakenMeanwhile, ReasonOfOtherPurpose
from dukou.finance.core.bands import Answer, seal, statement
from dukou.finance.core.consents import Covered
from dukou.finance.core.kinds import Purpose
from dukou.finance.core.looking import LookReason
from dukou.finance.models import Consent, LookUp
from dukou.finance.queries.consents import NothingHere, covered
from dukou.finance.queries.portraits import items_told
from dukou.finance.queries.products import portrait_items

BANKS = Permission.ANSWER_NEEDS


@dataclass(frozen=True, slots=True)
class Looked:
    """What a bank was told: the answers, and the text whose hash is kept. Neither is kept here."""

    row: LookUp
    answers: tuple[Answer, ...]
    text: str


def look(
    *,
    by: Viewer,
    consent: int,
    why: str,
    reason: LookReason | None = None,
    items: Sequence[str] = (),
    number: int | None = None,
    as_of: date | None = None,
    now: datetime | None = None,
) -> Looked:
    """Look at a firm under a consent, at all its items or at some. Whatever is not covered this moment gives one and the same refusal.

    `number`: which look this is to be; refused where it was taken meanwhile, so that what is sent twice is counted once. `as_of`: the day
    as of which the facts are told, today unless said. `reason`: the one that was chosen, refused where it is of another purpose.
    """
    by.require(BANKS)
    actor, moment = actor_of(by, BANKS), now or timezone.now()
    if not why.strip():
        raise LookSaysWhy()
    with transaction.atomic():
        row = Consent.objects.select_for_update(of=("self",)).select_related("bank").filter(pk=consent).first()
        if row is None or not may_within(by, BANKS, row.bank.key) or not by.organisations or acts_for_entry(by, row.enterprise_id):
            raise NothingHere()  # nor does a bank look through whoever acts for the firm
        if reason is not None and reason.purpose is not Purpose.of(row.purpose):
            raise ReasonOfOtherPurpose(reason=reason.label, purpose=Purpose.of(row.purpose).label)
        asked = tuple(items) or tuple(row.items)
        nth = LookUp.objects.filter(consent=row).count() + 1
        found = covered(row, asked, moment, nth - 1)
        if not isinstance(found, Covered):
            raise NothingHere()
        if number not in (None, nth):
            raise LookTakenMeanwhile()
        answers = _answers(found.consent.firm, asked, as_of or timezone.localdate(moment))
        text = statement(answers, consent=row.pk, look=nth, nonce=secrets.token_hex(16))
        told = {"viewer": by.key, "why": why.strip()[:200], "items": sorted(asked), "sha256": seal(text), "looked_at": moment}
        made = LookUp.objects.create(consent=row, number=nth, **told)
        after = {"consent": row.pk, "number": nth, "items": sorted(asked), "why": made.why, "sha256": made.sha256}
        record_event(by=actor, act="look_ups.look", subject=("consent", str(row.pk)), after=after, now=moment)
    return Looked(made, answers, text)


def _answers(firm: int, asked: Sequence[str], on: date) -> tuple[Answer, ...]:
    items = portrait_items()
    wanted = [items[key] for key in sorted(asked) if key in items]
    told = items_told(keys_by_id([firm])[firm], on, wanted)
    return tuple(answer for each in told.values() if (answer := each.answer) is not None)
