"""Giving a unit its part: by a dispatch, a ruling, or because the enterprise was not satisfied."""

from __future__ import annotations

from collections.abc import Mapping

from dukou.accounts.queries.organisations import organisations_open
from dukou.appeals.actions._steps import tell_unit
from dukou.appeals.actions.refusals import NoSuchUnit
from dukou.appeals.models import Appeal
from dukou.casework.actions.steps import Step
from dukou.casework.core.profiles import LegRole
from dukou.casework.queries.clocks import live_clock
from dukou.kit.core.labels import Label

_DISPATCHED = Label(
    "派给贵单位（{role}{due}）：第 {number} 号诉求 {title}（{firm}）",
    "dispatched to your unit ({role}{due}): appeal {number}, {title} ({firm})",
)
_UNTIL = Label("，期限 {day}", ", due {day}")


def give(
    appeal: Appeal, step: Step, unit: str, role: LegRole, task: str, *, may_object: bool = True, open_now: Mapping[str, int] | None = None
) -> None:
    """Give a unit its part, with the window within which it may object. `open_now`: which are open, where that is known."""
    open_now = organisations_open() if open_now is None else open_now
    if unit not in open_now:
        raise NoSuchUnit(unit=unit)
    clock = role.value if step.profile.clock(appeal.case.grade, role.value) else "outer"
    leg = step.open_leg(unit=open_now[unit], role=role, task=task, clocks=[clock, "objection"] if may_object else [clock])
    running = live_clock(appeal.pk, clock, leg.pk)
    due = _UNTIL.filled(day=running.due_on) if running is not None and running.due_on else ""
    tell_unit(appeal, step, unit, _DISPATCHED, role=role.label, due=due)
