"""The cluster's share of the district's total. Computed as part ÷ (part + rest), so that an open part does not open it twice."""

from __future__ import annotations

from dukou.clusters.core.derived import Derived, Figure, Unknown, derive, underivable
from dukou.clusters.core.scene import Scene, indicator
from dukou.clusters.core.total import Total
from dukou.figures.core.arithmetic import HUNDRED, Value
from dukou.figures.core.units import PERCENT
from dukou.kit.core.labels import Label
from dukou.kit.core.rates import NoBase


@indicator(
    "share",
    Label("占比", "share"),
    Label("本集群 ÷ (本集群 + 其余集群)；合计不全时不算", "this cluster ÷ (this cluster + the others); not of a partial total"),
)
def share(scene: Scene) -> list[Derived]:
    """The share of the latest total; nothing where there is no total."""
    return [share_of_total(scene.total, scene.cluster.slug)] if scene.total else []


def share_of_total(total: Total, slug: str) -> Derived:
    """The share of one cluster in a total that is complete."""
    key, label = f"share-of-total-{total.year}", Label(f"占{total.year}年各集群合计", f"share of all clusters in {total.year}")
    part = total.part_of(slug)
    if part is None or total.is_partial:
        return underivable(key, label, Label("合计不全，不算占比", "the total is partial: no share"), inputs=(total.sum,))
    if len(total.parts) == 1:
        return underivable(key, label, Label("只有一个集群", "there is only one cluster"), inputs=(total.sum,))
    parts: dict[str, Figure | Unknown] = {"part": part.figure, "rest": total.rest(slug)}
    return derive(
        key,
        label,
        formula=Label("{part} ÷ ({part} + 其余 {rest})", "{part} ÷ ({part} + the others {rest})"),
        parts=parts,
        compute=_share,
        notes=total.sum.notes,
    )


def _share(part: Value, rest: Value) -> Value | NoBase:
    ratio = rest.over(part)
    return Value.exactly(HUNDRED, PERCENT).over(ratio.shifted(HUNDRED)) if isinstance(ratio, Value) else ratio
