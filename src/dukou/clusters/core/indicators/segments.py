"""The weight of each segment in its cluster, by number of enterprises and by revenue, where both are told."""

from __future__ import annotations

from dukou.clusters.core.derived import Derived, derive
from dukou.clusters.core.evidence import ClusterClaims, Segment
from dukou.clusters.core.levels import mixed_scopes
from dukou.clusters.core.scene import Scene, indicator
from dukou.figures.core.claims import Claim
from dukou.kit.core.labels import Label
from dukou.kit.core.periods import year


@indicator(
    "segments",
    Label("细分领域占比", "weight of segments"),
    Label("细分领域的企业数、营收 ÷ 集群的同一数", "enterprises and revenue of a segment ÷ those of its cluster"),
)
def segments(scene: Scene) -> list[Derived]:
    """Each segment's share of the enterprises and of the latest year's revenue."""
    found = []
    for segment in scene.cluster.segments:
        found += [share for share in (share_of_enterprises(scene.cluster, segment), share_of_revenue(scene.cluster, segment)) if share]
    return found


def share_of_enterprises(cluster: ClusterClaims, segment: Segment) -> Derived | None:
    """How many of the cluster's enterprises belong to the segment; None where one of the two is not told."""
    return _share("enterprises", Label("企业数", "enterprises"), segment, cluster.count(segment.ref), cluster.count())


def share_of_revenue(cluster: ClusterClaims, segment: Segment) -> Derived | None:
    """What part of the cluster's latest year the segment brought; None where one of the two is not told."""
    if not cluster.years:
        return None
    latest = year(cluster.years[0])
    return _share("revenue", Label("营收", "revenue"), segment, cluster.level(latest, segment.ref), cluster.level(latest))


def _share(key: str, noun: Label, segment: Segment, part: Claim | None, whole: Claim | None) -> Derived | None:
    if part is None or whole is None:
        return None
    apart = (_PERIODS_APART,) if part.period != whole.period else ()
    return derive(
        f"segment-{segment.key}-{key}",
        Label(f"{segment.label.zh}占集群{noun.zh}", f"{segment.label.en} as a share of the cluster's {noun.en}"),
        formula=Label(f"{segment.label.zh} {{part}} ÷ 集群 {{whole}}", f"{segment.label.en}: {{part}} ÷ cluster: {{whole}}"),
        parts={"part": part, "whole": whole},
        compute=lambda part, whole: part.over(whole),
        notes=(*apart, *mixed_scopes(part, whole)),
        period=part.period,
    )


_PERIODS_APART = Label("两个数的时期不同", "the two figures are of different periods")
