"""Pages of this room: all clusters, one cluster, and how a computed figure came about."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dukou.accounts.core.admission import signed_in
from dukou.accounts.queries import request_viewer
from dukou.clusters import tables
from dukou.clusters.cards import GROWTH, bar_of, base_words, card_of
from dukou.clusters.core.derived import Derived, Figure, shown
from dukou.clusters.core.standing import ClusterStanding
from dukou.clusters.faces import Addresses, Face, kind_of, period_and_scope
from dukou.clusters.queries import cluster_of, findings_of, standing_of, standings
from dukou.figures.core.claims import Claim
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.pages.known import known_on_of, known_on_suffix
from dukou.kit.pages.parts import Crumb

CLUSTERS = Label("产业集群", "Clusters")


class NotComputed(Refusal):
    """A computed figure is asked for that the claims known on the day do not give."""

    code = "clusters.not_computed"
    status = 404
    what = Label("没有“{key}”这个测算数", "there is no computed figure “{key}”")
    why = Label("按 {day} 所知的数据算不出它，或没有这个集群", "what was known on {day} does not give it, or there is no such cluster")
    cure = Label("换一个所知日期，或从集群页面重新进入", "choose another day of knowledge, or start from the cluster's page")


@dataclass(frozen=True, slots=True)
class Node:
    """One figure in the tree beneath a computed one."""

    label: Label
    text: Label
    range: Label | None
    kind: Label | None
    address: str
    formula: Label | None
    notes: tuple[Label, ...]
    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Ruled:
    """The rule book behind a light: its name and version, the row that decided, the addresses of the book and of its answer."""

    name: Label
    version: str
    leaf: Label | None
    address: str
    answer_address: str


@signed_in(rows="figures.queries.visibility:visible_claims")
@require_safe
def clusters(request: HttpRequest) -> HttpResponse:
    """All clusters and their total."""
    from dukou.clusters import charts  # drawing takes time to load, and most commands draw nothing

    known_on, suffix = known_on_of(request), known_on_suffix(request)
    district = standings(viewer=request_viewer(request), known_on=known_on)
    context = {
        "cards": [card_of(each, suffix) for each in district.standings],
        "total": district.total,
        "chart": charts.overview(district),
        "table": tables.overview_table(district, suffix),
        "known_on": known_on,
    }
    return render(request, "clusters/list.html", context)


@signed_in(rows="figures.queries.visibility:visible_claims")
@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One cluster: where it stands, by what, and what is still needed."""
    from dukou.clusters import charts  # drawing takes time to load, and most commands draw nothing

    viewer, known_on, suffix = request_viewer(request), known_on_of(request), known_on_suffix(request)
    standing, cluster = standing_of(viewer=viewer, slug=slug, known_on=known_on), cluster_of(slug)
    if standing is None or cluster is None:
        raise Http404(slug)
    addresses = Addresses(slug, suffix)
    context = {
        "cluster": cluster,
        "standing": standing,
        "faces": _faces(standing, addresses),
        "bar": bar_of(standing.progress, addresses),
        "needed": [addresses.face(each.label, each, each.range_label) for each in standing.progress.needed],
        "baselines": tables.baseline_table(standing.progress, addresses),
        "ruled": _ruled(standing, suffix),
        "baseline_chart": charts.against_baselines(standing.progress),
        "year_chart": charts.by_year(standing),
        "periods": tables.period_table(standing, addresses),
        "targets": tables.target_table(standing, addresses),
        "growths": tables.growth_table(standing, addresses),
        "segments": tables.segment_table(standing, addresses),
        "others": _others(standing, addresses),
        "findings": findings_of(viewer=viewer, known_on=known_on, standing=standing),
        "crumbs": [Crumb(CLUSTERS, reverse("clusters:list") + suffix), Crumb(standing.label)],
        "known_on": known_on,
    }
    return render(request, "clusters/detail.html", context)


