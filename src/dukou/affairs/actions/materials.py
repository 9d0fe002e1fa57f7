"""Materials after filing: brought later, let come later (容缺), and the papers that units give in the end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.affairs.actions._outgoing import queue
from dukou.affairs.actions._papers import Brought, hand_in, there
from dukou.affairs.actions._steps import at_window, by_applicant, said, step_of, tell_applicant, tell_unit, tell_window
from dukou.affairs.actions.refusals import ClosedAlready, CreditBad, NoPaper, NothingBrought, NoTolerance, NotYourPart
from dukou.affairs.core.kinds import AffairState, OutgoingKind
from dukou.affairs.models import Application, Handed, Part
from dukou.affairs.queries.credit import has_bad_credit
from dukou.affairs.queries.texts import read
from dukou.affairs.queries.visibility import application_of
from dukou.casework.core.clocks import local
from dukou.kit.core.labels import Label
from dukou.kit.files import Coming, keep_attached

_BROUGHT = Label("{applicant} 补交了材料：第 {number} 号申请", "{applicant} brought materials: application {number}")
_LATER = Label(
    "同意“{material}”在 {until} 前补交，否则{consequence}：第 {number} 号申请",
    "“{material}” may come until {until}, else {consequence}: application {number}",
)
_RESULT = Label("{unit} 出具了“{paper}”：第 {number} 号申请", "{unit} gave “{paper}”: application {number}")


def bring(
    *, by: Viewer, number: int, brought: Mapping[str, Brought], at_counter: bool = False, now: datetime | None = None
) -> list[Handed]:
    """The applicant brings materials while it is in hand; units whose matters need them get them."""
    if not brought:
        raise NothingBrought()
    with by_applicant(by, number, "materials.bring", now) as (application, step):
        _still_open(application)
        affair = read(application.text).affair
        rows = hand_in(application, affair, brought, step.by, step.now)
        application.trips += int(at_counter)
        matters = {matter for key in brought if (found := affair.material(key)) for matter in found.matters}
        for part in application.parts.filter(matter__in=matters, leg__isnull=False, ended_at__isnull=True).select_related("unit"):
            queue(part, OutgoingKind.SUPPLEMENT, step.now)
            tell_unit(application, step, part.unit.key, _BROUGHT)
        step.note(materials=sorted(brought))
        tell_window(application, step, _BROUGHT)
    return rows


def tolerate(*, by: Viewer, number: int, material: str, reason: str, now: datetime | None = None) -> Handed:
    """Let a material come later, with its day and what follows if it does not. Who broke promises is not trusted with another.

    In a district without rules of credit that is unknown, and the window decides by its reason.
    """
    with at_window(by, number, "materials.tolerate", now, reason=said(reason)) as (application, step):
        _still_open(application)
        found = read(application.text).affair.material(material)
        if found is None or found.tolerance is None or material in there(application):
            raise NoTolerance(name=found.name if found else material)
        credit = has_bad_credit(application.enterprise.key if application.enterprise else "", local(step.now).date())
        if credit is True:
            raise CreditBad()
        until = step.timing.calendar.add(local(step.now).date(), found.tolerance.workdays)
        row = Handed.objects.create(
            application=application,
            material=material,
            until=until,
            consequence=found.tolerance.consequence.zh,
            added_at=step.now,
            added_by=by.key,
        )
        step.note(material=material, until=until.isoformat(), credit="unknown" if credit is None else "good")
        tell_applicant(application, step, _LATER, material=found.name, until=until, consequence=found.tolerance.consequence)
    return row


def give_result(*, by: Viewer, part: int, paper: str, file: Coming, now: datetime | None = None) -> Handed:
    """A unit files a result paper electronically; the applicant takes it from the page."""
    seen = Part.objects.select_related("unit").filter(pk=part).first()
    if seen is None or seen.unit.key not in by.organisations_where(Permission.ANSWER_LEGS):
        raise NotYourPart(unit=seen.unit.label if seen else part)
    with step_of(by, Permission.ANSWER_LEGS, application_of(by, seen.application_id), "materials.give_result", now) as (application, step):
        matter = read(application.text).affair.matter(seen.matter)
        wanted = next((each for each in matter.results if each.key == paper), None)
        if wanted is None:
            raise NoPaper(paper=paper, matter=matter.name)
        told, kept = keep_attached([file])[0]
        row = Handed.objects.create(
            application=application,
            material=f"result.{paper}",
            way="upload",
            name=told.name,
            kind=told.kind.value,
            size=kept.size,
            sha256=kept.sha256,
            unit=seen.unit,
            added_at=step.now,
            added_by=by.key,
        )
        step.note(part=part, paper=paper, file=kept.sha256)
        tell_applicant(application, step, _RESULT, unit=seen.unit.label, paper=wanted.name)
    return row


def _still_open(application: Application) -> None:
    if application.state == AffairState.CLOSED.value:
        raise ClosedAlready()
