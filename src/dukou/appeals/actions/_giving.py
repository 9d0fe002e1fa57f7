"""Giving a unit its part: by a dispatch, a ruling, or because the enterprise was not satisfied."""

from __future__ import annotations

from dukou.accounts.queries.organisations import organisations_open
from dukou.appeals.actions._steps import tell_unit
from dukou.appeals.actions.refusals import NoSuchUnit
from dukou.appeals.models import Appeal
from dukou.casework.actions.steps import Step
from dukou.casework.core.profiles import LegRole
from dukou.kit.core.labels import Label

_DISPATCHED = Label("派给贵单位（{role}）：第 {number} 号诉求 {title}", "dispatched to your unit ({role}): appeal {number}, {title}")


def give(appeal: Appeal, step: Step, unit: str, role: LegRole, task: str, *, may_object: bool = True) -> None:
    """Give a unit its part, with the window within which it may object."""
    open_now = organisations_open()
    if unit not in open_now:
        raise NoSuchUnit(unit=unit)
    clock = role.value if step.profile.clock(appeal.case.grade, role.value) else "outer"
    leg = step.open_leg(unit=open_now[unit], role=role, task=task, clock=clock)
    if may_object:
        step.start("objection", leg=leg)
    tell_unit(appeal, step, unit, _DISPATCHED, role=role.label)
