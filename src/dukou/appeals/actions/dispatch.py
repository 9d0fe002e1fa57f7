"""Dispatch: one unit always leads, others assist it or answer their own part; any of them may be recalled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries.organisations import organisations_open
from dukou.appeals.actions._giving import give
from dukou.appeals.actions._steps import handling, move, said, tell_firm, tell_unit
from dukou.appeals.actions.refusals import NobodyLeads, NoSuchUnit
from dukou.appeals.core.kinds import AppealAct, AppealState
from dukou.appeals.models import Appeal
from dukou.casework.core.profiles import LegRole
from dukou.casework.core.states import LegOutcome
from dukou.casework.queries.legs import lead_of, leg_of, open_legs
from dukou.kit.core.labels import Label, joined

_USING = Permission.HANDLE_APPEALS
_SENT = Label("第 {number} 号诉求已交{units}办理：{title}", "appeal {number} is now in the hands of {units}: {title}")
_RECALLED = Label("已收回：第 {number} 号诉求 {title}", "recalled: appeal {number}, {title}")


def send(
    *,
    by: Viewer,
    number: int,
    lead: str = "",
    assisting: Sequence[str] = (),
    separate: Sequence[str] = (),
    task: str = "",
    now: datetime | None = None,
) -> Appeal:
    """Dispatch it to units (keys). One leads: the one named, or who does already; others assist it or answer a part of their own."""
    with handling(by, number, _USING, "dispatch.send", now) as (appeal, step):
        if not lead and lead_of(appeal.pk) is None:
            raise NobodyLeads()
        move(appeal, AppealAct.DISPATCH)
        step.stop("verdict")
        roles = [*_roles([lead] if lead else [], LegRole.LEAD), *_roles(assisting, LegRole.ASSIST), *_roles(separate, LegRole.SEPARATE)]
        open_now = organisations_open()
        for unit, role in roles:
            give(appeal, step, unit, role, task, open_now=open_now)
        units = [leg.unit.label for leg in open_legs(appeal.pk)]
        tell_firm(appeal, step, _SENT.filled(units=joined(units, zh="、", en=", "), number="{number}", title="{title}"))
    return appeal


def recall(*, by: Viewer, number: int, leg: int, reason: str, now: datetime | None = None) -> Appeal:
    """Take a part back from a unit; without a lead the appeal waits for dispatch again."""
    with handling(by, number, _USING, "dispatch.recall", now, reason=said(reason)) as (appeal, step):
        found = leg_of(appeal.pk, leg)
        if found is None or found.closed_at is not None:
            raise NoSuchUnit(unit=leg)
        step.close_leg(found, LegOutcome.RECALLED)
        tell_unit(appeal, step, found.unit.key, _RECALLED)
        if found.role == LegRole.LEAD.value and appeal.state == AppealState.DISPATCHED.value:
            for other in open_legs(appeal.pk):
                step.close_leg(other, LegOutcome.RECALLED)
                tell_unit(appeal, step, other.unit.key, _RECALLED)
            move(appeal, AppealAct.RECALL)
    return appeal


def _roles(units: Sequence[str], role: LegRole) -> list[tuple[str, LegRole]]:
    return [(unit, role) for unit in dict.fromkeys(units)]
