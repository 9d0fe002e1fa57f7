"""Appeals over HTTP: lists, one appeal, filing, handling. The same queries and acts as the pages, with the same refusals."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query, Status

from dukou.accounts.core.admission import open_to_all, signed_in
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import request_viewer
from dukou.appeals.actions import appeals as acts
from dukou.appeals.api.asking import router
from dukou.appeals.api.callers import FILES, LAST, Number, caller
from dukou.appeals.api.sent import AppealSent
from dukou.appeals.api.shapes import AppealLine, AppealTold, Filed, Followed, RulesTold
from dukou.appeals.core.entrance import SEES
from dukou.appeals.core.kinds import AppealState
from dukou.appeals.models import Appeal, Objection
from dukou.appeals.queries.handlers import may_ask
from dukou.appeals.queries.links import appeal_by_link, secret_of
from dukou.appeals.queries.lists import Narrowed, page_of
from dukou.appeals.queries.rules import profile_of_rules, rules_in_force
from dukou.appeals.queries.shown import ShownAppeal, shown
from dukou.appeals.queries.visibility import appeal_of
from dukou.enterprises.core.codes import judge
from dukou.enterprises.queries.profiles import key_of_code
from dukou.kit.answers import PAGE, Limit, Page

Short = Annotated[str, Query(max_length=120)]
BeforeNumber = Annotated[int, Query(ge=0, le=LAST, description="上一页给出的 next · The `next` of the page before")]


@router.get("", response=Page[AppealLine], summary="诉求清单 · Appeals, page by page")
@SEES
def appeals(
    request: HttpRequest,
    state: Annotated[AppealState | None, Query(description="状态 · State")] = None,
    topic: Short = "",
    unit: Short = "",
    late: bool = False,
    text: Short = "",
    after: BeforeNumber = 0,
    limit: Limit = PAGE,
) -> dict[str, Any]:
    """The appeals that the caller may see, the newest first. `text`: a number, or a part of a firm's name or code."""
    asked = Narrowed((state,) if state else (), topic, unit, late, text.strip())
    page = page_of(request_viewer(request), asked, timezone.now(), before=after or None, size=limit)
    return {"items": page.rows, "next": page.after and str(page.after)}


@router.post("", response={201: Filed}, summary="提交诉求 · File an appeal")
@FILES
def file(request: HttpRequest, appeal: AppealSent) -> Status[dict[str, Any]]:
    """File for one's own firm, or for a firm by an office that files. The same `form_key` of the same person files once."""
    viewer = caller(request)
    made = acts.whistle(
        by=viewer,
        firm=key_of_code(viewer, appeal.firm) or appeal.firm if judge(appeal.firm).is_valid else appeal.firm,
        title=appeal.title,
        text=appeal.text,
        topic=appeal.topic,
        place=appeal.place,
        contact=acts.Contact(appeal.contact.name, appeal.contact.phone),
        channel=appeal.channel,
        form_key=appeal.form_key,
    )
    return Status(201, {"number": made.pk, "state": made.state, "topic": made.topic, "secret": secret_of(made)})


@router.get("/rules", response=RulesTold, summary="类别和办理规则 · Topics and rules")
@signed_in(rows="")
def rules(request: HttpRequest) -> dict[str, Any]:
    """The topics, and the profile by which days are counted."""
    found = rules_in_force()
    profile = profile_of_rules(found)
    return {"topics": found.topics, "profile": profile.key, "name": profile.name, "is_official": profile.is_official}


@router.get("/{number}", response=AppealTold, summary="一件诉求 · One appeal")
@SEES
def appeal(request: HttpRequest, number: Number) -> dict[str, Any]:
    """The appeal as the caller is told of it: to the offices with parts and every clock, to the firm its own side."""
    viewer = request_viewer(request)
    row = appeal_of(viewer, number)
    return _told(viewer, row, shown(viewer, row))


@router.get("/{number}/follow/{secret}", response=Followed, auth=None, summary="凭链接查进度 · Follow it by its secret link")
@open_to_all
def follow(
    request: HttpRequest, number: Number, secret: Annotated[str, Path(max_length=64, description="链接中的密钥 · Secret of the link")]
) -> dict[str, Any]:
    """Where the appeal stands, for whoever has the secret; a wrong one and a wrong number are refused alike."""
    return _followed(shown(None, appeal_by_link(number, secret)))


def _followed(seen: ShownAppeal) -> dict[str, Any]:
    return {
        "number": seen.line.number,
        "topic": seen.topic,
        "filed_at": seen.line.filed_at,
        "state": seen.line.state,
        "state_label": seen.line.state_label,
        "stages": [{"stage": label, "place": place} for label, place in seen.stages],
        "clocks": seen.clocks,
        "replies": seen.replies,
        "profile": seen.profile,
        "profile_is_official": seen.is_official,
    }


def _told(viewer: Viewer, row: Appeal, seen: ShownAppeal) -> dict[str, Any]:
    contact = {"name": row.contact_name, "phone": row.contact_phone} if may_ask(viewer, row) else None
    own = {name: getattr(row, name) for name in ("text", "place")}
    parts = {name: getattr(seen, name) for name in ("legs", "exchanges", "calls", "attachments")}
    said = {"line": seen.line, "grade_label": seen.grade, "channel_label": seen.channel, "ground": row.ground or None}
    asked = {"objections": [_objection(each) for each in seen.objections], "extension": seen.extension}
    return _followed(seen) | own | parts | said | asked | {"contact": contact, "secret": secret_of(row)}


def _objection(row: Objection) -> dict[str, Any]:
    units = {"unit": row.unit.label, "proposed": row.proposed.label, "ruled": row.ruled.label if row.ruled else None}
    return units | {name: getattr(row, name) for name in ("reason", "basis", "made_at", "ruling", "ruled_reason", "ruled_at")}


__all__ = ["router"]
