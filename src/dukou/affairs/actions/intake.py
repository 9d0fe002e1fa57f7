"""The window: accept, name once what is missing, refuse; silence accepts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from dukou.accounts.core.viewers import Viewer
from dukou.affairs.actions._acceptance import accept as accepted
from dukou.affairs.actions._papers import Brought, hand_in, there
from dukou.affairs.actions._steps import at_window, by_applicant, close, move, said, tell_applicant, tell_window
from dukou.affairs.actions.applications import Asking, judged_form, with_provenance
from dukou.affairs.actions.refusals import NothingMissing, NoticeGiven, StillMissing
from dukou.affairs.core.kinds import AffairAct, AffairEnding, AffairState
from dukou.affairs.core.materials import missing, needed
from dukou.affairs.models import Application, Notice
from dukou.affairs.queries.texts import read
from dukou.casework.actions.ladder import RungReached
from dukou.casework.core.profiles import Rung
from dukou.enterprises.queries.own import registered
from dukou.kit.core.labels import Label, joined

_NOTICE = Label("第 {number} 号申请要补正，请看一次性告知", "application {number} is to be supplemented: see the notice")
_SUPPLEMENTED = Label("{applicant} 已补正第 {number} 号申请", "{applicant} supplemented application {number}")
_REFUSED = Label("第 {number} 号申请不予受理：{reason}", "application {number} is not accepted: {reason}")
_SILENT = Label(
    "第 {number} 号申请超过告知期限，视为受理", "application {number}: the time to name what is missing is over; it counts as accepted"
)


def accept(*, by: Viewer, number: int, now: datetime | None = None) -> Application:
    """Accept it: everything that is needed is there, promised, or may come later."""
    with at_window(by, number, "intake.accept", now) as (application, step):
        if lacking := still_missing(application):
            raise StillMissing(names=joined(lacking, zh="、", en=", "))
        accepted(application, step, AffairAct.ACCEPT)
    return application


def notify(
    *,
    by: Viewer,
    number: int,
    materials: Sequence[str] = (),
    fields: Mapping[str, str] | None = None,
    words: str = "",
    now: datetime | None = None,
) -> Application:
    """Name everything that is missing, once: materials, fields with what is amiss in them, and words."""
    with at_window(by, number, "intake.notify", now) as (application, step):
        earlier = Notice.objects.filter(application=application).first()
        if earlier is not None:
            raise NoticeGiven(on=timezone.localdate(earlier.given_at))
        items = _items(application, materials, fields or {}, words)
        move(application, AffairAct.NOTIFY)
        Notice.objects.create(application=application, items=items, given_at=step.now, given_by=by.key)
        step.stop("acceptance")
        step.start("supplement")
        step.note(missing=items)
        tell_applicant(application, step, _NOTICE)
    return application


def supplement(
    *,
    by: Viewer,
    number: int,
    answers: Mapping[str, object] | None = None,
    brought: Mapping[str, Brought] | None = None,
    at_counter: bool = False,
    now: datetime | None = None,
) -> Application:
    """The applicant hands in what was missing; the window's time begins anew. `answers`: those that change."""
    with by_applicant(by, number, "intake.supplement", now) as (application, step):
        move(application, AffairAct.SUPPLEMENT)
        text = read(application.text)
        if answers:
            plain = {key: each["value"] for key, each in application.answers.items()} | dict(answers)
            judged = judged_form(text, Asking(application.slug, application.chosen, plain))
            known = registered(by, application.enterprise.key) if application.enterprise else {}
            application.answers = with_provenance(text, judged.answers, known)
            step.note(changed=sorted(answers))
        rows = hand_in(application, text.affair, brought or {}, step.by, step.now)
        step.note(materials=[row.material for row in rows])
        Notice.objects.filter(application=application).update(answered_at=step.now)
        application.trips += int(at_counter)
        step.stop("supplement")
        step.start("acceptance")
        tell_window(application, step, _SUPPLEMENTED)
    return application


def refuse(*, by: Viewer, number: int, reason: str, now: datetime | None = None) -> Application:
    """Not accepted, with the reason; of one that was not supplemented in time that is noted as its ending."""
    with at_window(by, number, "intake.refuse", now, reason=said(reason)) as (application, step):
        was_noticed = application.state == AffairState.NOTICED.value
        move(application, AffairAct.REFUSE)
        close(application, step, AffairEnding.UNANSWERED if was_noticed else AffairEnding.NOT_ACCEPTED)
        tell_applicant(application, step, _REFUSED, reason=reason.strip())
    return application


def still_missing(application: Application) -> list[Label]:
    """The names of the materials that are needed and for which nothing is there."""
    text = read(application.text)
    plain = {key: each["value"] for key, each in application.answers.items()}
    judged = text.form(application.chosen).judge(plain)
    wanted = needed(text.affair, judged.matters, judged.values)
    return [each.material.name for each in missing(wanted, there(application))]


def deem(application: Application, reached: RungReached) -> None:
    """The window was silent to the end of its time: the application counts as accepted. A part of the step that takes the rung."""
    if reached.clock.key != "acceptance" or reached.rung is not Rung.EXPIRY or application.state != AffairState.FILED.value:
        return
    accepted(application, reached.step, AffairAct.DEEM)
    application.save()
    tell_window(application, reached.step, _SILENT)


def _items(application: Application, materials: Sequence[str], fields: Mapping[str, str], words: str) -> dict[str, Any]:
    """What the notice names, as it is kept; refused where that is nothing, or nothing of this affair."""
    text = read(application.text)
    named = {key: found.name.as_dict() for key in materials if (found := text.affair.material(key)) is not None}
    amiss = {key: what.strip() for key, what in fields.items() if key in text.concepts and what.strip()}
    if not (named or amiss or words.strip()) or len(named) != len(set(materials)) or len(amiss) != len(fields):
        raise NothingMissing()
    return {"materials": named, "fields": amiss, "words": words.strip()}
