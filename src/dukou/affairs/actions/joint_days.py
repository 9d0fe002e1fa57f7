"""Joint survey and joint acceptance: one day for all units; who stays away agrees, and may object to that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import actor_of
from dukou.accounts.queries.people import organisation_of
from dukou.affairs.actions._outgoing import queue
from dukou.affairs.actions._parts import close_part
from dukou.affairs.actions._steps import at_window, said, step_of, tell_applicant, tell_unit, tell_window
from dukou.affairs.actions.joint_refusals import (
    AlreadyArranged,
    NobodyExpected,
    NoCommonDay,
    NoJoin,
    NothingArranged,
    NotObjectable,
    OwnObjection,
    SeatUnknown,
    TooEarlyToHold,
)
from dukou.affairs.actions.refusals import NotYourPart
from dukou.affairs.core.joint_days import Slot, first_common
from dukou.affairs.core.kinds import AffairState, Half, Join, JointDayState, ObjectionState, OutgoingKind, Showing
from dukou.affairs.models import Application, JointDay, JointSeat, Part, UnitAway
from dukou.affairs.queries.free_slots import taken_slots
from dukou.affairs.queries.texts import read
from dukou.affairs.queries.visibility import application_of
from dukou.audit.actions import record
from dukou.casework.actions.steps import Step
from dukou.casework.core.clocks import local
from dukou.kit.core.labels import Label

HORIZON = 30  # working days that are looked through
_MESSAGES = {Join.SURVEY: OutgoingKind.SURVEY, Join.ACCEPTANCE: OutgoingKind.ACCEPTANCE}
_ARRANGED = Label(
    "{join}定在 {day} {half}：第 {number} 号申请（{applicant}），{place}",
    "{join} on {day}, {half}: application {number} ({applicant}), {place}",
)
_HELD = Label("{join}已进行：第 {number} 号申请", "{join} was held: application {number}")
_DEEMED = Label(
    "贵单位未到场，视为同意；不服可以提出：第 {number} 号申请",
    "your unit did not come and counts as agreeing; you may object: application {number}",
)
_OBJECTED = Label("{unit} 对“视为同意”提出异议：第 {number} 号申请", "{unit} objects to being deemed to agree: application {number}")
_RULED = Label("对“视为同意”的异议已裁定：{ruling}（第 {number} 号申请）", "the objection was ruled on: {ruling} (application {number})")


@dataclass(frozen=True, slots=True)
class Seen:
    """What a unit said on the day; None of a unit means that it did not come."""

    is_passed: bool
    words: str = ""


def arrange(*, by: Viewer, number: int, join: Join, place: str, slot: Slot | None = None, now: datetime | None = None) -> JointDay:
    """Arrange the day: the first half-day, notice kept, on which every unit concerned is free, or `slot` where the window chose one."""
    with at_window(by, number, "joint_days.arrange", now) as (application, step):
        parts = _concerned(application, join)
        if application.joint_days.filter(join=join.value, state=JointDayState.ARRANGED.value).exists():
            raise AlreadyArranged(join=join.label)
        found = slot or _first_free(application, step, join, parts)
        row = JointDay.objects.create(
            application=application,
            join=join.value,
            day=found.day,
            half=found.half.value,
            place=said(place)[:200],
            arranged_at=step.now,
            arranged_by=by.key,
        )
        JointSeat.objects.bulk_create(JointSeat(joint_day=row, part=part) for part in parts)
        step.note(join=join.value, day=found.day.isoformat(), half=found.half.value)
        named = {"join": join.label, "day": found.day, "half": found.half.label, "place": row.place}
        for part in parts:
            queue(part, _MESSAGES[join], step.now)
            tell_unit(application, step, part.unit.key, _ARRANGED, **named)
        tell_applicant(application, step, _ARRANGED, **named)
    return row


def cancel(*, by: Viewer, number: int, join: Join, reason: str, now: datetime | None = None) -> JointDay:
    """Call an arranged day off; another can be arranged then."""
    with at_window(by, number, "joint_days.cancel", now, reason=said(reason)) as (application, step):
        row = _arranged(application, join)
        row.state = JointDayState.CANCELLED.value
        row.save(update_fields=["state"])
        step.note(join=join.value, day=row.day.isoformat())
    return row


def hold(*, by: Viewer, number: int, join: Join, seen: Mapping[int, Seen], now: datetime | None = None) -> JointDay:
    """Note what was said, by part. Who is not named stayed away: that counts as agreeing, and is kept as such."""
    with at_window(by, number, "joint_days.hold", now) as (application, step):
        row = _arranged(application, join)
        if local(step.now).date() < row.day:
            raise TooEarlyToHold(day=row.day)
        seats = list(row.seats.select_related("part__unit", "part__leg__unit").order_by("pk"))
        if strangers := set(seen) - {seat.part_id for seat in seats}:
            raise SeatUnknown(part=min(strangers))
        step.stop(join.value)
        row.state, row.held_at = JointDayState.HELD.value, step.now
        row.save(update_fields=["state", "held_at"])
        for seat in seats:
            _noted(application, step, join, seat, seen.get(seat.part_id))
        step.note(join=join.value, came=sorted(seen), absent=sorted({seat.part_id for seat in seats} - set(seen)))
        tell_applicant(application, step, _HELD, join=join.label)
    return row


def object(*, by: Viewer, seat: int, words: str, now: datetime | None = None) -> JointSeat:
    """A unit that was deemed to agree says why that is not so."""
    found = JointSeat.objects.select_related("part__unit", "joint_day").filter(pk=seat).first()
    if found is None or found.part.unit.key not in by.organisations_where(Permission.ANSWER_LEGS):
        raise NotYourPart(unit=found.part.unit.label if found else seat)
    seen = application_of(by, found.part.application_id)
    with step_of(by, Permission.ANSWER_LEGS, seen, "joint_days.object", now) as (application, step):
        found.refresh_from_db()
        if found.showing != Showing.ABSENT.value or found.objection != ObjectionState.NONE.value or application.answered_at is not None:
            raise NotObjectable()
        found.objection, found.objected_words = ObjectionState.MADE.value, said(words)[:2000]
        found.objected_at, found.objected_by = step.now, by.key
        found.save()
        step.note(seat=found.pk, part=found.part_id)
        tell_window(application, step, _OBJECTED, unit=found.part.unit.label)
    return found


def rule(*, by: Viewer, number: int, seat: int, is_upheld: bool, words: str, now: datetime | None = None) -> JointSeat:
    """The window rules on it; upheld, the unit's silence is no agreement, and it says what it says."""
    with at_window(by, number, "joint_days.rule", now, reason=said(words)) as (application, step):
        found = JointSeat.objects.select_related("part__unit").filter(pk=seat, joint_day__application=application).first()
        if found is None or found.objection != ObjectionState.MADE.value:
            raise NotObjectable()
        if found.objected_by in (by.key, *by.acting_for):
            raise OwnObjection()
        ruling = ObjectionState.UPHELD if is_upheld else ObjectionState.DISMISSED
        found.objection, found.ruled_words, found.ruled_by = ruling.value, words.strip()[:2000], by.key
        found.save()
        if is_upheld:
            part = found.part
            part.is_feasible, part.answer, part.answered_at, part.was_deemed = None, "", None, False
            part.save()
        step.note(seat=found.pk, ruling=ruling.value)
        tell_unit(application, step, found.part.unit.key, _RULED, ruling=ruling.label)
    return found


