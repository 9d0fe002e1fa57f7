"""Where the clusters stand, over HTTP. The same queries as the pages; the same JSON as `dukou brief`."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Router

from dukou.accounts.queries import request_viewer
from dukou.clusters.queries import findings_of, standing_of, standings
from dukou.kit.answers import Answer, KnownOn
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.pages.known import day_of

router = Router()
Told = dict[str, Any]  # a figure with its operator, range, unit, formula and notes, as docs/reference and `dukou brief` tell it


class NoSuchCluster(Refusal):
    """No cluster has this name."""

    code = "clusters.no_such_cluster"
    status = 404
    what = Label("没有回答", "this was not answered")
    why = Label("没有名为“{slug}”的集群", "there is no cluster “{slug}”")
    cure = Label("先看集群清单", "look at the list of clusters first")


class Standings(Answer):
    """All clusters and their total as known on a day."""

    known_on: date
    clusters: list[Told]
    total: Told


class ClusterStanding(Answer):
    """One cluster among all, and what contradicts itself about it."""

    known_on: date
    standing: Told
    findings: list[Told]


@router.get("", response=Standings, summary="各集群进展 · Where the clusters stand")
def clusters(request: HttpRequest, known_on: KnownOn = "") -> Told:
    """All clusters, computed from the figures that the caller may see."""
    return standings(viewer=request_viewer(request), known_on=day_of(known_on)).as_dict()


@router.get("/{slug}", response=ClusterStanding, summary="一个集群的进展 · Where one cluster stands")
def cluster(request: HttpRequest, slug: str, known_on: KnownOn = "") -> Told:
    """One cluster: where it stands, by what, and what is still needed."""
    viewer, day = request_viewer(request), day_of(known_on)
    standing = standing_of(viewer=viewer, slug=slug, known_on=day)
    if standing is None:
        raise NoSuchCluster(slug=slug)
    findings = findings_of(viewer=viewer, known_on=day, standing=standing)
    return {"known_on": day, "standing": standing.as_dict(), "findings": [each.as_dict() for each in findings]}
