"""The bank tells what was drawn, repaid, paid as interest, renewed, overdue and cleared. Nothing of it is changed: it is taken back."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.viewers import Viewer, may_within
from dukou.accounts.queries import actor_of
from dukou.audit.actions import record
from dukou.finance.actions._ledger import BANKS, UNTOLD, fits, own_line
from dukou.finance.actions._reading import amount_read
from dukou.finance.actions.loan_refusals import NoSuchEntry, NotYet, TakenBackElsewhere, TakingBackSaysWhy
from dukou.finance.core.kinds import LoanEntryKind
from dukou.finance.core.loans import Entry
from dukou.finance.models import LoanEntry
from dukou.kit.core.actors import Actor


def enter(
    *,
    by: Viewer,
    line: int,
    kind: LoanEntryKind,
    amount: str,
    on: date,
    due_on: date | None = None,
    note: str = "",
    now: datetime | None = None,
) -> LoanEntry:
    """Enter what happened on a day, today's or an earlier one; `due_on`: of a drawing or a renewal. What does not fit is refused."""
    by.require(BANKS)
    actor, moment = actor_of(by, BANKS), now or timezone.now()
    if kind is LoanEntryKind.REVERSED:
        raise TakenBackElsewhere()
    if on > timezone.localdate(moment):
        raise NotYet(on=on)
    with transaction.atomic():
        row, fen = own_line(by, line), amount_read(amount, is_sure=True)
        fits(row, Entry(UNTOLD, kind, fen, on, due_on))
        made = LoanEntry(line=row, kind=kind.value, amount=fen, on=on, due_on=due_on, note=note.strip()[:200])
        return _told(made, actor, moment, "loan_entries.enter")


def reverse(*, by: Viewer, entry: int, reason: str, now: datetime | None = None) -> LoanEntry:
    """Take an entry back, as though it had never been told; refused where later ones stand on it."""
    by.require(BANKS)
    actor, moment = actor_of(by, BANKS), now or timezone.now()
    if not reason.strip():
        raise TakingBackSaysWhy()
    with transaction.atomic():
        seen = LoanEntry.objects.filter(pk=entry).select_related("line__application__bank").first()
        if seen is None or not may_within(by, BANKS, seen.line.application.bank.key):
            raise NoSuchEntry()
        row, today = own_line(by, seen.line_id), timezone.localdate(moment)
        kept = fits(row, Entry(UNTOLD, LoanEntryKind.REVERSED, seen.amount, today, reverses=seen.pk))
        if seen.kind == LoanEntryKind.REVERSED.value or any(each.reverses_id == seen.pk for each in kept):
            raise NoSuchEntry()
        kind = LoanEntryKind.REVERSED.value
        made = LoanEntry(line=row, kind=kind, amount=seen.amount, on=today, reverses=seen, note=reason.strip()[:200])
        return _told(made, actor, moment, "loan_entries.reverse")


def _told(made: LoanEntry, actor: Actor, moment: datetime, act: str) -> LoanEntry:
    made.told_at, made.told_by = moment, str(actor)
    made.save(force_insert=True)
    after = {"entry": made.pk, "kind": made.kind, "amount": made.amount, "on": made.on, "due_on": made.due_on, "reverses": made.reverses_id}
    record(by=actor, act=act, subject=("credit_line", str(made.line_id)), after=after, now=moment)
    return made