@signed_in(rows="figures.queries.visibility:visible_claims")
@require_safe
def derivation(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """How one computed figure of a cluster came about, down to the claims."""
    standing = standing_of(viewer=request_viewer(request), slug=slug, known_on=known_on_of(request))
    figure = standing.figures.get(key) if standing else None
    if standing is None or figure is None:  # a link from another day of knowledge leads here
        raise NotComputed(key=key, day=known_on_of(request))
    suffix = known_on_suffix(request)
    way = Crumb(standing.label, reverse("clusters:detail", args=[slug]) + suffix)
    return _derivation_page(request, figure, Addresses(slug, suffix), standing.label, [way])


@signed_in(rows="figures.queries.visibility:visible_claims")
@require_safe
def total(request: HttpRequest) -> HttpResponse:
    """How the district's total came about."""
    district = standings(viewer=request_viewer(request), known_on=known_on_of(request))
    if district.total is None:
        raise Http404("total")
    addresses = Addresses(district.standings[0].slug, known_on_suffix(request))
    return _derivation_page(request, district.total.sum, addresses, CLUSTERS, [])


def _derivation_page(request: HttpRequest, figure: Derived, addresses: Addresses, over: Label, way: list[Crumb]) -> HttpResponse:
    start = Crumb(CLUSTERS, reverse("clusters:list") + addresses.suffix)
    context = {
        "figure": figure,
        "over": over,
        "face": addresses.face(figure.label, figure, figure.range_label),
        "node": _node(figure, addresses),
        "crumbs": [start, *way, Crumb(figure.label)],
        "known_on": known_on_of(request),
    }
    return render(request, "clusters/derivation.html", context)


def _node(figure: Figure, addresses: Addresses) -> Node:
    address = addresses.of(figure)
    if isinstance(figure, Claim):
        label = Label(f"{figure.period_label.zh}{figure.indicator_label.zh}", f"{figure.indicator_label.en}, {figure.period_label.en}")
        return Node(label, figure.value_label, None, kind_of(figure), address, None, (), ())
    children = tuple(_node(part, addresses) for part in figure.inputs)
    return Node(figure.label, shown(figure), figure.range_label, None, address, figure.formula, figure.notes, children)


def _faces(standing: ClusterStanding, addresses: Addresses) -> list[Face]:
    """The great figures on top of the page."""
    progress = standing.progress
    faces = [
        addresses.face(Label("营收", "Revenue"), standing.revenue, period_and_scope(standing.revenue)),
        addresses.face(GROWTH, standing.growth.figure, standing.growth.scope, base_words(standing)),
    ]
    latest = progress.latest
    if latest and latest.period:
        faces.append(addresses.face(latest.period.label, latest, kind_of(latest), latest.indicator_label))
    faces += [addresses.face(each.label, each) for each in standing.indicators["share"]]
    if standing.enterprises:
        count = standing.enterprises
        faces.append(addresses.face(Label("企业", "Enterprises"), count, count.indicator_label, count.period_label))
    return faces


def _ruled(standing: ClusterStanding, suffix: str) -> Ruled | None:
    """By which rule book the light was given; None where no version is in force."""
    told = standing.progress.verdict.told
    if told is None:
        return None
    key = [told.book.slug, told.book.version]
    return Ruled(
        told.book.name,
        told.book.version,
        standing.progress.verdict.leaf,
        reverse("rules:book", args=key) + suffix,
        reverse("rules:answer", args=[*key, standing.slug]) + suffix,
    )


_ELSEWHERE = {"share", "revenue", "segments"}  # these have their own place on the page


def _others(standing: ClusterStanding, addresses: Addresses) -> list[Face]:
    """What is computed beside: contribution, pull, change of enterprises, growth that is expected, and every further indicator."""
    found = (each for key, figures in standing.indicators.items() if key not in _ELSEWHERE for each in figures)
    return [addresses.face(each.label, each, each.range_label) for each in found]
