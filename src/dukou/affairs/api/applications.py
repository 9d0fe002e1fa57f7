"""What is offered, its form, and applications."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Status

from dukou.accounts.core.admission import signed_in
from dukou.accounts.queries import request_viewer
from dukou.affairs.actions import answers as replies
from dukou.affairs.actions import applications as acts
from dukou.affairs.actions import intake
from dukou.affairs.actions._judging import Asking
from dukou.affairs.api.callers import APPLIES, HANDLES, LAST, Number, Slug, caller, router
from dukou.affairs.api.files import ApplicationSent, brought_by
from dukou.affairs.api.shapes import (
    AffairForm,
    AffairOffer,
    ApplicationFiled,
    ApplicationLine,
    ApplicationNothing,
    ApplicationReason,
    ApplicationTold,
)
from dukou.affairs.core.entrance import SEES
from dukou.affairs.core.kinds import AffairState, FilingChannel
from dukou.affairs.core.materials import ledger
from dukou.affairs.core.schemas import schema_of
from dukou.affairs.models import Application
from dukou.affairs.queries.lists import Narrowed, page_of
from dukou.affairs.queries.shown import ShownApplication, shown
from dukou.affairs.queries.texts import affair_in_force, affairs_offered
from dukou.affairs.queries.visibility import application_of
from dukou.enterprises.core.codes import judge
from dukou.enterprises.queries.profiles import key_of_code
from dukou.kit.answers import PAGE, Limit, Page
from dukou.kit.bodies import takes_files
from dukou.kit.core.labels import Label, same

Short = Annotated[str, Query(max_length=120)]
BeforeNumber = Annotated[int, Query(ge=0, le=LAST, description="上一页给出的 next · The `next` of the page before")]


@router.get("/offers", response=list[AffairOffer], summary="可办的联办事项 · Affairs that are offered")
@signed_in(rows="")
def offers(request: HttpRequest) -> list[dict[str, Any]]:
    """The affairs that the district offers, with their matters and materials."""
    return [_offer(each.affair) for each in affairs_offered()]


@router.get("/offers/{slug}/form", response=AffairForm, summary="所选事项的合并表单 · The one form of chosen matters")
@signed_in(rows="")
def form(
    request: HttpRequest,
    slug: Slug,
    matters: Annotated[str, Query(max_length=400, description="事项代号，逗号隔开；空：全部 · Keys, comma-separated; empty: all")] = "",
) -> dict[str, Any]:
    """The form as a JSON Schema, and what the materials of the separate matters became."""
    text = affair_in_force(slug)
    chosen = frozenset(each.strip() for each in matters.split(",") if each.strip()) or frozenset(text.affair.by_key)
    made = text.form(chosen)
    told = ledger(text.affair, made.matters, {})
    rows = [
        {"matter": row.matter.key, "name": row.name, "became": row.became, "material": row.material.key if row.material else None}
        for row in told.rows
    ]
    return {
        "slug": slug,
        "edition": text.affair.edition,
        "form_schema": schema_of(made),
        "before": told.before,
        "after": told.after,
        "materials": rows,
    }


@router.post("/offers/{slug}/applications", response={201: ApplicationFiled}, summary="提交申请 · File an application")
@takes_files
@APPLIES
def file(request: HttpRequest, slug: Slug, application: ApplicationSent) -> Status[dict[str, Any]]:
    """File for one's own firm, or at the window for another. The same `form_key` of the same person files once."""
    viewer, sent = caller(request), application
    firm = (key_of_code(viewer, sent.firm) or sent.firm) if judge(sent.firm).is_valid else sent.firm
    asking = Asking(
        slug=slug,
        chosen=sent.matters,
        answers=sent.answers,
        firm=firm,
        applicant=sent.applicant,
        edition=sent.edition,
        form_key=sent.form_key,
        brought=brought_by(sent.brought, sent.promised),
    )
    made = acts.file(by=viewer, asking=asking, channel=FilingChannel.API)
    return Status(201, {"number": made.pk, "state": made.state})


