"""More time: asked for by the lead before the clock runs out, ruled on by the window; the enterprise is told the new day."""

from __future__ import annotations

from datetime import datetime

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.appeals.actions._steps import handling, own_leg, tell_unit, tell_window, telling_moved
from dukou.appeals.actions.refusals import NoLead
from dukou.appeals.models import Appeal
from dukou.casework.actions.refusals import NothingAsked
from dukou.casework.actions.steps import Step
from dukou.casework.core.states import Ruling
from dukou.casework.queries.clocks import live_clock, waiting_extension
from dukou.casework.queries.legs import lead_of
from dukou.kit.core.labels import Label

_ASKED = Label("“{unit}”申请延期：第 {number} 号诉求 {title}", "“{unit}” asks for more time: appeal {number}, {title}")
_GRANTED = Label("已同意延期", "more time was granted:")
_RULED = Label("第 {number} 号诉求的延期申请：{ruling}", "the request for more time for appeal {number}: {ruling}")


def ask(*, by: Viewer, number: int, value: int, reason: str, now: datetime | None = None) -> Appeal:
    """Ask for `value` more units of the outer clock, with which the lead's own moves."""
    with handling(by, number, Permission.ANSWER_LEGS, "extensions.ask", now) as (appeal, step):
        lead, clock = lead_of(appeal.pk), live_clock(appeal.pk, "outer")
        if lead is None or clock is None:
            raise NoLead()
        own_leg(by, lead.unit.key, lead.unit.label)
        clock.case = appeal.case
        step.ask_extension(clock, value=value, reason=reason)
        tell_window(appeal, step, _ASKED, unit=lead.unit.label)
    return appeal


def decide(*, by: Viewer, number: int, is_granted: bool, reason: str, now: datetime | None = None) -> Appeal:
    """Rule on the request that waits."""
    with handling(by, number, Permission.HANDLE_APPEALS, "extensions.decide", now) as (appeal, step):
        waiting = waiting_extension(appeal.pk)
        if waiting is None:
            raise NothingAsked()
        lead = lead_of(appeal.pk)
        with telling_moved(appeal, step, _GRANTED):
            step.rule_on_extension(waiting, is_granted=is_granted, reason=reason)
        if lead is not None:
            if is_granted:
                _extend_lead(appeal, step, lead.pk, waiting.value, waiting.clock.unit, reason)
            tell_unit(appeal, step, lead.unit.key, _RULED, ruling=Ruling.of(waiting.ruling).label)
    return appeal


def _extend_lead(appeal: Appeal, step: Step, lead: int, value: int, unit: str, reason: str) -> None:
    """The lead's own clock moves with the outer one, where it counts in the same units and has not run out."""
    for key in ("lead", "outer"):
        clock = live_clock(appeal.pk, key, lead)
        if clock is not None and clock.unit == unit and not clock.has_run_out(step.now):
            clock.case = appeal.case
            step.extend(clock, value=value, reason=reason)
