"""Whom a rung of the ladder concerns, and what it does to the application; part of the step that takes it."""

from __future__ import annotations

from functools import cache, partial

from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.queries import people_with
from dukou.affairs.actions._steps import address, held, tell_applicant, tell_unit, tell_window
from dukou.affairs.actions.intake import deem
from dukou.affairs.models import Application
from dukou.casework.actions.deadlines import DeadlinesMoved, Word
from dukou.casework.actions.ladder import RungReached
from dukou.casework.core.profiles import OUTER, Rung
from dukou.kit.core.labels import Label

_RUNG = Label("{rung}（{clock}）：第 {number} 号申请（{applicant}）", "{rung} ({clock}): application {number} ({applicant})")
_YOURS = Label("请尽快补正，期限 {due}：第 {number} 号申请", "please supplement it until {due}: application {number}")
_MOVED = Label(
    "放假安排公布后，第 {number} 号申请的期限由 {before} 改为 {after}",
    "the notice on holidays moves the deadline of application {number} from {before} to {after}",
)
_AT_ONCE = 500


def rung_taken(reached: RungReached) -> None:
    """Tell who has it in hand; the applicant, where it is he who is awaited; at the top the leaders."""
    application = held(reached.step)
    rule = reached.step.profile.clock(reached.case.grade, reached.clock.key)
    said = _RUNG.filled(rung=reached.rung.label, clock=rule.name if rule else reached.clock.key, number="{number}", applicant="{applicant}")
    if reached.clock.key == "supplement":
        tell_applicant(application, reached.step, _YOURS, due=reached.clock.due_on)
    elif reached.leg is not None:
        tell_unit(application, reached.step, reached.leg.unit.key, said)
    if reached.leg is None or reached.rung.height >= Rung.EXPIRY.height:
        tell_window(application, reached.step, said)
    if reached.rung is Rung.LEADER:
        people = people_with(Permission.SEE_LEADER_DESK, timezone.localdate(reached.step.now))
        reached.step.tell(people, said.filled(number=application.pk, applicant=application.applicant), address(application.pk))
    deem(application, reached)


def deadlines_changed(told: DeadlinesMoved) -> None:
    """Tell the applicants of the clock that they see: a few queries, however many deadlines moved."""
    moved = {each.case: each for each in told.moved if each.key == OUTER}
    numbers, words = sorted(moved), list[Word]()
    people_of = cache(partial(people_with, Permission.SEE_ENTERPRISE_DESK, timezone.localdate(told.at)))
    for start in range(0, len(numbers), _AT_ONCE):
        rows = Application.objects.filter(pk__in=numbers[start : start + _AT_ONCE])
        for row in rows.select_related("enterprise__organisation").order_by("pk"):
            firm = row.enterprise.organisation if row.enterprise else None
            people = people_of(organisation=firm.key) if firm else []
            each = moved[row.pk]
            said = _MOVED.filled(number=row.pk, before=each.before, after=each.after)
            words.append(Word(tuple(people), said, ("affair", str(row.pk)), address(row.pk)))
    told.tell(words)
