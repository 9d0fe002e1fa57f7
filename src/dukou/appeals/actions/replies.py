"""Answers of units: those that assist or answer apart end their part, the lead replies to the enterprise with a verdict."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.appeals.actions._steps import handling, move, own_leg, said, stop_outer, tell_firm, tell_unit
from dukou.appeals.actions.refusals import NoLead, NoSuchUnit, OthersStillAt
from dukou.appeals.core.kinds import VerdictKind
from dukou.appeals.core.verdicts import Reply as Answer
from dukou.appeals.core.verdicts import act_of, check_reply
from dukou.appeals.models import Appeal, Reply
from dukou.casework.actions.steps import Step
from dukou.casework.core.profiles import LegRole
from dukou.casework.core.states import LegOutcome
from dukou.casework.queries.legs import lead_of, leg_of, open_legs
from dukou.kit.core.labels import Label, joined

_USING = Permission.ANSWER_LEGS
_HELPED = Label("“{unit}”已就第 {number} 号诉求答复主办单位：{title}", "“{unit}” has answered the lead on appeal {number}: {title}")
_PART = Label("“{unit}”已就第 {number} 号诉求作出答复：{title}", "“{unit}” has answered its part of appeal {number}: {title}")
_PROMISED = Label("承诺再答复", "the next answer promised")
_REPLIED = Label("第 {number} 号诉求已答复（{verdict}）：{title}", "appeal {number} was replied to ({verdict}): {title}")


def answer(*, by: Viewer, number: int, leg: int, text: str, now: datetime | None = None) -> Appeal:
    """End an assisting part, which goes to the lead, or a part of its own, which goes to the enterprise."""
    with handling(by, number, _USING, "replies.answer", now) as (appeal, step):
        found = leg_of(appeal.pk, leg)
        if found is None or found.role == LegRole.LEAD.value:
            raise NoSuchUnit(unit=leg)
        own_leg(by, found.unit.key, found.unit.label)
        step.close_leg(found, LegOutcome.ANSWERED, said(text))
        lead = lead_of(appeal.pk)
        if found.role == LegRole.SEPARATE.value:
            Reply.objects.create(appeal=appeal, unit_id=found.unit_id, text=text.strip(), replied_at=step.now, replied_by=by.key)
            _first_word(appeal, step)
            step.note(unit=found.unit.key)
            tell_firm(appeal, step, _PART.filled(unit=found.unit.label, number="{number}", title="{title}"))
        elif lead is not None:
            tell_unit(appeal, step, lead.unit.key, _HELPED, unit=found.unit.label)
    return appeal


def reply(
    *,
    by: Viewer,
    number: int,
    verdict: VerdictKind,
    text: str,
    done: str = "",
    ground: str = "",
    promised_on: date | None = None,
    now: datetime | None = None,
) -> Appeal:
    """The lead replies. On plan, the matter stays open until the promised day, and on from there; else it waits for the call-back."""
    with handling(by, number, _USING, "replies.reply", now) as (appeal, step):
        lead = lead_of(appeal.pk)
        if lead is None:
            raise NoLead()
        own_leg(by, lead.unit.key, lead.unit.label)
        told = Answer(verdict, text, done, ground, promised_on)
        check_reply(told, timezone.localdate(step.now), step.timing.calendar)
        move(appeal, act_of(told))
        _kept(appeal, told, lead.unit_id, by, step.now)
        _first_word(appeal, step)
        stop_outer(appeal, step)
        appeal.verdict, appeal.replied_at, appeal.promised_on = verdict.value, step.now, promised_on
        step.note(verdict=verdict.value, unit=lead.unit.key)
        step.stop("promise")
        if promised_on is not None:
            appeal.plans += 1
            for key in ("lead", "outer"):  # from here on the promise binds the unit, and no clock of its own
                step.stop(key, leg=lead)
            step.start_until("promise", promised_on, _PROMISED)
        else:
            _end_lead(appeal, step, lead.pk, text)
        tell_firm(appeal, step, _REPLIED.filled(verdict=verdict.label, number="{number}", title="{title}"))
    return appeal


def _kept(appeal: Appeal, told: Answer, unit: int, by: Viewer, now: datetime) -> None:
    Reply.objects.create(
        appeal=appeal,
        unit_id=unit,
        verdict=told.verdict.value,
        text=told.text.strip(),
        done=told.done.strip(),
        ground=told.ground.strip(),
        promised_on=told.promised_on,
        replied_at=now,
        replied_by=by.key,
    )


def _end_lead(appeal: Appeal, step: Step, lead: int, text: str) -> None:
    """The lead's part ends when nobody else is still at it; the call-back begins to run."""
    others = [leg for leg in open_legs(appeal.pk) if leg.pk != lead]
    if others:
        raise OthersStillAt(units=joined([leg.unit.label for leg in others], zh="、", en=", "))
    own = leg_of(appeal.pk, lead)
    if own is not None:
        step.close_leg(own, LegOutcome.ANSWERED, text)
    step.start("call_back")


def _first_word(appeal: Appeal, step: Step) -> None:
    """Whoever was answered was contacted too."""
    step.stop("contact")
    appeal.contacted_at = appeal.contacted_at or step.now
