"""A unit objects to a dispatch inside its window; the window rules, once; whoever received it first stays responsible meanwhile."""

from __future__ import annotations

from datetime import datetime

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries.organisations import organisation_names, organisations_open
from dukou.appeals.actions._giving import give
from dukou.appeals.actions._steps import handling, own_leg, said, tell_unit, tell_window
from dukou.appeals.actions.refusals import NoSuchUnit
from dukou.appeals.core import objections as rule
from dukou.appeals.models import Appeal, Objection
from dukou.casework.actions.refusals import NothingAsked, OwnAsking
from dukou.casework.core.profiles import LegRole
from dukou.casework.core.states import LegOutcome, Ruling
from dukou.casework.queries.clocks import live_clock
from dukou.casework.queries.legs import leg_of
from dukou.kit.core.labels import Label, same

_MADE = Label("“{unit}”对第 {number} 号诉求的派单提出异议：{title}", "“{unit}” objects to the dispatch of appeal {number}: {title}")
_RULED = Label(
    "第 {number} 号诉求的派单异议已裁定（{ruling}）：{title}", "the objection about appeal {number} was ruled on ({ruling}): {title}"
)


def make(*, by: Viewer, number: int, leg: int, reason: str, basis: str, proposed: str, now: datetime | None = None) -> Objection:
    """Object: why, on what basis, and whose matter it is."""
    with handling(by, number, Permission.ANSWER_LEGS, "objections.make", now) as (appeal, step):
        found, units = leg_of(appeal.pk, leg), organisations_open()
        if found is None or found.closed_at is not None:
            raise NoSuchUnit(unit=leg)
        own_leg(by, found.unit.key, found.unit.label)
        if proposed and proposed not in units:
            raise NoSuchUnit(unit=proposed)
        window = live_clock(appeal.pk, "objection", found.pk)
        until = window.due_at if window is not None and window.due_at is not None else found.opened_at
        told = rule.Objection(found.unit.key, reason, basis, proposed)
        rule.check_objection(told, rule.Dispatched(found.unit.key, until), _earlier(appeal), step.now)
        step.stop("objection", leg=found)
        made = Objection.objects.create(
            appeal=appeal,
            leg_id=found.pk,
            unit_id=units[found.unit.key],
            proposed_id=units[proposed],
            reason=reason.strip(),
            basis=basis.strip(),
            made_at=step.now,
            made_by=str(step.by),
        )
        step.start("ruling")
        step.note(leg=found.pk, unit=found.unit.key, proposed=proposed, reason=reason.strip(), basis=basis.strip())
        tell_window(appeal, step, _MADE, unit=found.unit.label)
    return made


def decide(*, by: Viewer, number: int, is_upheld: bool, unit: str = "", reason: str, now: datetime | None = None) -> Objection:
    """Rule on the objection that waits. Upheld, the matter goes to `unit` (empty: to the one proposed), which may not object again."""
    with handling(by, number, Permission.HANDLE_APPEALS, "objections.decide", now, reason=said(reason)) as (appeal, step):
        waiting = appeal.objections.filter(ruling=Ruling.WAITING.value).select_related("unit", "proposed").first()
        if waiting is None:
            raise NothingAsked()
        if waiting.made_by in (str(step.by), step.by.on_behalf_of):
            raise OwnAsking()
        ruling, units = (Ruling.GRANTED if is_upheld else Ruling.REFUSED), organisations_open()
        to = (unit or waiting.proposed.key) if is_upheld else waiting.unit.key
        if to not in units:
            raise NoSuchUnit(unit=to)
        told = rule.Objection(waiting.unit.key, waiting.reason, waiting.basis, waiting.proposed.key)
        for own in by.organisations_where(Permission.HANDLE_APPEALS):
            rule.check_ruling(told, ruling, to, own)
        waiting.ruling, waiting.ruled_id, waiting.ruled_reason = ruling.value, units[to], reason.strip()
        waiting.ruled_at, waiting.ruled_by = step.now, str(step.by)
        waiting.save()
        step.stop("ruling")
        step.note(ruling=ruling.value, unit=to)
        if is_upheld:
            leg = leg_of(appeal.pk, waiting.leg_id)
            if leg is not None and leg.closed_at is None:
                step.close_leg(leg, LegOutcome.RETURNED)
                give(appeal, step, to, LegRole.of(leg.role), leg.task, may_object=False)
        tell_unit(appeal, step, waiting.unit.key, _RULED, ruling=ruling.label)
    return waiting


def _earlier(appeal: Appeal) -> list[rule.Ruled]:
    """What was objected in the case before. A ruling is final for every unit."""
    names = organisation_names()
    return [
        rule.Ruled(each.unit.key, Ruling.of(each.ruling), str(names.get(each.ruled.key, same("—"))) if each.ruled else "", each.ruled_at)
        for each in appeal.objections.select_related("unit", "ruled").order_by("pk")
    ]
