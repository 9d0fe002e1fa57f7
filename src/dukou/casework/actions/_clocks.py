"""Clocks: rows and ledgers changed as parts of a step; after each change the projection is reckoned anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.functions import Coalesce

from dukou.casework.actions.refusals import (
    AfterExpiry,
    ClockRunsAlready,
    MayNotPause,
    NoExtension,
    NothingAsked,
    NotInThisState,
    OwnAsking,
    RunOut,
)
from dukou.casework.core.budgets import Budget, BudgetUnit
from dukou.casework.core.clocks import Due, closed_at, shown
from dukou.casework.core.escalation import before
from dukou.casework.core.ledgers import Entry, EntryKind, Holder
from dukou.casework.core.profiles import ClockRule
from dukou.casework.core.states import ClockState, Ruling
from dukou.casework.models import CalendarVersion, Case, ClockEntry, ExtensionRequest, Leg, RunningClock
from dukou.casework.queries.calendars import calendar_version
from dukou.casework.queries.timing import Projection, Timing, clock_of, entries_of, projected, rungs_taken
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label, same
from dukou.kit.ledger import insert_numbered

_PROJECTED = ("due_at", "due_on", "is_firm", "next_at")


def prepared(case: Case, leg: Leg | None, rule: ClockRule, anchor: datetime, timing: Timing, until_on: date | None = None) -> RunningClock:
    """A new clock under `rule`, running from `anchor`, not stored yet; `until_on`: the day on which it ends whatever the calendar says."""
    row = RunningClock(
        case=case,
        leg=leg,
        key=rule.key,
        anchor_at=anchor,
        value=rule.within.value,
        unit=rule.within.unit.value,
        expiry=rule.expiry.value,
        until_on=until_on,
        calendar_id=timing.calendar_id,
    )
    project(row, projected(clock_of(row, (), timing.profile), (), timing), timing)
    return row


def started(rows: Sequence[RunningClock], name: Label) -> None:
    """Store new clocks, by one statement; refused by `name` where one of them runs already."""
    try:
        with transaction.atomic():
            insert_numbered(rows)
    except IntegrityError as clash:
        raise ClockRunsAlready(clock=name) from clash


def stop(clocks: Iterable[RunningClock], now: datetime) -> list[RunningClock]:
    """Stop those that are not stopped yet; what they were due is kept beside it, and that it had passed."""
    stopped = [clock for clock in clocks if clock.state != ClockState.STOPPED.value]
    told = {"state": ClockState.STOPPED.value, "stopped_at": now, "next_at": None}
    for is_late in (False, True):
        some = [clock for clock in stopped if clock.has_run_out(now) is is_late]
        late = {"first_late_at": Coalesce(F("first_late_at"), F("due_at"))} if is_late else {}
        if some:
            RunningClock.objects.filter(pk__in=[clock.pk for clock in some]).update(**told, **late)
    for clock in stopped:
        if clock.has_run_out(now):
            keep_late(clock)
        clock.state, clock.stopped_at, clock.next_at = ClockState.STOPPED.value, now, None
    return stopped


def let_be_moot(clocks: Iterable[RunningClock]) -> None:
    """Note of clocks that have stopped in time that what they waited for never came."""
    some = [clock for clock in clocks if clock.first_late_at is None]
    RunningClock.objects.filter(pk__in=[clock.pk for clock in some]).update(is_moot=True)
    for clock in some:
        clock.is_moot = True


def keep_late(clock: RunningClock) -> None:
    """Keep the end that has passed, once; it is left to the caller to save it."""
    clock.first_late_at = clock.first_late_at or clock.due_at


def let_lapse(clocks: Iterable[RunningClock], now: datetime) -> list[ExtensionRequest]:
    """What was asked of clocks that have stopped needs no ruling any more; gives the requests."""
    waiting = ExtensionRequest.objects.filter(clock__in=[clock.pk for clock in clocks], ruling=Ruling.WAITING.value)
    found = list(waiting.select_related("clock").order_by("pk"))
    if found:
        waiting.update(ruling=Ruling.MOOT.value, ruled_at=now)
    return found


def pause(clock: RunningClock, holder: Holder, reason: str, by: Actor, now: datetime, timing: Timing) -> None:
    """Let it stand still, where its rule allows that and it runs. A promised day does not, nor does one that has run out: it stays late."""
    rule = rule_of(clock, timing)
    if not may_stand(clock, rule):
        raise MayNotPause(clock=rule.name)
    _in_state(clock, ClockState.RUNNING, rule)
    if clock.has_run_out(now):
        raise RunOut(clock=rule.name, until=shown(clock.first_late_at or clock.due_at or now))
    _enter(clock, EntryKind.PAUSE, 0, holder, reason, by, now, timing)


def may_stand(clock: RunningClock, rule: ClockRule) -> bool:
    """Whether it may stand still at all."""
    return rule.may_pause and clock.until_on is None


def resume(clock: RunningClock, reason: str, by: Actor, now: datetime, timing: Timing) -> None:
    """Let it run again."""
    _in_state(clock, ClockState.STANDING, rule_of(clock, timing))
    _enter(clock, EntryKind.RESUME, 0, Holder.DEPARTMENT, reason, by, now, timing)


def asked_extension(clock: RunningClock, value: int, reason: str, by: Actor, now: datetime, timing: Timing) -> ExtensionRequest:
    """A request for more time, within the bounds of the rule and while there is time."""
    _may_be_extended(clock, value, now, timing)
    return ExtensionRequest.objects.create(clock=clock, value=value, reason=reason, asked_at=now, asked_by=str(by))


def rule_on_extension(
    request: ExtensionRequest, clock: RunningClock, is_granted: bool, reason: str, by: Actor, now: datetime, timing: Timing
) -> None:
    """Rule on a request; the deadline moves where it is granted and the clock has not run out since."""
    if request.ruling != Ruling.WAITING.value or clock.state == ClockState.STOPPED.value:
        raise NothingAsked()
    if request.asked_by in (str(by), by.on_behalf_of):
        raise OwnAsking()
    if is_granted:
        extend(clock, request.value, reason, by, now, timing)
    request.ruling = (Ruling.GRANTED if is_granted else Ruling.REFUSED).value
    request.ruled_at, request.ruled_by, request.ruled_reason = now, str(by), reason
    request.save(update_fields=["ruling", "ruled_at", "ruled_by", "ruled_reason"])


def extend(clock: RunningClock, value: int, reason: str, by: Actor, now: datetime, timing: Timing) -> None:
    """Give it `value` more of its units; refused where it has run out."""
    if clock.has_run_out(now):
        raise AfterExpiry(until=shown(clock.first_late_at or clock.due_at or now), due=clock.due_on)
    _enter(clock, EntryKind.EXTEND, value, Holder.DEPARTMENT, reason, by, now, timing)


def put_under(clock: RunningClock, rule: ClockRule, timing: Timing) -> None:
    """Put a clock that has not run out under another rule of its name: beginning and ledger stay."""
    clock.value, clock.unit, clock.expiry = rule.within.value, rule.within.unit.value, rule.expiry.value
    reproject(clock, timing)
    clock.save(update_fields=["value", "unit", "expiry", "state", "calendar", *_PROJECTED])


def reproject(clock: RunningClock, timing: Timing) -> None:
    """Reckon a clock's projection from the truth; it is left to the caller to save it."""
    entries = entries_of(clock.entries.all())
    project(clock, projected(clock_of(clock, entries, timing.profile), rungs_taken(clock), timing), timing)


