"""What becomes of parts and clocks when a part moves or ends; shared by the acts that move it."""

from __future__ import annotations

from dukou.affairs.actions._acceptance import give, waits_for
from dukou.affairs.actions._steps import close, move, tell_applicant
from dukou.affairs.core.affairs import START, Affair
from dukou.affairs.core.holders import standing_of
from dukou.affairs.core.kinds import AffairAct, AffairEnding, AffairState, Join
from dukou.affairs.models import Application, Part
from dukou.affairs.queries.texts import read
from dukou.casework.actions.steps import Step
from dukou.casework.core.ledgers import Holder
from dukou.casework.core.profiles import OUTER
from dukou.casework.core.states import ClockState, LegOutcome
from dukou.casework.queries.clocks import live_clock, live_clocks
from dukou.kit.core.labels import Label

_ENDED = Label("“{matter}”已由 {unit} 办结：第 {number} 号申请", "“{matter}” has ended with {unit}: application {number}")
_DONE = Label("第 {number} 号申请的全部事项已办结", "everything of application {number} is done")


def close_part(application: Application, step: Step, part: Part, text: str) -> None:
    """A part has ended: its leg is closed, those that waited for it begin, and with the last one the application is done."""
    affair = read(application.text).affair
    part.ended_at = step.now
    part.save()
    if part.leg is not None:
        step.close_leg(part.leg, LegOutcome.ANSWERED, text.strip())
    tell_applicant(application, step, _ENDED, unit=part.unit.label, matter=affair.matter(part.matter).name)
    _begin_those_that_waited(application, step, affair)
    hold_outer(application, step)
    finish_if_done(application, step, affair)


def finish_if_done(application: Application, step: Step, affair: Affair) -> None:
    """End the application where nothing is left to do."""
    if is_finished(application, affair):
        move(application, AffairAct.FINISH)
        close(application, step, AffairEnding.DONE)
        tell_applicant(application, step, _DONE)


def is_finished(application: Application, affair: Affair) -> bool:
    """Whether nothing is left to do: every part has ended, and no join is still to come."""
    if application.parts.filter(ended_at__isnull=True).exists():
        return False
    return Join.ANSWER not in affair.joins or application.state == AffairState.WORKS.value


def hold_outer(application: Application, step: Step) -> None:
    """The outer clock stands while every open part is in a stage outside the promise, with the holder of the first of them; else it runs.

    What has run out is moved by nothing.
    """
    outer = live_clock(application.pk, OUTER)
    if outer is None or outer.has_run_out(step.now):
        return
    holders = _outside(application)
    if holders and outer.state == ClockState.RUNNING.value:
        step.pause(outer, holder=holders[0], reason=_OUTSIDE.zh)
    elif not holders and outer.state == ClockState.STANDING.value and application.state != AffairState.ANSWERED.value:
        step.resume(outer)


def go_on(application: Application, step: Step) -> None:
    """The applicant has agreed: what stood still for him runs again, but for parts in a stage outside the promise."""
    hold_parts(application, step)
    for clock in live_clocks(step.case.pk):
        if clock.leg_id is None and clock.state == ClockState.STANDING.value:
            step.resume(clock)


def hold_parts(application: Application, step: Step) -> None:
    """Let the clocks of every open part stand or run, as who has it now asks."""
    for part in application.parts.filter(leg__isnull=False, ended_at__isnull=True).order_by("pk"):
        hold(application, step, part)


def hold(application: Application, step: Step, part: Part) -> None:
    """The same for one part: it entered a stage, or began."""
    stage = read(application.text).affair.matter(part.matter).stage(part.stage)
    standing = standing_of(stage, AffairState.of(application.state))
    if part.leg_id is not None:
        step.stand_or_run(part.leg_id, standing.holder if standing else None, standing.reason.zh if standing else "")


def _outside(application: Application) -> list[Holder]:
    """Who has the open parts, where each of them is in a stage outside the promise; else nothing."""
    affair, found = read(application.text).affair, list[Holder]()
    for part in application.parts.filter(leg__isnull=False, ended_at__isnull=True).order_by("pk"):
        stage = affair.matter(part.matter).stage(part.stage)
        if stage is None or not stage.is_outside:
            return []
        found.append(stage.holder)
    return found


def _begin_those_that_waited(application: Application, step: Step, affair: Affair) -> None:
    for part in application.parts.filter(leg__isnull=True, ended_at__isnull=True).select_related("unit").order_by("pk"):
        if not waits_for(application, affair, part.matter, START):
            give(application, step, part, affair)
            hold(application, step, part)


_OUTSIDE = Label("各单位都在等承诺时限以外的环节", "every unit waits for something outside the promise")
