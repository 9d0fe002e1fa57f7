"""The office's lists over HTTP: who is ready, who is close, who is not paid, how far the money goes, the claims."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router

from dukou.accounts.core.admission import needs
from dukou.accounts.core.permissions import Permission
from dukou.accounts.queries import request_viewer
from dukou.enterprises.core.entrance import VISIBLE
from dukou.enterprises.queries.narrowing import Meant
from dukou.kit.answers import PAGE, After, Limit, Page
from dukou.kit.core.numbers import whole_number
from dukou.kit.pages.known import usual_day
from dukou.policies.api.shapes import ClaimLine, FirmNear, FirmReady, Forecasts, PageOfRun, UnpaidPage
from dukou.policies.core.kinds import Stage
from dukou.policies.queries.claims import ShownClaim, claims_seen
from dukou.policies.queries.in_hand import counted_of
from dukou.policies.queries.policies import measure_of
from dukou.policies.queries.runs import Matched, matched, newest_run
from dukou.policies.queries.told import told_firms
from dukou.policies.queries.unpaid import Unpaid, forecasts, reasons, unpaid
from dukou.rules.core.answers import Answer

router = Router()
_LAST = 2**63 - 1
_SEES = needs(Permission.SEE_ENTITLEMENTS, rows=VISIBLE)
_SEES_CLAIMS = needs(
    Permission.SEE_ENTITLEMENTS, Permission.SEE_ENTERPRISE_DESK, Permission.APPROVE, rows="policies.queries.claims:visible_claims"
)
MeasureOf = Annotated[str, Query(max_length=80, description="措施代号 · Key of a measure")]
TextOf = Annotated[str, Query(max_length=120, description="名称片段、代码或编号的开头 · Part of a name, or how its code or key begins")]
DivisionOf = Annotated[str, Query(max_length=12, description="区划代码或其开头 · A division code or how it begins")]
AfterNumber = Annotated[int, Query(ge=0, le=_LAST, description="上一页给出的 next · The `next` of the page before")]


@router.get("/measures/{key}/ready", response=PageOfRun[FirmReady], summary="符合的企业 · Firms entitled")
@_SEES
def ready(
    request: HttpRequest, key: str, text: TextOf = "", division: DivisionOf = "", after: AfterNumber = 0, limit: Limit = PAGE
) -> dict[str, Any]:
    """The firms in sight that a measure surely fits by the newest run, in the order in which they were registered."""
    viewer, measure = request_viewer(request), measure_of(key).measure
    rows, more = _page_of_firms(matched(viewer, measure.key, answer=Answer.YES, meant=Meant(text, division)), after, limit)
    day = usual_day()
    told, claims = told_firms(measure, day), counted_of(viewer, measure, day)
    return _of_run() | {"items": [_ready(each, each.firm_id in told, claims.get(each.firm_id)) for each in rows], "next": more}


@router.get("/measures/{key}/near", response=PageOfRun[FirmNear], summary="差一条的企业 · Firms one condition short")
@_SEES
def near(
    request: HttpRequest, key: str, text: TextOf = "", division: DivisionOf = "", after: AfterNumber = 0, limit: Limit = PAGE
) -> dict[str, Any]:
    """The firms in sight that miss exactly one sentence by the newest run, in the order in which they were registered."""
    viewer, measure = request_viewer(request), measure_of(key).measure
    rows, more = _page_of_firms(matched(viewer, measure.key, is_near=True, meant=Meant(text, division)), after, limit)
    return _of_run() | {"items": [_firm(each) | {"near": each.near and each.near.as_dict()} for each in rows], "next": more}


@router.get("/unpaid", response=UnpaidPage, summary="应享未享 · Entitled, not paid")
@_SEES
def not_paid(
    request: HttpRequest,
    measure: MeasureOf = "",
    text: TextOf = "",
    division: DivisionOf = "",
    after: After = "",
    limit: Limit = PAGE,
) -> dict[str, Any]:
    """Who is entitled by the newest run and not paid, with the reason: by measure, firms in the order in which they were registered."""
    found = unpaid(request_viewer(request), measure_of(measure).measure.key if measure else "", Meant(text, division))
    begin, rows = _mark_of(after), sorted(found, key=_place_of)
    left = [each for each in rows if begin is None or _place_of(each) > begin]
    counts = [{"reason": reason, "label": reason.label, "count": count} for reason, count in reasons(found).items()]
    told = {"items": [each.as_dict() for each in left[:limit]], "count": len(found), "reasons": counts}
    return _of_run() | told | {"next": "~".join(map(str, _place_of(left[limit - 1]))) if len(left) > limit else None}


@router.get("/forecast", response=Forecasts, summary="资金测算 · The money")
@_SEES
def forecast(request: HttpRequest) -> dict[str, Any]:
    """What of each measure's budget is paid, surely due and possibly due, and when it runs out."""
    found = forecasts(request_viewer(request))
    measures = [{"measure": each.standing.measure.key, "name": each.standing.measure.label} | each.forecast.as_dict() for each in found]
    return _of_run() | {"measures": measures}


