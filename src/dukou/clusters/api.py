"""Where the clusters stand, over HTTP. The same queries as the pages; the same JSON as `dukou brief`."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Router

from dukou.accounts.core.admission import signed_in
from dukou.accounts.queries import request_viewer
from dukou.clusters.core.told import DistrictTold, StandingTold
from dukou.clusters.queries import findings_of, standing_of, standings
from dukou.figures.core.told import FindingTold
from dukou.kit.answers import KnownOn
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.core.told import Told
from dukou.kit.pages.known import day_of

router = Router()


class NoSuchCluster(Refusal):
    """No cluster has this name."""

    code = "clusters.no_such_cluster"
    status = 404
    what = Label("没有回答", "this was not answered")
    why = Label("没有名为“{slug}”的集群", "there is no cluster “{slug}”")
    cure = Label("先看集群清单", "look at the list of clusters first")


class ClusterStanding(Told):
    """One cluster among all, and what contradicts itself about it."""

    known_on: date
    standing: StandingTold
    findings: list[FindingTold]


@router.get("", response=DistrictTold, exclude_unset=True, summary="各集群进展 · Where the clusters stand")
@signed_in(rows="figures.queries.visibility:visible_claims")
def clusters(request: HttpRequest, known_on: KnownOn = "") -> dict[str, Any]:
    """All clusters, computed from the figures that the caller may see."""
    return standings(viewer=request_viewer(request), known_on=day_of(known_on)).as_dict()


@router.get("/{slug}", response=ClusterStanding, exclude_unset=True, summary="一个集群的进展 · Where one cluster stands")
@signed_in(rows="figures.queries.visibility:visible_claims")
def cluster(request: HttpRequest, slug: str, known_on: KnownOn = "") -> dict[str, Any]:
    """One cluster: where it stands, by what, and what is still needed."""
    viewer, day = request_viewer(request), day_of(known_on)
    standing = standing_of(viewer=viewer, slug=slug, known_on=day)
    if standing is None:
        raise NoSuchCluster(slug=slug)
    findings = findings_of(viewer=viewer, known_on=day, standing=standing)
    return {"known_on": day, "standing": standing.as_dict(), "findings": [each.as_dict() for each in findings]}
