"""One clock as its page shows it: what it was given, what its ledger says, every day counted or skipped, the rungs taken and to come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dukou.casework.core.budgets import Budget, BudgetUnit
from dukou.casework.core.escalation import RungMoment
from dukou.casework.core.ledgers import EntryKind, Holder
from dukou.casework.core.months import Month, counted_days, months_of
from dukou.casework.core.profiles import Expiry, Rung
from dukou.casework.core.receipts import DayReason, NoReceiptYet
from dukou.casework.core.states import ClockState
from dukou.casework.models import RungTaken, RunningClock
from dukou.casework.queries.calendars import calendar_version
from dukou.casework.queries.profiles import profile_of
from dukou.casework.queries.timing import Timing, clock_of, entries_of, ladder_of, receipt_of
from dukou.kit.core.labels import Label, same


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One line of the ledger in words. `entered_by`: the actor in its text form."""

    at: datetime
    kind: Label
    value: Label | None
    holder: Label | None
    reason: str
    entered_by: str


@dataclass(frozen=True, slots=True)
class RungLine:
    """A rung of the ladder: when it is due, and when it was taken; None: it is still to come."""

    rung: Label
    due_at: datetime
    taken_at: datetime | None


@dataclass(frozen=True, slots=True)
class ShownClock:
    """A clock with everything that its page tells. `receipt`: None while it stands; `horizon`: until when the calendar is published."""

    row: RunningClock
    name: Label
    profile: Label
    budget: Label
    extended: Label | None
    state: ClockState
    expiry: Expiry
    horizon: date
    ledger: tuple[LedgerLine, ...]
    rungs: tuple[RungLine, ...]
    receipt: dict[str, Any] | None
    months: tuple[Month, ...]
    reasons: tuple[DayReason, ...]

    @property
    def is_day_off(self) -> bool:
        """Whether it is a promise whose day became a day off."""
        return self.row.until_on is not None and not calendar_version(self.row.calendar_id).counts(self.row.until_on)

    @property
    def is_late(self) -> bool:
        """Whether it was stopped after its end. Of one that runs the page asks the moment."""
        return self.row.stopped_at is not None and self.row.first_late_at is not None


def shown_clock(row: RunningClock) -> ShownClock:
    """The clock as its page shows it, under the calendar by which it is projected."""
    profile, calendar = profile_of(row.case.profile), calendar_version(row.calendar_id)
    unit, entries = BudgetUnit.of(row.unit), list(row.entries.order_by("at", "pk"))
    clock = clock_of(row, entries_of(entries), profile)
    rule = profile.clock(row.case.grade, row.key)
    receipt = receipt_or_none(row)
    days = counted_days(receipt["days"], date.fromisoformat(receipt["due"])) if receipt else []
    is_ended = row.state == ClockState.STOPPED.value
    return ShownClock(
        row=row,
        name=rule.name if rule else same(row.key),
        profile=profile.name,
        budget=Budget(row.value, unit).label,
        extended=Budget(clock.extended_by, unit).label if clock.extended_by else None,
        state=ClockState.of(row.state),
        expiry=Expiry.of(row.expiry),
        horizon=calendar.firm_until,
        ledger=tuple(
            LedgerLine(
                at=each.at,
                kind=EntryKind.of(each.kind).label,
                value=Budget(each.value, BudgetUnit.of(each.unit)).label if each.value else None,
                holder=Holder.of(each.holder).label if each.kind == EntryKind.PAUSE.value else None,
                reason=each.reason,
                entered_by=each.entered_by,
            )
            for each in entries
        ),
        rungs=tuple(_rungs(row, () if is_ended else ladder_of(clock, Timing(profile, calendar, row.calendar_id)))),
        receipt=receipt,
        months=tuple(months_of(days)),
        reasons=tuple(dict.fromkeys(day.reason for day in days)),
    )


def receipt_or_none(row: RunningClock) -> dict[str, Any] | None:
    """The receipt of a clock; None while it stands still."""
    try:
        return receipt_of(row)
    except NoReceiptYet:
        return None


def _rungs(row: RunningClock, ladder: Iterable[RungMoment]) -> list[RungLine]:
    """The rungs taken, in order, and those to come."""
    taken = list(RungTaken.objects.filter(clock=row).order_by("pk"))
    now = {each.rung for each in taken if each.ends_at == row.due_at}
    return [
        *(RungLine(Rung.of(each.rung).label, each.due_at, each.taken_at) for each in taken),
        *(RungLine(each.rung.label, each.at, None) for each in ladder if each.rung.value not in now),
    ]