@router.get("/claims", response=Page[ClaimLine], summary="政策申请 · The claims, page by page")
@_SEES_CLAIMS
def claims(
    request: HttpRequest,
    stage: Annotated[Stage | None, Query(description="状态 · Stage")] = None,
    measure: MeasureOf = "",
    text: TextOf = "",
    division: DivisionOf = "",
    after: AfterNumber = 0,
    limit: Limit = PAGE,
) -> dict[str, Any]:
    """The claims that the caller may see, the newest first: an agent those of his own firm, an approver those that wait for him."""
    found = claims_seen(request_viewer(request), [stage] if stage else [], measure=measure, meant=Meant(text, division))
    left = [each for each in found if not after or each.number < after]
    return {"items": [_claim(each) for each in left[:limit]], "next": str(left[limit - 1].number) if len(left) > limit else None}


def _page_of_firms(found: Sequence[Matched], after: int, limit: int) -> tuple[list[Matched], str | None]:
    """So many firms after a mark, and the next mark. A firm keeps its number, so a new run between two pages skips none."""
    left = sorted((each for each in found if each.firm_id > after), key=lambda each: each.firm_id)
    return left[:limit], str(left[limit - 1].firm_id) if len(left) > limit else None


def _place_of(each: Unpaid) -> tuple[str, int]:
    return each.matched.standing.measure.key, each.matched.firm_id


def _mark_of(after: str) -> tuple[str, int] | None:
    """The place that a mark names. A mark that is none begins at the beginning: it only says where to read on."""
    measure, _, written = after.rpartition("~")
    return None if (number := whole_number(written)) is None else (measure, number)


def _of_run() -> dict[str, Any]:
    run = newest_run()
    return {"run": run.pk, "as_of": run.as_of} if run else {"run": None, "as_of": None}


def _firm(each: Matched) -> dict[str, Any]:
    return {"firm": each.firm, "firm_name": each.firm_name, "is_synthetic": each.is_synthetic}


def _ready(each: Matched, was_told: bool, claim: ShownClaim | None) -> dict[str, Any]:
    amount = each.amount.as_dict() if each.amount else None
    told = {"amount": amount, "was_told": was_told}
    return _firm(each) | told | {"claim": claim.number if claim else None, "stage": claim.stage if claim else None}


def _claim(each: ShownClaim) -> dict[str, Any]:
    measure, row = each.standing.measure, each.row
    told = {name: getattr(each, name) for name in ("number", "firm", "firm_name", "origin", "stage", "filed_on")}
    told |= {"measure": measure.key, "name": measure.label, "year": each.round, "stage_label": each.stage.label}
    return told | {"asked_fen": row.asked, "amount_fen": row.amount, "paid_on": row.paid_on}
