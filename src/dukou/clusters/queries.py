"""Where the clusters stand, for a viewer and a day, in a constant number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from dukou.accounts.core.viewers import Viewer
from dukou.clusters.core.district import District, district_of
from dukou.clusters.core.evidence import ROLES, ClusterClaims, Segment
from dukou.clusters.core.lights import BaselineKind
from dukou.clusters.core.lights import LightPolicy as Policy
from dukou.clusters.core.standing import ClusterStanding
from dukou.clusters.models import Cluster, LightPolicy
from dukou.figures.core.claims import Claim
from dukou.figures.queries import ShownFinding, claims_about, findings_about, subjects_of_kind
from dukou.kit.core.labels import Label
from dukou.kit.core.periods import Period
from dukou.rules.queries import faces, library
from dukou.rules.queries.books import linked
from dukou.rules.queries.subjects import Subject


@dataclass(frozen=True, slots=True)
class ShownCluster:
    """What is kept of a cluster beside its figures."""

    slug: str
    label: Label
    office: Label | None
    about: Label | None
    policy: Label
    policy_about: Label | None


def standings(*, viewer: Viewer, known_on: date, up_to: Period | None = None) -> District:
    """All clusters and their total, as known on a day and as far as a period reaches: five queries, whatever there is.

    A viewer who may not see a claim gets figures computed without it. Lights are judged by the rule books in force on that day.
    """
    rows = list(Cluster.objects.select_related("policy").prefetch_related("segments").order_by("order", "slug"))
    segments = {row.slug: _segments(row) for row in rows}
    refs = [f"cluster/{row.slug}" for row in rows] + [segment.ref for each in segments.values() for segment in each]
    claims = _by_subject(claims_about(viewer=viewer, known_on=known_on, subjects=refs, roles=ROLES)) if refs else {}
    clusters = []
    for row in rows:
        subjects = [f"cluster/{row.slug}", *(segment.ref for segment in segments[row.slug])]
        own = tuple(claim for subject in subjects for claim in claims.get(subject, ()))
        clusters.append(ClusterClaims(row.slug, row.label, known_on, own, segments[row.slug], up_to))
    policies = _policies([row.policy for row in rows], known_on)
    return district_of(clusters, {row.slug: policies[row.policy.key] for row in rows}, known_on)


def standing_of(*, viewer: Viewer, slug: str, known_on: date, up_to: Period | None = None) -> ClusterStanding | None:
    """One cluster among all (its share needs the others); None where there is none of this name."""
    return standings(viewer=viewer, known_on=known_on, up_to=up_to).standing(slug)


def cluster_of(slug: str) -> ShownCluster | None:
    """What is kept of a cluster; None where there is none of this name."""
    row = Cluster.objects.select_related("policy", "office").filter(slug=slug).first()
    if row is None:
        return None
    office = row.office.label if row.office else None
    return ShownCluster(row.slug, row.label, office, row.about, row.policy.label, row.policy.about)


def cluster_names() -> dict[str, Label]:
    """The clusters of the district in their order, by reference (`cluster/…`)."""
    return {f"cluster/{row.slug}": row.label for row in Cluster.objects.order_by("order", "slug")}


def cluster_as_subject(viewer: Viewer, key: str) -> Subject | None:
    """A cluster as the subject of a rule book, at the place of its policy of lights; which clusters there are is public."""
    row = Cluster.objects.select_related("policy").filter(slug=key).first()
    return Subject(row.label, reverse("clusters:detail", args=[key]), row.policy.place) if row else None


def findings_of(*, viewer: Viewer, known_on: date, standing: ClusterStanding) -> list[ShownFinding]:
    """What contradicts itself about a cluster, its segments, its enterprises and their projects, in a constant number of queries."""
    cluster = standing.cluster
    near = [cluster.ref, *(segment.ref for segment in cluster.segments)]
    members = [subject.ref for subject in subjects_of_kind(parents=near)]
    further = [subject.ref for subject in subjects_of_kind(parents=members)] if members else []
    return findings_about(viewer=viewer, known_on=known_on, subjects=list(dict.fromkeys([*near, *members, *further])))


def _segments(row: Cluster) -> tuple[Segment, ...]:
    return tuple(Segment(each.key, each.label) for each in sorted(row.segments.all(), key=lambda each: each.position))


def _by_subject(claims: list[Claim]) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.subject, []).append(claim)
    return found


def _policies(rows: Sequence[LightPolicy], on: date) -> dict[str, Policy]:
    """The policies by key, each with the version of its rule book for the day and its place."""
    if not rows:
        return {}
    shelf, known = library(), faces()
    found = {}
    for row in {row.key: row for row in rows}.values():
        book = shelf.in_force(row.book, on, row.place)
        read = linked(book, on, row.place, books=shelf, known=known) if book else None
        found[row.key] = Policy(row.key, tuple(BaselineKind.of(each) for each in row.baselines), row.book, on, read)
    return found
