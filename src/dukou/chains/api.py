"""Chain maps, what was found of them, what is advised, and the invitation list, over HTTP. The same queries as the pages; money in fen."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router

from dukou.accounts.core.admission import needs
from dukou.accounts.core.permissions import Permission
from dukou.chains.actions.refusals import NoSuchChain
from dukou.chains.core.kinds import InvitationState
from dukou.chains.queries.assessments import Shown, shown_chain, shown_chains
from dukou.chains.queries.maps import standing_texts
from dukou.chains.queries.working import invitations
from dukou.kit.answers import PAGE, After, KnownOn, Limit, Page
from dukou.kit.core.told import Answer, Words
from dukou.kit.pages.known import day_of
from dukou.kit.pages.lists import page_after

router = Router()
_SEES = needs(Permission.SEE_CHAINS)
SlugOf = Annotated[str, Query(max_length=60, description="产业链代号 · Key of a chain")]


class ChainLine(Answer):
    """One chain. `states`: how many of its nodes are in each state; empty where nobody has assessed it."""

    chain: str
    name: Words
    version: str
    nodes: int
    states: dict[str, int]
    assessed_on: date | None
    is_stale: bool


class NodeLine(Answer):
    """One node. `status` is null where nobody has assessed the chain; money in fen, null is not known; intervals are [low, mid, high]."""

    node: str
    key: str
    name: Words
    stage: str
    is_critical: bool
    is_verified: bool
    status: str | None
    act: str | None
    reasons: list[Words]
    firms: int | None
    revenue_fen: int | None
    demand_fen: int | None
    gap_fen: list[float] | None
    location_quotient: list[float] | None


class SupplyLine(Answer):
    """A supply of the map."""

    supplier: str
    user: str
    share: float | None
    is_required: bool
    is_return: bool


class ChainWhole(ChainLine):
    """One chain with its nodes and supplies."""

    stages: list[Words]
    items: list[NodeLine]
    supplies: list[SupplyLine]


class PartLine(Answer):
    """One reason of a score: its logarithm, and what it stands for. `factor` of the gap is in fen, its logarithm of 10,000 yuan."""

    kind: str
    value: float | None
    factor: float | None
    is_floor: bool


class AdviceLine(Answer):
    """A node in the order of invitation. The values of `parts` add up to `score`; `hit_rate`: how often such advice came true, in words."""

    node: str
    rank: int
    among: int
    rank_interval: list[int] | None
    score: float
    score_interval: list[float] | None
    parts: list[PartLine]
    lacks: list[str]
    hit_rate: Words


class InvitationLine(Answer):
    """One line of the invitation list."""

    number: int
    title: str
    chain: str
    node: str
    state: str
    office: str
    due_on: date | None
    is_synthetic: bool
    listed_at: datetime


@router.get("", response=list[ChainLine], summary="各条产业链 · The chains")
@_SEES
def chains(request: HttpRequest, known_on: KnownOn = "") -> list[dict[str, Any]]:
    """Every chain with the newest look at it by a day."""
    return [_line(each) for each in shown_chains(day_of(known_on) if known_on else None)]


@router.get("/invitations", response=Page[InvitationLine], summary="招商清单 · The invitation list")
@_SEES
def invitation_list(
    request: HttpRequest,
    chain: SlugOf = "",
    state: Annotated[InvitationState | None, Query(description="状态，缺省为在办 · State; at work by default")] = None,
    after: After = "",
    limit: Limit = PAGE,
) -> dict[str, Any]:
    """What is being worked on, the nearest deadline first; in one state where one is asked for."""
    found = invitations(chain=chain, state=state.value if state else "")
    page, more = page_after(found, after, lambda each: str(each.number), limit)
    items = [
        {
            "number": each.number,
            "title": each.title,
            "chain": each.node.slug,
            "node": each.node.ref,
            "state": each.state.value,
            "office": each.office,
            "due_on": each.due_on,
            "is_synthetic": each.is_synthetic,
            "listed_at": each.listed_at,
        }
        for each in page
    ]
    return {"items": items, "next": more or None}


@router.get("/{slug}", response=ChainWhole, summary="一条产业链 · One chain")
@_SEES
def chain(request: HttpRequest, slug: str, known_on: KnownOn = "") -> dict[str, Any]:
    """The map of a chain, and what was last found of each node by a day."""
    shown = _chain(slug, known_on)
    return _line(shown) | {
        "stages": [stage.label.as_dict() for stage in shown.chain.stages],
        "items": [_node(shown, node.key) for node in shown.chain.nodes],
        "supplies": [
            {
                "supplier": each.supplier,
                "user": each.user,
                "share": None if each.share is None else float(each.share),
                "is_required": each.is_required,
                "is_return": each.is_return,
            }
            for each in shown.chain.supplies
        ],
    }


@router.get("/{slug}/suggestions", response=list[AdviceLine], summary="招商建议 · Whom to invite next")
@_SEES
def suggestions(request: HttpRequest, slug: str, known_on: KnownOn = "") -> list[dict[str, Any]]:
    """The nodes in the order of invitation, with reasons, intervals and how often such advice came true."""
    shown = _chain(slug, known_on)
    return [
        {
            "node": shown.ref(each.node),
            "rank": each.rank,
            "among": each.among,
            "rank_interval": each.rank_interval,
            "score": each.score,
            "score_interval": each.interval,
            "parts": each.parts,
            "lacks": each.lacks,
            "hit_rate": each.rate.as_dict(),
        }
        for each in (shown.found.advice if shown.found else ())
    ]


def _chain(slug: str, known_on: str) -> Shown:
    found = shown_chain(slug, day_of(known_on) if known_on else None)
    if found is None:
        raise NoSuchChain(chain=slug, known="、".join(text.slug for text in standing_texts()))
    return found


def _line(shown: Shown) -> dict[str, Any]:
    return {
        "chain": shown.text.slug,
        "name": shown.text.label.as_dict(),
        "version": shown.text.version,
        "nodes": sum(shown.states.values()) or len(shown.chain.nodes),
        "states": dict(sorted(shown.states.items())),
        "assessed_on": shown.row.as_of if shown.row else None,
        "is_stale": shown.is_stale,
    }


def _node(shown: Shown, key: str) -> dict[str, Any]:
    node, found = shown.chain.node(key), shown.nodes.get(key)
    assert node is not None
    return {
        "node": shown.ref(key),
        "key": key,
        "name": node.label.as_dict(),
        "stage": node.stage,
        "is_critical": node.is_critical,
        "is_verified": node.cited.is_verified,
        "status": found.status if found else None,
        "act": found.act if found else None,
        "reasons": [reason.as_dict() for reason in found.reasons] if found else [],
        "firms": len(found.firms) if found else None,
        "revenue_fen": found.revenue if found else None,
        "demand_fen": found.demand if found else None,
        "gap_fen": found.gap if found else None,
        "location_quotient": found.quotient_here if found else None,
    }
