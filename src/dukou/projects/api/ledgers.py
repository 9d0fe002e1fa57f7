"""Premises on offer, promises, the money of one project. Read before `/{key}` is declared: an address is the first that fits."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query

from dukou.accounts.queries import request_viewer
from dukou.kit.answers import PAGE, After, Limit, Page
from dukou.kit.core.labels import Label, same
from dukou.kit.pages.lists import page_after
from dukou.projects.api.callers import Key, Short, router
from dukou.projects.api.ledger_shapes import ProjectMoney, ProjectPremise, ProjectPromise
from dukou.projects.core.entrance import INSIDE, SEES, SIGHT
from dukou.projects.core.ladders import Line
from dukou.projects.core.premises import PremiseKind
from dukou.projects.core.promise_kinds import PromiseState, Side
from dukou.projects.models import Premise
from dukou.projects.queries.money import ladder_of
from dukou.projects.queries.premises import premises as premises_on_offer
from dukou.projects.queries.promises import promises_of, promises_seen
from dukou.projects.queries.promises_told import PromiseTold
from dukou.projects.queries.visibility import inner_project_of, project_of
from dukou.projects.tables.promises import evidence_of

_PLAIN = ("number", "project", "project_name", "firm", "side", "text", "within", "legal_basis", "written_in", "measure")
_OFFERED = ("key", "kind", "name", "address", "area", "rent_fen", "power_kva", "floor_load", "free_from", "is_synthetic")


@router.get("/premises", response=Page[ProjectPremise], summary="场地 · Premises on offer")
@SIGHT
def premises(
    request: HttpRequest,
    kind: Annotated[PremiseKind | None, Query(description="类型 · Kind")] = None,
    free: Annotated[bool, Query(description="只列现在就空着的 · Only those free today")] = False,
    text: Short = "",
    after: After = "",
    limit: Limit = PAGE,
) -> dict[str, Any]:
    """What is on offer, by name."""
    rows = list(premises_on_offer(timezone.localdate(), kind=kind.value if kind else "", is_free=free, text=text.strip()))
    page, more = page_after(rows, after, lambda row: row.key, limit)
    return {"items": [_premise(row) for row in page], "next": more or None}


@router.get("/promises", response=Page[ProjectPromise], summary="承诺台账 · Ledger of promises")
@SEES
def promises(
    request: HttpRequest,
    owner: Short = "",
    state: Annotated[PromiseState | None, Query(description="状态 · State")] = None,
    side: Annotated[Side | None, Query(description="承诺方 · Promised by")] = None,
    after: After = "",
    limit: Limit = PAGE,
) -> dict[str, Any]:
    """The promises in the caller's sight, those due first first. `owner`: key of the organisation that answers for it today."""
    found = promises_seen(request_viewer(request), timezone.localdate(), owner=owner, state=state, side=side)
    page, more = page_after(found, after, lambda each: str(each.number), limit)
    return {"items": [_promise(each) for each in page], "next": more or None}


@router.get("/{key}/promises", response=list[ProjectPromise], summary="一个项目的承诺 · Promises of one project")
@SEES
def promises_of_one(request: HttpRequest, key: Key) -> list[dict[str, Any]]:
    """What both sides promised, in the order in which it was."""
    viewer = request_viewer(request)
    return [_promise(each) for each in promises_of(viewer, project_of(viewer, key), timezone.localdate())]


@router.get("/{key}/money", response=ProjectMoney, summary="资金台阶 · Ladder of money")
@INSIDE
def money(request: HttpRequest, key: Key) -> dict[str, Any]:
    """Every rung with what is told to date, what of it has a paper, and what waits for a second person. Rungs are never added."""
    project = inner_project_of(request_viewer(request), key)
    return {"key": project.key, "rungs": [_rung(each) for each in ladder_of(project).values()], "is_synthetic": project.is_synthetic}


def _rung(line: Line) -> dict[str, Any]:
    return {
        "rung": line.rung,
        "name": line.rung.label,
        "told": line.amount,
        "as_of": line.told.as_of if line.told else None,
        "evidenced": line.proved,
        "share": None if line.share is None else Decimal(line.share.numerator * 1000 // line.share.denominator).scaleb(-3),
        "waiting": line.asked.amount if line.asked else None,
        "waiting_papers": line.asked_proof,
    }


def _promise(each: PromiseTold) -> dict[str, Any]:
    now = each.now
    return {name: getattr(each, name) for name in _PLAIN} | {
        "state": now.state,
        "due_on": now.due_on,
        "days_late": now.days_late,
        "moved": now.moved,
        "waits_for": _words(each.trigger) if each.trigger else None,
        "owner": now.owner,
        "owner_name": _words(each.owner_name),
        "post": now.post,
        "verdict": now.verdict,
        "evidence": evidence_of(each),
        "is_changing": each.waits,
        "is_synthetic": each.is_synthetic,
    }


def _premise(row: Premise) -> dict[str, Any]:
    owner: Label | str = row.owner.label if row.owner else row.owner_text
    return {name: getattr(row, name) for name in _OFFERED} | {"owner": _words(owner) if owner else None}


def _words(text: Label | str) -> Label:
    return text if isinstance(text, Label) else same(text)
