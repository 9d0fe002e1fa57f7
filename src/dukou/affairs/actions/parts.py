"""A unit works on its part: by hand on our pages, or by its own system through the web-hook; both call these acts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.affairs.actions._acceptance import waits_for
from dukou.affairs.actions._parts import close_part, hold, hold_outer
from dukou.affairs.actions._steps import said, step_of, tell_window
from dukou.affairs.actions._surveys import ask_for_survey
from dukou.affairs.actions.refusals import EndsByAcceptance, NoSuchPart, NoSuchStage, NotYourPart, OwnMatter, PartOver, PartWaits
from dukou.affairs.core.holders import part_name
from dukou.affairs.core.kinds import Join
from dukou.affairs.models import Application, Part
from dukou.affairs.queries.texts import read
from dukou.affairs.queries.visibility import application_of, is_own
from dukou.casework.actions.steps import Step
from dukou.kit.core.labels import Label, joined

_SAID = Label("{unit} 对“{matter}”给出意见：第 {number} 号申请", "{unit} answered about “{matter}”: application {number}")


def acknowledge(*, by: Viewer, part: int, reference: str = "", now: datetime | None = None) -> Part:
    """The unit has what it was sent; `reference`: its own number for it. Said again it changes nothing."""
    with _working(by, part, "parts.acknowledge", now) as (_, found, step):
        found.acknowledged_at = found.acknowledged_at or step.now
        found.reference = reference.strip()[:80] or found.reference
    return found


def enter_stage(*, by: Viewer, part: int, stage: str, now: datetime | None = None) -> Part:
    """The part enters a stage. One that is not the unit's own stands outside the promise: clocks stand still meanwhile, with a holder.

    While the applicant thinks the answer over, no stage sets a clock running.
    """
    with _working(by, part, "parts.enter_stage", now) as (application, found, step):
        affair = read(application.text).affair
        matter = affair.matter(found.matter)
        entered = matter.stage(stage)
        if entered is None:
            raise NoSuchStage(matter=matter.name, stage=stage, stages=", ".join(each.key for each in matter.stages))
        if waited := waits_for(application, affair, found.matter, stage):
            names = [part_name(affair.matter(each.matter).name, each.unit.label) for each in waited]
            raise PartWaits(stage=entered.name, parts=joined(names, zh="、", en=", "))
        found.stage = stage
        step.note(stage=stage)
        found.save(update_fields=["stage"])
        hold(application, step, found)
        hold_outer(application, step)
    return found


def answer(
    *,
    by: Viewer,
    part: int,
    is_feasible: bool,
    text: str,
    fee_fen: int | None = None,
    fee_basis: str = "",
    now: datetime | None = None,
) -> Part:
    """What the unit says to its matter: whether it can be done, how, and what it costs. The last one said holds."""
    with _working(by, part, "parts.answer", now) as (application, found, step):
        found.is_feasible, found.answer, found.answered_at = is_feasible, said(text)[:4000], step.now
        found.fee_fen, found.fee_basis = fee_fen, fee_basis.strip()[:200]
        step.note(feasible=is_feasible, fee_fen=fee_fen)
        matter = read(application.text).affair.matter(found.matter)
        tell_window(application, step, _SAID, unit=found.unit.label, matter=matter.name)
    return found


def end(*, by: Viewer, part: int, text: str = "", now: datetime | None = None) -> Part:
    """The unit has done its part. Parts that waited for it begin; with the last one the application is done."""
    with _working(by, part, "parts.end", now) as (application, found, step):
        affair = read(application.text).affair
        joint = affair.joins.get(Join.ACCEPTANCE)
        if joint is not None and found.matter in joint.matters:
            raise EndsByAcceptance(matter=affair.matter(found.matter).name)
        close_part(application, step, found, text)
    return found


@contextmanager
def _working(by: Viewer, number: int, act: str, now: datetime | None) -> Iterator[tuple[Application, Part, Step]]:
    """One step of a part by its own unit. The part is saved with the step."""
    seen = Part.objects.select_related("unit").filter(pk=number).first()
    if seen is None:
        raise NoSuchPart(part=number)
    application = application_of(by, seen.application_id)
    if seen.unit.key not in by.organisations_where(Permission.ANSWER_LEGS):
        raise NotYourPart(unit=seen.unit.label)
    if is_own(by, application):
        raise OwnMatter()
    if seen.ended_at is not None:
        raise PartOver(matter=read(application.text).affair.matter(seen.matter).name, unit=seen.unit.label)
    with step_of(by, Permission.ANSWER_LEGS, application, act, now) as (application, step):
        part = Part.objects.select_related("unit", "leg__unit").get(pk=number)
        if part.leg is None or part.leg.closed_at is not None or part.ended_at is not None:
            raise PartOver(matter=read(application.text).affair.matter(part.matter).name, unit=part.unit.label)
        step.note(part=part.pk, matter=part.matter)
        yield application, part, step
        part.save()
        ask_for_survey(application, step)
