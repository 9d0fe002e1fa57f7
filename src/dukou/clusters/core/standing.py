"""Where one cluster stands: revenue, growth with base and scope, progress, targets, segments, and every computed figure by key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import dukou.clusters.core.indicators  # noqa: F401  registers every indicator
from dukou.clusters.core.derived import Derived, Figure, Unknown, as_dict_of
from dukou.clusters.core.evidence import ClusterClaims, Segment
from dukou.clusters.core.levels import level_of, scope_of
from dukou.clusters.core.lights import LightPolicy
from dukou.clusters.core.progress import Progress, progress_of
from dukou.clusters.core.scene import INDICATORS, Scene
from dukou.clusters.core.targets import TargetStanding, targets_of
from dukou.figures.core.claims import Claim, Role
from dukou.kit.core.labels import Label
from dukou.kit.core.periods import year


@dataclass(frozen=True, slots=True)
class Growth:
    """A growth with its base and its scope; the base is unknown where nothing leads to it."""

    figure: Figure | Unknown
    base: Figure | Unknown
    scope: Label | None

    def as_dict(self) -> dict[str, object]:
        """The growth as JSON doors speak it."""
        scope = self.scope.as_dict() if self.scope else None
        return {"figure": as_dict_of(self.figure), "base": as_dict_of(self.base), "scope": scope}


@dataclass(frozen=True, slots=True)
class ClusterStanding:
    """One cluster on a day. `figures` holds every computed figure by key, those beneath others included."""

    cluster: ClusterClaims
    revenue: Figure | Unknown
    growth: Growth
    enterprises: Claim | None
    progress: Progress
    targets: tuple[TargetStanding, ...]
    indicators: Mapping[str, tuple[Derived, ...]]
    figures: Mapping[str, Derived]
    notes: tuple[Label, ...]

    @property
    def slug(self) -> str:
        """The cluster's key."""
        return self.cluster.slug

    @property
    def label(self) -> Label:
        """The cluster's name."""
        return self.cluster.label

    def of_segment(self, segment: Segment) -> tuple[Derived, ...]:
        """What is computed for one segment."""
        return tuple(each for each in self.indicators["segments"] if each.key.startswith(f"segment-{segment.key}-"))

    def as_dict(self) -> dict[str, object]:
        """The standing as JSON doors speak it; indicators and segments name their figures by key, `figures` holds them all."""
        return {
            "slug": self.slug,
            "name": self.label.as_dict(),
            "revenue": as_dict_of(self.revenue),
            "growth": self.growth.as_dict(),
            "enterprises": self.enterprises.as_dict() if self.enterprises else None,
            "progress": self.progress.as_dict(),
            "targets": [target.as_dict() for target in self.targets],
            "indicators": {key: [each.key for each in found] for key, found in self.indicators.items()},
            "segments": [self._segment(segment) for segment in self.cluster.segments],
            "claims": [claim.as_dict() for claim in self.cluster.claims],
            "figures": {key: figure.as_dict() for key, figure in self.figures.items()},
            "notes": [note.as_dict() for note in self.notes],
        }

    def _segment(self, segment: Segment) -> dict[str, object]:
        count = self.cluster.count(segment.ref)
        return {
            "key": segment.key,
            "name": segment.label.as_dict(),
            "enterprises": count.as_dict() if count else None,
            "figures": [each.key for each in self.of_segment(segment)],
        }


def standing_of(scene: Scene, policy: LightPolicy) -> ClusterStanding:
    """Where the scene's cluster stands by the policy."""
    cluster = scene.cluster
    progress, targets = progress_of(cluster, policy), targets_of(cluster)
    indicators = {each.key: tuple(each.compute(scene)) for each in INDICATORS}
    revenue = _revenue(cluster)
    computed = [*progress.figures(), *(each for target in targets for each in target.figures())]
    computed += [each for found in indicators.values() for each in found]
    figures = {each.key: each for top in computed for each in top.tree()}
    growth = _growth(cluster, revenue, indicators["growth"])
    return ClusterStanding(cluster, revenue, growth, cluster.count(), progress, targets, indicators, figures, _notes(cluster, revenue))


def _revenue(cluster: ClusterClaims) -> Figure | Unknown:
    """Of the latest year told as a fact; an undated figure only where no year is told."""
    if cluster.years:
        return level_of(cluster, year(cluster.years[0]))
    return cluster.undated() or Unknown(Label("没有全年营收数", "no revenue of a whole year"))


def _growth(cluster: ClusterClaims, revenue: Figure | Unknown, computed: tuple[Derived, ...]) -> Growth:
    if isinstance(revenue, Unknown) or revenue.period is None:
        why = Label("营收没有年份，无从说增速", "there is no revenue with a year, so no growth")
        return Growth(Unknown(why), Unknown(why), None)
    before, scope = level_of(cluster, revenue.period.last_year()), scope_of(revenue)
    told = cluster.growth(scope.indicator, revenue.period)
    derived = next((each for each in computed if each.key == f"growth-{revenue.period}"), None)
    unknown = Unknown(
        Label(
            f"没有{revenue.period.label.zh}的增速，也没有上年的数",
            f"neither growth in {revenue.period.label.en} nor the year before is told",
        )
    )
    return Growth(told or derived or unknown, before, scope.indicator_label)


def _notes(cluster: ClusterClaims, revenue: Figure | Unknown) -> tuple[Label, ...]:
    """What a reader must know of the headline figure: no year, or another scope told for the same year."""
    if not isinstance(revenue, Claim):
        return ()
    notes = []
    if revenue.period is None:
        notes.append(Label(f"营收 {revenue.value_label.zh} 未注明时期", f"the revenue {revenue.value_label.en} is undated"))
    others = [claim for claim in cluster.about(cluster.ref, Role.REVENUE) if claim.period == revenue.period and claim.kind.is_told_as_fact]
    for other in others:
        if other.indicator != revenue.indicator:
            name, value = other.indicator_label, other.value_label
            notes.append(
                Label(
                    f"同期另有{name.zh} {value.zh}，口径不同，未采用",
                    f"{name.en} of {value.en} is told as well; another scope, not used here",
                )
            )
    return tuple(notes)
