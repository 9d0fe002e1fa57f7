"""A unit works on its part: by hand on our pages, or by its own system through the web-hook; both call these acts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.affairs.actions._acceptance import give, waits_for
from dukou.affairs.actions._steps import close, move, said, step_of, tell_applicant, tell_window
from dukou.affairs.actions.refusals import NoSuchPart, NoSuchStage, NotYourPart, OwnMatter, PartOver, PartWaits
from dukou.affairs.core.affairs import START, Affair, Stage
from dukou.affairs.core.kinds import AffairAct, AffairEnding, AffairState, Join
from dukou.affairs.models import Application, Part
from dukou.affairs.queries.texts import read
from dukou.affairs.queries.visibility import application_of, is_own
from dukou.casework.actions.steps import Step
from dukou.casework.core.ledgers import Holder
from dukou.casework.core.profiles import OUTER
from dukou.casework.core.states import ClockState, LegOutcome
from dukou.casework.queries.clocks import live_clock, live_clocks
from dukou.casework.queries.legs import open_legs
from dukou.kit.core.labels import Label, joined

_SAID = Label("{unit} 对“{matter}”给出意见：第 {number} 号申请", "{unit} answered about “{matter}”: application {number}")
_ENDED = Label("“{matter}”已由 {unit} 办结：第 {number} 号申请", "“{matter}” has ended with {unit}: application {number}")
_DONE = Label("第 {number} 号申请的全部事项已办结", "everything of application {number} is done")


def acknowledge(*, by: Viewer, part: int, reference: str = "", now: datetime | None = None) -> Part:
    """The unit has what it was sent; `reference`: its own number for it. Said again it changes nothing."""
    with _working(by, part, "parts.acknowledge", now) as (_, found, step):
        found.acknowledged_at = found.acknowledged_at or step.now
        found.reference = reference.strip()[:80] or found.reference
    return found


def enter_stage(*, by: Viewer, part: int, stage: str, now: datetime | None = None) -> Part:
    """The part enters a stage. One that is not the unit's own stands outside the promise: clocks stand still meanwhile, with a holder."""
    with _working(by, part, "parts.enter_stage", now) as (application, found, step):
        affair = read(application.text).affair
        matter = affair.matter(found.matter)
        entered = matter.stage(stage)
        if entered is None:
            raise NoSuchStage(matter=matter.name, stage=stage, stages=", ".join(each.key for each in matter.stages))
        if waited := waits_for(application, affair, found.matter, stage):
            raise PartWaits(stage=entered.name, matter=joined([affair.matter(key).name for key in waited], zh="、", en=", "))
        found.stage = stage
        step.note(stage=stage)
        _hold(found, step, entered)
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
        matter = affair.matter(found.matter)
        if waited := waits_for(application, affair, found.matter, START):
            raise PartWaits(stage=matter.name, matter=joined([affair.matter(key).name for key in waited], zh="、", en=", "))
        found.ended_at = step.now
        found.save()
        if found.leg is not None:
            step.close_leg(found.leg, LegOutcome.ANSWERED, text.strip())
        tell_applicant(application, step, _ENDED, unit=found.unit.label, matter=matter.name)
        _begin_those_that_waited(application, step, affair)
        hold_outer(application, step)
        if is_finished(application, affair):
            move(application, AffairAct.FINISH)
            close(application, step, AffairEnding.DONE)
            tell_applicant(application, step, _DONE)
    return found


def is_finished(application: Application, affair: Affair) -> bool:
    """Whether nothing is left to do: every part has ended, and no join is still to come."""
    if application.parts.filter(ended_at__isnull=True).exists():
        return False
    return Join.ANSWER not in affair.joins or application.state == AffairState.WORKS.value


def hold_outer(application: Application, step: Step) -> None:
    """The outer clock stands while every open part stands, with the holder of the first of them; else it runs."""
    outer = live_clock(application.pk, OUTER)
    if outer is None:
        return
    clocks = {clock.leg_id: clock for clock in live_clocks(application.pk) if clock.leg_id is not None}
    open_ones = [leg.pk for leg in open_legs(application.pk)]
    stands = bool(open_ones) and all(number in clocks and clocks[number].state == ClockState.STANDING.value for number in open_ones)
    if stands and outer.state == ClockState.RUNNING.value:
        step.pause(outer, holder=_holder(application, open_ones), reason=_OUTSIDE.zh)
    elif not stands and outer.state == ClockState.STANDING.value and application.state != AffairState.ANSWERED.value:
        step.resume(outer)


def _hold(part: Part, step: Step, stage: Stage) -> None:
    """Let the part's clock stand in a stage outside the promise, and run in one of the unit's own."""
    clock = next((each for each in live_clocks(step.case.pk) if each.leg_id == part.leg_id), None)
    if clock is None:
        return
    if clock.state == ClockState.STANDING.value:
        step.resume(clock)
        clock.refresh_from_db()
    if stage.is_outside:
        step.pause(clock, holder=stage.holder, reason=stage.name.zh)


def _holder(application: Application, legs: list[int]) -> Holder:
    affair = read(application.text).affair
    for part in application.parts.filter(leg__in=legs).order_by("pk"):
        stage = affair.matter(part.matter).stage(part.stage)
        if stage is not None and stage.is_outside:
            return stage.holder
    return Holder.NOBODY


def _begin_those_that_waited(application: Application, step: Step, affair: Affair) -> None:
    for part in application.parts.filter(leg__isnull=True, ended_at__isnull=True).select_related("unit").order_by("pk"):
        if not waits_for(application, affair, part.matter, START):
            give(application, step, part, affair)


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
    with step_of(by, Permission.ANSWER_LEGS, application, act, now) as (application, step):
        part = Part.objects.select_related("unit", "leg__unit").get(pk=number)
        if part.leg is None or part.leg.closed_at is not None or part.ended_at is not None:
            raise PartOver(matter=read(application.text).affair.matter(part.matter).name, unit=part.unit.label)
        step.note(part=part.pk, matter=part.matter)
        yield application, part, step
        part.save()


_OUTSIDE = Label("各单位都在等承诺时限以外的环节", "every unit waits for something outside the promise")
