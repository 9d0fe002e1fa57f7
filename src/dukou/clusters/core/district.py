"""The district: all clusters' standings and their total."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dukou.clusters.core.evidence import ClusterClaims
from dukou.clusters.core.lights import LightPolicy
from dukou.clusters.core.scene import Scene
from dukou.clusters.core.standing import ClusterStanding, standing_of
from dukou.clusters.core.total import Total, total_of, total_year
from dukou.kit.core.labels import Label


@dataclass(frozen=True, slots=True)
class District:
    """All clusters as known on a day, in the district's order. Without any year's figure there is no total."""

    known_on: date
    standings: tuple[ClusterStanding, ...]
    total: Total | None

    def standing(self, slug: str) -> ClusterStanding | None:
        """One cluster's standing."""
        return next((each for each in self.standings if each.slug == slug), None)

    def as_dict(self) -> dict[str, object]:
        """The district as JSON doors speak it."""
        no_total = {"operator": None, "value": None, "unit": None, "notes": [_NO_TOTAL.as_dict()]}
        return {
            "known_on": self.known_on.isoformat(),
            "clusters": [each.as_dict() for each in self.standings],
            "total": self.total.as_dict() if self.total else no_total,
        }


def district_of(clusters: Sequence[ClusterClaims], policies: Mapping[str, LightPolicy], known_on: date) -> District:
    """Where the clusters stand; `policies` gives each cluster's policy by its slug."""
    latest = total_year(clusters)
    total = total_of(clusters, latest, takes_undated=True) if latest else None
    before = total_of(clusters, latest - 1, takes_undated=False) if latest else None
    standings = [standing_of(Scene(cluster, total, before), policies[cluster.slug]) for cluster in clusters]
    return District(known_on, tuple(standings), total)


_NO_TOTAL = Label("没有任何一年的营收数，不作合计", "no revenue of any year is told: no total")
