"""Published plans and their draws, for everybody: no firm and no grade of any is told."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path

from dukou.credit.api.draw_shapes import PublishedDraw, PublishedPlan
from dukou.credit.api.router import router
from dukou.credit.core.check_entrance import PUBLIC
from dukou.credit.core.inspections import PlanState
from dukou.credit.models import CheckPlan
from dukou.credit.queries.check_plans import draw_of, plans_published, public_plan, seed_text
from dukou.kit.answers import PAGE, After, Limit, Page
from dukou.kit.pages.lists import page_after

Key = Annotated[str, Path(max_length=60, description="计划代号 · Key of the plan")]
_HASHES = ("plan_sha256", "list_sha256", "policy_sha256", "inspectors_sha256")


@router.get("/draws", response=Page[PublishedPlan], auth=None, summary="公布的检查计划 · Published inspection plans")
@PUBLIC
def published_plans(request: HttpRequest, after: After = "", limit: Limit = PAGE) -> dict[str, Any]:
    """Every plan that was published, the newest first."""
    page, more = page_after(list(plans_published()), after, lambda row: row.key, limit)
    return {"items": [_plan(row) for row in page], "next": more or None}


@router.get("/draws/{key}", response=PublishedDraw, auth=None, summary="一次抽取的公示 · What is public of a draw")
@PUBLIC
def published_draw(request: HttpRequest, key: Key) -> dict[str, Any]:
    """Hashes, policy, seed and bounds, by which a firm sees for itself whether it was drawn."""
    row = public_plan(key)
    draw = draw_of(row)
    told = _plan(row) | {name: getattr(row, name) for name in _HASHES}
    return told | {"policy": row.policy, "seed": draw.seed if draw else None, "cuts": draw.cuts if draw else None}


def _plan(row: CheckPlan) -> dict[str, Any]:
    return {
        "key": row.key,
        "name": row.name,
        "unit": row.unit.key,
        "fields": sorted(part.field for part in row.parts.all()),
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
        "seed_name": seed_text(row),
        "seed_on": row.seed_on,
        "state": PlanState.of(row.state),
        "is_synthetic": row.is_synthetic,
    }
