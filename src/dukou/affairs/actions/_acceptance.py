"""What acceptance does, by the window or by silence: the outer clock begins, and every part whose turn has come is handed to its unit."""

from __future__ import annotations

from dukou.affairs.actions._outgoing import queue
from dukou.affairs.actions._steps import move, tell_applicant, tell_unit
from dukou.affairs.core.affairs import START, Affair
from dukou.affairs.core.kinds import AffairAct, Join, OutgoingKind
from dukou.affairs.models import Application, Part
from dukou.affairs.queries.texts import read
from dukou.casework.actions.steps import Step
from dukou.casework.core.profiles import OUTER, LegRole
from dukou.kit.core.labels import Label

_ACCEPTED = Label("第 {number} 号申请已受理，开始办理", "application {number} is accepted and in hand")
_DEEMED = Label(
    "窗口在规定期限内没有告知缺什么，第 {number} 号申请视为受理，开始办理",
    "the window named nothing that is missing within its time: application {number} counts as accepted and is in hand",
)
_GIVEN = Label("交给贵单位办理：第 {number} 号申请（{applicant}），{matter}", "for your unit: application {number} ({applicant}), {matter}")


def accept(application: Application, step: Step, act: AffairAct) -> None:
    """Accept it. `act`: by the window, or deemed by silence."""
    move(application, act)
    step.stop("acceptance")
    application.accepted_at, application.was_deemed = step.now, act is AffairAct.DEEM
    affair = read(application.text).affair
    step.start_all([OUTER, *(join.value for join in (Join.SURVEY, Join.ANSWER) if join in affair.joins)])
    for part in application.parts.select_related("unit").order_by("pk"):
        if not waits_for(application, affair, part.matter, START):
            give(application, step, part, affair)
    tell_applicant(application, step, _DEEMED if act is AffairAct.DEEM else _ACCEPTED)


def give(application: Application, step: Step, part: Part, affair: Affair) -> None:
    """Hand a part to its unit: a leg with its clock, and a message by the unit's way."""
    matter = affair.matter(part.matter)
    clock = matter.clock if step.profile.clock(application.case.grade, matter.clock) else LegRole.SEPARATE.value
    part.leg = step.open_leg(unit=part.unit_id, role=LegRole.SEPARATE, task=matter.name.zh, clocks=[clock])
    part.save(update_fields=["leg"])
    queue(part, OutgoingKind.SUBMISSION, step.now)
    tell_unit(application, step, part.unit.key, _GIVEN, matter=matter.name)


def waits_for(application: Application, affair: Affair, matter: str, stage: str) -> list[Part]:
    """The parts of this application, not ended yet, on whose end a stage of a matter still waits. Parts that have ended are not named."""
    waited = {each.matter for each in affair.matter(matter).waits if each.stage == stage}
    if not waited:
        return []
    return list(application.parts.filter(matter__in=waited, ended_at__isnull=True).select_related("unit").order_by("matter", "pk"))
