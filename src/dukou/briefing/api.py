"""The brief over HTTP."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router

from dukou.accounts.core.admission import signed_in
from dukou.accounts.queries import request_viewer
from dukou.briefing.queries import as_json, gathered, period_of
from dukou.clusters.core.told import DistrictTold
from dukou.figures.core.told import FindingTold
from dukou.kit.answers import KnownOn
from dukou.kit.pages.known import day_of

router = Router()


class BriefTold(DistrictTold):
    """The brief as `dukou brief --format json` tells it."""

    findings: list[FindingTold]


@router.get("", response=BriefTold, exclude_unset=True, summary="集群简报 · The brief of the clusters")
@signed_in(rows="figures.queries.visibility:visible_claims")
def brief(
    request: HttpRequest,
    period: Annotated[str, Query(max_length=40, description="到哪个时期为止 · Up to which period")] = "",
    known_on: KnownOn = "",
) -> dict[str, Any]:
    """The clusters as far as a period reaches, with every contradiction that the caller may see."""
    district, _, findings = gathered(viewer=request_viewer(request), known_on=day_of(known_on), up_to=period_of(period))
    return as_json(district, findings)