def stay_away(*, by: Viewer, unit: str, day: date, half: Half, reason: str = "", now: datetime | None = None) -> UnitAway:
    """A unit says when it cannot come out."""
    if unit not in by.organisations_where(Permission.ANSWER_LEGS):
        raise NotYourPart(unit=unit)
    moment, found = now or timezone.now(), organisation_of(unit)
    with transaction.atomic():
        row, is_new = UnitAway.objects.get_or_create(
            unit=found, day=day, half=half.value, defaults={"reason": reason.strip()[:200], "noted_at": moment, "noted_by": by.key}
        )
        after = {"day": day.isoformat(), "half": half.value, "new": is_new}
        record(
            by=actor_of(by, Permission.ANSWER_LEGS),
            act="joint_days.stay_away",
            subject=("organisation", unit),
            after=after,
            reason=reason.strip(),
            now=moment,
        )
    return row


def _concerned(application: Application, join: Join) -> list[Part]:
    joint = read(application.text).affair.joins.get(join)
    if joint is None or join not in _MESSAGES or application.state not in _WHEN[join]:
        raise NoJoin(join=join.label)
    rows = application.parts.filter(matter__in=joint.matters, leg__isnull=False, ended_at__isnull=True)
    found = list(rows.select_related("unit").order_by("pk"))
    if not found:
        raise NobodyExpected(join=join.label)
    return found


def _first_free(application: Application, step: Step, join: Join, parts: list[Part]) -> Slot:
    calendar, today = step.timing.calendar, local(step.now).date()
    joint = read(application.text).affair.joins[join]
    first = calendar.rank(today) + max(1, joint.notice)
    days = [calendar.at_rank(first + ahead, today) for ahead in range(HORIZON)]
    taken = taken_slots([part.unit_id for part in parts], today)
    found = first_common({str(unit): slots for unit, slots in taken.items()}, days)
    if found is None:
        raise NoCommonDay(days=HORIZON)
    return found


def _arranged(application: Application, join: Join) -> JointDay:
    row = application.joint_days.filter(join=join.value, state=JointDayState.ARRANGED.value).first()
    if row is None:
        raise NothingArranged(join=join.label)
    return row


def _noted(application: Application, step: Step, join: Join, seat: JointSeat, seen: Seen | None) -> None:
    """One unit's part of the day, carried into its part of the application."""
    part = seat.part
    seat.showing = (Showing.ABSENT if seen is None else Showing.CAME).value
    seat.is_passed, seat.words = (True, "") if seen is None else (seen.is_passed, seen.words.strip()[:2000])
    seat.save()
    if seen is None:
        tell_unit(application, step, part.unit.key, _DEEMED)
    if join is Join.SURVEY and seen is None and part.answered_at is None:
        part.is_feasible, part.answer, part.answered_at, part.was_deemed = True, _NO_SHOW.zh, step.now, True
        part.save()
    elif join is Join.ACCEPTANCE:
        part.is_accepted = seat.is_passed
        part.save()
        if seat.is_passed:
            close_part(application, step, part, seat.words)


_WHEN = {
    Join.SURVEY: frozenset({AffairState.IN_HAND.value}),
    Join.ACCEPTANCE: frozenset({AffairState.IN_HAND.value, AffairState.WORKS.value}),
}
_NO_SHOW = Label("未参加联合踏勘，视为同意", "it did not come to the joint survey, and counts as agreeing")
