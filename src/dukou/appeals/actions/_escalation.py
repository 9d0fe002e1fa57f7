"""Whom a rung of the ladder concerns, and what it does to the appeal; part of the step that takes it."""

from __future__ import annotations

from functools import cache, partial

from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.queries import people_with
from dukou.appeals.actions._steps import MOVED, address, let_lapse, move, tell_unit, tell_window
from dukou.appeals.core.kinds import AppealAct, AppealState
from dukou.appeals.models import Appeal
from dukou.appeals.queries.owned import NAMES, OUTER
from dukou.casework.actions.deadlines import DeadlinesMoved, Moved, Word
from dukou.casework.actions.ladder import RungReached
from dukou.casework.core.profiles import LegRole, Rung
from dukou.casework.core.states import LegOutcome
from dukou.casework.queries.legs import lead_of, leads_now, open_legs
from dukou.kit.core.labels import Label

_AT_ONCE = 500  # appeals whose people are looked up together
_RUNG = Label(
    "{rung}（{clock}，期限 {due}）：第 {number} 号诉求 {title}（{firm}）", "{rung} ({clock}, due {due}): appeal {number}, {title} ({firm})"
)
_DEEMED = Label(
    "“{unit}”逾期未答复，视为同意：第 {number} 号诉求 {title}",
    "“{unit}” let its time pass and counts as agreeing: appeal {number}, {title}",
)
_RETURNED = Label(
    "“{unit}”逾期，已退回待派：第 {number} 号诉求 {title}",
    "“{unit}” let its time pass; to be dispatched again: appeal {number}, {title}",
)
_NOTICE = Label("放假安排公布后", "after the notice on holidays")
_CERTAIN = Label(
    "放假安排公布后，第 {number} 号诉求的期限 {after} 已确定",
    "after the notice on holidays the deadline of appeal {number}, {after}, is certain",
)
_DAY_OFF = Label(
    "放假安排公布后，第 {number} 号诉求承诺答复的 {on} 成了休息日，承诺不变，请提前答复",
    "after the notice on holidays {on}, promised for the answer to appeal {number}, is a day off; the promise stands: answer before it",
)


def rung_taken(reached: RungReached) -> None:
    """Tell the unit that has it in hand, from the end of a clock the window too, at the top the leaders; a returned lead is taken back."""
    appeal = Appeal.objects.select_related("enterprise").get(pk=reached.case.pk)
    appeal.case = reached.case
    if reached.is_highest:
        _told(appeal, reached)
    if reached.leg is not None and reached.leg_outcome is not None:
        _ended(appeal, reached)


def _told(appeal: Appeal, reached: RungReached) -> None:
    clock, rule = reached.clock, reached.step.profile.clock(reached.case.grade, reached.clock.key)
    name, later = rule.name if rule else NAMES.get(clock.key, clock.key), {each: f"{{{each}}}" for each in ("number", "title", "firm")}
    said = _RUNG.filled(rung=reached.rung.label, clock=name, due=clock.due_on, **later)
    leg = reached.leg or lead_of(appeal.pk)
    if leg is not None:
        tell_unit(appeal, reached.step, leg.unit.key, said)
    if leg is None or reached.rung.height >= Rung.EXPIRY.height:
        tell_window(appeal, reached.step, said)
    if reached.rung is Rung.LEADER:
        people = people_with(Permission.SEE_LEADER_DESK, timezone.localdate(reached.step.now))
        reached.step.tell(people, said.filled(number=appeal.pk, title=appeal.title, firm=appeal.enterprise.name), address(appeal.pk))
    if reached.leg is not None and reached.leg_outcome is not None:
        _ended(appeal, reached)
        let_lapse(appeal, reached.step)


def _ended(appeal: Appeal, reached: RungReached) -> None:
    leg = reached.leg
    if leg is None:
        return
    if reached.leg_outcome is LegOutcome.DEEMED_AGREED:
        lead = lead_of(appeal.pk)
        if lead is not None:
            tell_unit(appeal, reached.step, lead.unit.key, _DEEMED, unit=leg.unit.label)
        return
    tell_window(appeal, reached.step, _RETURNED, unit=leg.unit.label)
    if leg.role == LegRole.LEAD.value and appeal.state == AppealState.DISPATCHED.value:
        for other in open_legs(appeal.pk):
            reached.step.close_leg(other, LegOutcome.RECALLED)
        move(appeal, AppealAct.RECALL)
        appeal.save(update_fields=["state"])


def deadlines_changed(told: DeadlinesMoved) -> None:
    """Tell the enterprise and the lead of the clock that the enterprise sees: a few queries, however many deadlines moved."""
    said = {each.case: _words(each.case, each) for each in told.moved if each.key in OUTER}
    said |= {each.case: _DAY_OFF.filled(number=each.case, on=each.on) for each in told.days_off}
    on, numbers = timezone.localdate(told.at), sorted(said)
    people = cache(partial(people_with, on=on))
    for start in range(0, len(numbers), _AT_ONCE):
        some = numbers[start : start + _AT_ONCE]
        leads, words = leads_now(some), []
        for appeal in Appeal.objects.filter(pk__in=some).select_related("enterprise__organisation").order_by("pk"):
            firm, lead = appeal.enterprise.organisation, leads.get(appeal.pk)
            concerned = people(Permission.SEE_ENTERPRISE_DESK, organisation=firm.key) if firm else []
            concerned = [*concerned, *(people(Permission.ANSWER_LEGS, organisation=lead) if lead else [])]
            words.append(Word(tuple(concerned), said[appeal.pk], ("appeal", str(appeal.pk)), address(appeal.pk)))
        told.tell(words)


def _words(number: int, moved: Moved) -> Label:
    if moved.before == moved.after:
        return _CERTAIN.filled(number=number, after=moved.after)
    return MOVED.filled(because=_NOTICE, number=number, before=moved.before, after=moved.after)