@router.get("/applications", response=Page[ApplicationLine], summary="申请清单 · Applications, page by page")
@SEES
def applications(
    request: HttpRequest,
    state: Annotated[AffairState | None, Query(description="状态 · State")] = None,
    slug: Short = "",
    unit: Short = "",
    late: bool = False,
    text: Short = "",
    after: BeforeNumber = 0,
    limit: Limit = PAGE,
) -> dict[str, Any]:
    """The applications that the caller may see, the newest first. `text`: a number, or a part of the applicant's name."""
    asked = Narrowed((state,) if state else (), slug, unit, late, text.strip())
    page = page_of(request_viewer(request), asked, timezone.now(), before=after or None, size=limit)
    return {"items": page.rows, "next": page.after and str(page.after)}


@router.get("/applications/{number}", response=ApplicationTold, summary="一件申请 · One application")
@SEES
def application(request: HttpRequest, number: Number) -> dict[str, Any]:
    """The application as the caller is told of it: to the offices every clock, to the applicant those that bind the district to him."""
    viewer = request_viewer(request)
    return _told(shown(viewer, application_of(viewer, number)))


@router.post("/applications/{number}/acceptance", response=ApplicationFiled, summary="受理 · Accept")
@HANDLES
def acceptance(request: HttpRequest, number: Number, sent: ApplicationNothing) -> dict[str, Any]:
    """Accept it: every part whose turn has come goes to its unit."""
    return _moved(intake.accept(by=caller(request), number=number))


@router.post("/applications/{number}/refusal", response=ApplicationFiled, summary="不予受理 · Do not accept")
@HANDLES
def refusal(request: HttpRequest, number: Number, sent: ApplicationReason) -> dict[str, Any]:
    """Not accepted, with the reason."""
    return _moved(intake.refuse(by=caller(request), number=number, reason=sent.reason))


@router.post("/applications/{number}/agreement", response=ApplicationFiled, summary="确认方案 · Agree to the plan")
@APPLIES
def agreement(request: HttpRequest, number: Number, sent: ApplicationNothing) -> dict[str, Any]:
    """The applicant agrees to plan and fees."""
    return _moved(replies.agree(by=caller(request), number=number))


@router.post("/applications/{number}/withdrawal", response=ApplicationFiled, summary="撤回 · Take it back")
@APPLIES
def withdrawal(request: HttpRequest, number: Number, sent: ApplicationReason) -> dict[str, Any]:
    """The applicant takes it back."""
    return _moved(acts.withdraw(by=caller(request), number=number, reason=sent.reason))


def _moved(row: Application) -> dict[str, Any]:
    return {"number": row.pk, "state": row.state}


def _offer(affair: Any) -> dict[str, Any]:
    named = ("slug", "edition", "name", "about", "is_verified", "needs_firm", "matters", "materials")
    return {name: getattr(affair, name) for name in named}


def _told(seen: ShownApplication) -> dict[str, Any]:
    tracks = [
        {"matter": each.matter.name, "unit": each.unit, "word": each.word, "holder": each.holder}
        | {name: getattr(each.part, name) for name in ("is_feasible", "answer", "was_deemed", "fee_fen", "fee_basis", "ended_at")}
        for each in seen.tracks
    ]
    return {
        "line": seen.line,
        "slug": seen.affair.slug,
        "edition": seen.affair.edition,
        "channel": seen.row.channel,
        "tracks": tracks,
        "clocks": seen.clocks,
        "survey_due": seen.is_survey_due,
        "answers": [{"name": each.name, "value": _words(each.value), "provenance": each.provenance} for each in seen.answers],
        "before": seen.ledger.before,
        "after": seen.ledger.after,
        "profile": seen.profile,
        "profile_is_official": seen.is_official,
    }


def _words(value: Label | str) -> Label:
    return value if isinstance(value, Label) else same(value)
