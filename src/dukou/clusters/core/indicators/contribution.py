"""What a cluster contributed to the growth of the sum: its share of the growth (贡献率) and the points it pulled (拉动)."""

from __future__ import annotations

from decimal import Decimal

from dukou.clusters.core.derived import Derived, Figure, Unknown, derive, underivable
from dukou.clusters.core.scene import Scene, indicator
from dukou.clusters.core.total import Total
from dukou.figures.core.arithmetic import Value
from dukou.figures.core.units import POINTS
from dukou.kit.core.labels import Label
from dukou.kit.core.rates import NoBase

_RATE = Label("贡献率", "contribution to the growth of the sum")
_PULL = Label("拉动", "points pulled")


@indicator(
    "contribution",
    Label("贡献率与拉动", "contribution and pull"),
    Label(
        "贡献率 = 本集群增量 ÷ 合计增量；拉动 = 本集群增量 ÷ 上年合计。两年合计不全、合计增量约为零或方向不一时不算",
        "contribution = growth of this cluster ÷ growth of the sum; pull = growth of this cluster ÷ last year's sum. "
        "Not where a total is partial, the sum hardly moved or the two moved apart",
    ),
)
def contribution(scene: Scene) -> list[Derived]:
    """Contribution and pull of the latest year, each with the reason where it is not computed."""
    if scene.total is None:
        return []
    keys = [(f"contribution-{scene.total.year}", _RATE), (f"pull-{scene.total.year}", _PULL)]
    why = _obstacle(scene.total, scene.total_before)
    now = scene.total.part_of(scene.cluster.slug)
    before = scene.total_before.part_of(scene.cluster.slug) if scene.total_before else None
    if why or scene.total_before is None or now is None or before is None:
        return [underivable(key, label, why or _NO_TOTAL, inputs=(scene.total.sum,)) for key, label in keys]
    return _computed(keys, scene.total, scene.total_before, now.figure, before.figure)


def _computed(
    keys: list[tuple[str, Label]], total: Total, before: Total, own_now: Figure | Unknown, own_before: Figure | Unknown
) -> list[Derived]:
    parts: dict[str, Figure | Unknown] = {"now": own_now, "before": own_before, "sum": total.sum, "sum_before": before.sum}
    (rate_key, rate_label), (pull_key, pull_label) = keys
    rate = derive(
        rate_key,
        rate_label,
        formula=Label("({now} − {before}) ÷ ({sum} − {sum_before})", "({now} − {before}) ÷ ({sum} − {sum_before})"),
        parts=parts,
        compute=_rate,
        notes=total.sum.notes,
    )
    pull = derive(
        pull_key,
        pull_label,
        formula=Label("({now} − {before}) ÷ {sum_before}", "({now} − {before}) ÷ {sum_before}"),
        parts=parts,
        compute=_pull,
        notes=total.sum.notes,
    )
    return [rate, pull]


def _rate(now: Value, before: Value, whole: Value, whole_before: Value) -> Value | NoBase:
    own, of_all = now.minus(before), whole.minus(whole_before)
    if of_all.interval.low <= 0 <= of_all.interval.high:
        return NoBase(Label("合计增量可能为零，不算贡献率", "the sum may not have moved: no contribution"))
    if of_all.interval.high < 0 or own.interval.low < 0:
        return NoBase(Label("合计与本集群增减方向不一或都在减少，不算贡献率", "the sum or the cluster fell: no contribution"))
    return own.over(of_all)


def _pull(now: Value, before: Value, _whole: Value, whole_before: Value) -> Value | NoBase:
    """Two quotients of positive numbers, so that a falling cluster pulls by negative points."""
    after, ahead = now.over(whole_before), before.over(whole_before)
    if not isinstance(after, Value):
        return after
    return after.minus(ahead).scaled(Decimal(1), POINTS) if isinstance(ahead, Value) else ahead


def _obstacle(total: Total, before: Total | None) -> Label | None:
    if total.is_partial:
        return Label(f"{total.year}年合计不全", f"the total of {total.year} is partial")
    if before is None or before.is_partial:
        who = "、".join(part.label.zh for part in before.missing) if before else "全部"
        names = ", ".join(part.label.en for part in before.missing) if before else "all"
        return Label(f"{total.year - 1}年合计不全，缺：{who}", f"the total of {total.year - 1} is partial; missing: {names}")
    return None


_NO_TOTAL = Label("合计中没有本集群", "the cluster is not part of the total")