def project(clock: RunningClock, found: Projection, timing: Timing) -> None:
    """Write a projection into the row."""
    clock.state = (ClockState.STANDING if found.due_at is None else ClockState.RUNNING).value
    clock.due_at, clock.due_on, clock.is_firm, clock.next_at = found.due_at, found.due_on, found.is_firm, found.next_at
    clock.calendar_id = timing.calendar_id


def timing_for(clock: RunningClock, timing: Timing) -> Timing:
    """The calendar by which a running clock is reckoned: the one in force, but its own where its end had passed when that was stated."""
    if clock.calendar_id == timing.calendar_id:
        return timing
    stated_at = CalendarVersion.objects.values_list("stated_at", flat=True).get(pk=timing.calendar_id)
    has_passed = clock.first_late_at is not None or (clock.is_firm and clock.due_at is not None and clock.due_at <= stated_at)
    return Timing(timing.profile, calendar_version(clock.calendar_id), clock.calendar_id) if has_passed else timing


def rule_of(clock: RunningClock, timing: Timing) -> ClockRule:
    """The rule that the case's profile gives for a clock."""
    rule = timing.profile.clock(clock.case.grade, clock.key)
    return rule or ClockRule(clock.key, same(clock.key), Budget(clock.value, BudgetUnit.of(clock.unit)))


def _enter(clock: RunningClock, kind: EntryKind, value: int, holder: Holder, reason: str, by: Actor, now: datetime, timing: Timing) -> None:
    """Add a line to the ledger and reckon anew."""
    told = {"kind": kind.value, "at": now, "value": value, "unit": clock.unit, "holder": holder.value}
    ClockEntry.objects.create(clock=clock, reason=reason, entered_by=str(by), **told)
    reproject(clock, timing)
    clock.save(update_fields=["state", "calendar", *_PROJECTED])


def _in_state(clock: RunningClock, state: ClockState, rule: ClockRule) -> None:
    if clock.state != state.value:
        raise NotInThisState(clock=rule.name, state=ClockState.of(clock.state).label)


def _may_be_extended(clock: RunningClock, value: int, now: datetime, timing: Timing) -> None:
    rule = rule_of(clock, timing)
    _in_state(clock, ClockState.RUNNING, rule)
    granted: list[Entry] = [each for each in entries_of(clock.entries.all()) if each.kind is EntryKind.EXTEND]
    extra = sum(each.value for each in granted if each.unit.value == clock.unit)
    allowed = rule.extension
    if allowed is None or value < 1 or len(granted) >= allowed.times or extra + value > allowed.most:
        most = Budget(allowed.most, rule.within.unit).label if allowed else same("0")
        raise NoExtension(times=allowed.times if allowed else 0, most=most, used=len(granted), extra=extra)
    if clock.due_at is None or clock.due_on is None:
        raise NotInThisState(clock=rule.name, state=ClockState.of(clock.state).label)
    until = clock.due_at
    if allowed.ask_before is not None:
        due = Due(clock.due_on, clock.due_at, clock.is_firm)
        until = last_asking(due, allowed.ask_before, timing)
    if now >= until:
        raise AfterExpiry(until=shown(until), due=clock.due_on)


def last_asking(due: Due, ask_before: Budget, timing: Timing) -> datetime:
    """The first moment that is too late to ask: so long before the end of the clock."""
    at = before(ask_before, due, timing.profile.convention, timing.calendar)
    return closed_at(at.date(), timing.profile.convention) if ask_before.unit.is_by_day else at
