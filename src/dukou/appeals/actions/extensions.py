"""More time: asked for by the lead before the clock runs out, ruled on by the window; the enterprise is told the new day."""

from __future__ import annotations

from datetime import datetime

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.appeals.actions._steps import handling, own_leg, tell_firm, tell_unit, tell_window
from dukou.appeals.actions.refusals import NoLead
from dukou.appeals.models import Appeal
from dukou.casework.actions.refusals import NothingAsked
from dukou.casework.queries.clocks import live_clock, waiting_extension
from dukou.casework.queries.legs import lead_of
from dukou.kit.core.labels import Label

_ASKED = Label("“{unit}”申请延期：第 {number} 号诉求 {title}", "“{unit}” asks for more time: appeal {number}, {title}")
_GRANTED = Label("第 {number} 号诉求延期至 {day}：{title}", "appeal {number} was extended to {day}: {title}")
_RULED = Label("第 {number} 号诉求的延期申请：{ruling}", "the request for more time for appeal {number}: {ruling}")
_GIVEN, _NOT_GIVEN = Label("同意", "granted"), Label("不同意", "refused")


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
        step.rule_on_extension(waiting, is_granted=is_granted, reason=reason)
        lead = lead_of(appeal.pk)
        if is_granted:
            tell_firm(appeal, step, _GRANTED.filled(day=waiting.clock.due_on, number="{number}", title="{title}"))
        if lead is not None:
            tell_unit(appeal, step, lead.unit.key, _RULED, ruling=_GIVEN if is_granted else _NOT_GIVEN)
    return appeal
