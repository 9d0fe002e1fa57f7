"""The register over HTTP: lists, search, one firm with its facts, codes; entering and amending. The same queries and acts as the pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Status

from dukou.accounts.core.admission import needs, signed_in
from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import request_viewer
from dukou.enterprises.actions import entries
from dukou.enterprises.actions._holding import NoSuchEnterprise
from dukou.enterprises.api.shapes import (
    Amendments,
    AmendmentSent,
    FactLine,
    Facts,
    Filters,
    Firm,
    FirmLine,
    FirmSent,
    FoundFirm,
    JudgedCode,
    NewFirmSent,
    Registered,
)
from dukou.enterprises.core.codes import CodeVerdict, judge
from dukou.enterprises.core.entrance import ENTRANCE, VISIBLE
from dukou.enterprises.forms.entries import AmendForm, NewForm
from dukou.enterprises.queries.lists import Asked, listed, shown_by_id
from dukou.enterprises.queries.profiles import Profile, profile_of, stand_in_of
from dukou.enterprises.queries.search import search
from dukou.enterprises.queries.tables import present_edition
from dukou.kit.answers import PAGE, After, KnownOn, Limit, Page, typed
from dukou.kit.pages.known import day_of
from dukou.rules.core.facts import FACTS, Fact, Stated, SubjectKind, state_of

router = Router()


@router.get("", response=Page[FirmLine], summary="企业名录 · The register, page by page")
@ENTRANCE
def firms(
    request: HttpRequest, asked: Annotated[Filters, Query()], after: After = "", limit: Limit = PAGE, known_on: KnownOn = ""
) -> dict[str, Any]:
    """The firms that the caller may see, in the order of the readings, A to Z."""
    filters = Asked(**{name: str(value or "") for name, value in asked}, edition=present_edition())
    rows, more = listed(request_viewer(request), filters, after=after, known_on=day_of(known_on), size=limit)
    return {"items": rows, "next": more or None}


@router.get("/search", response=Page[FoundFirm], summary="查找企业 · Find firms")
@ENTRANCE
def found_firms(
    request: HttpRequest,
    text: Annotated[str, Query(max_length=120, description="名称片段、简称、拼音首字母或代码 · Part of a name, initials or a code")],
    limit: Limit = PAGE,
) -> dict[str, Any]:
    """The firms that the text may mean, the likeliest first; there is no second page."""
    viewer = request_viewer(request)
    hits = {hit.id: hit for hit in search(viewer, text, limit)}
    rows = shown_by_id(viewer, list(hits))
    return {"items": [{"firm": row, "hit": hits[row.id].hit, "matched": hits[row.id].name} for row in rows], "next": None}


@router.get("/codes/{code}", response=JudgedCode, summary="核对代码 · Judge a credit code")
@signed_in(rows="")
def verdict(request: HttpRequest, code: str) -> CodeVerdict:
    """What is amiss with an identifier, by GB 32100-2015. It asks the code alone, not the register."""
    return judge(code)


@router.get("/{key}", response=Firm, summary="一家企业 · One firm")
@signed_in(rows=VISIBLE)
def firm(request: HttpRequest, key: str) -> Profile:
    """What the register holds of a firm. Of a merged entry: the one that stands for it."""
    return _seen(request_viewer(request), key)


@router.get("/{key}/facts", response=Facts, summary="一家企业的事实项 · The facts of a firm")
@signed_in(rows=VISIBLE)
def facts(request: HttpRequest, key: str, known_on: KnownOn = "") -> dict[str, Any]:
    """Every registered fact about firms, as known on a day. What is not known stands there as unknown: it is neither nought nor no."""
    viewer, as_of = request_viewer(request), day_of(known_on)
    shown = _seen(viewer, key)
    return {"key": shown.key, "known_on": as_of, "facts": list(_facts(viewer, shown.key, as_of))}


@router.post("", response={201: Registered}, summary="登记企业 · Enter a firm")
@needs(Permission.KEEP_REGISTER)
def register(request: HttpRequest, firm: NewFirmSent) -> Status[dict[str, Any]]:
    """Enter a firm. Where one has its code or name already, a reason says why these are two."""
    viewer = request_viewer(request)
    form = NewForm(_as_typed(firm))
    reason = typed(form)["reason"]
    return Status(201, {"key": entries.register(by=viewer, entry=form.entry(), reason=reason)})


@router.post("/{key}/amendments", response={201: Amendments}, summary="更改登记信息 · Amend an entry")
@needs(Permission.KEEP_REGISTER, rows=VISIBLE)
def amend(request: HttpRequest, key: str, amendment: AmendmentSent) -> Status[dict[str, Any]]:
    """Change what is sent and differs, with a reason; short and former names are added to those known."""
    viewer = request_viewer(request)
    held = profile_of(viewer, key)
    if held is None:
        raise NoSuchEnterprise(key=key)
    form = AmendForm.stating(held, {**AmendForm.stating(held).initial, **_as_typed(amendment)})
    reason = typed(form)["reason"]
    return Status(201, {"amended": entries.amend(by=viewer, key=key, entry=form.entry(), reason=reason)})


def _seen(viewer: Viewer, key: str) -> Profile:
    found = profile_of(viewer, stand_in_of(viewer, key) or key)
    if found is None:
        raise NoSuchEnterprise(key=key)
    return found


def _as_typed(sent: FirmSent) -> dict[str, Any]:
    """What was sent as the room's form takes it: names one a line, what was not sent left out."""
    said = sent.model_dump(exclude_unset=True)
    return {name: "\n".join(value) if isinstance(value, list) else value for name, value in said.items()}


def _facts(viewer: Viewer, key: str, as_of: date) -> Iterator[FactLine]:
    for fact in FACTS:
        if fact.kind is SubjectKind.ENTERPRISE:
            told = state_of(fact.name, viewer=viewer, keys=[key], as_of=as_of)
            yield _line(fact, told.get(key))


def _line(fact: Fact, told: Stated | None) -> FactLine:
    known = {} if told is None else {"value": told.value, "period": told.period and str(told.period), "place": told.place}
    known |= {} if told is None else {"source": told.source, "known_on": told.known_on}
    return FactLine.model_validate(
        {"name": fact.name, "label": fact.label, "holds": fact.holds, "unit": fact.unit, "is_known": told is not None}
        | {"origin": fact.source, "legal_ground": fact.legal_ground, "visibility": fact.visibility}
        | known
    )
