"""Requests for more time in words: how much is asked for, and from which day to which."""

from __future__ import annotations

from dukou.casework.core.budgets import Budget, BudgetUnit
from dukou.casework.core.clocks import due
from dukou.casework.core.ledgers import Entry, EntryKind, Holder
from dukou.casework.models import ExtensionRequest
from dukou.casework.queries.profiles import profile_of
from dukou.casework.queries.timing import clock_of, entries_of, timing_of
from dukou.kit.core.labels import Label

_ASKED = Label("申请延长 {more}：{before} → {after}（{why}）", "asked for {more} more: {before} → {after} ({why})")
_STANDS = Label("申请延长 {more}，现在暂停计时（{why}）", "asked for {more} more; the clock stands still ({why})")


def more_word(request: ExtensionRequest) -> Label:
    """How much more is asked for, with its unit."""
    return Budget(request.value, BudgetUnit.of(request.clock.unit)).label


def extension_word(request: ExtensionRequest) -> Label:
    """What is asked for, with the day that it would move and the day to which, reckoned as the ruling will."""
    clock, profile = request.clock, profile_of(request.clock.case.profile)
    ledger = (*entries_of(clock.entries.all()), Entry(EntryKind.EXTEND, request.asked_at, request.value, Holder.DEPARTMENT))
    until = due(clock_of(clock, ledger, profile), timing_of(profile).calendar)
    if until is None or clock.due_on is None:
        return _STANDS.filled(more=more_word(request), why=request.reason)
    return _ASKED.filled(more=more_word(request), before=clock.due_on, after=until.on, why=request.reason)
