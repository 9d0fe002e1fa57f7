"""How the number of enterprises moved between two dated counts."""

from __future__ import annotations

from dukou.clusters.core.derived import Derived, derive
from dukou.clusters.core.scene import Scene, indicator
from dukou.figures.core.claims import Claim, ClaimKind, Role
from dukou.kit.core.labels import Label


@indicator(
    "enterprises",
    Label("企业数变化", "change in the number of enterprises"),
    Label("同一口径的最近两个有日期的企业数之差", "the difference between the latest two dated counts of one scope"),
)
def enterprises(scene: Scene) -> list[Derived]:
    """The change since the count before; nothing while there are not two dated counts of one scope."""
    latest = scene.cluster.count()
    if latest is None or latest.period is None:
        return []
    before = _before(scene.cluster.about(scene.cluster.ref, Role.ENTERPRISES), latest)
    return [_change(latest, before)] if before else []


def _before(counts: list[Claim], latest: Claim) -> Claim | None:
    earlier = [
        claim
        for claim in counts
        if claim.period and latest.period and claim.period.last < latest.period.last
        if claim.indicator == latest.indicator and claim.kind is not ClaimKind.TARGET
    ]
    return max(earlier, key=lambda claim: (claim.period.last if claim.period else claim.known_on, claim.known_on), default=None)


def _change(latest: Claim, before: Claim) -> Derived:
    now, then = latest.period_label, before.period_label
    return derive(
        "enterprises-change",
        Label(f"企业数比{then.zh}增减", f"change in enterprises since {then.en}"),
        formula=Label(f"{now.zh} {{now}} − {then.zh} {{then}}", f"{now.en}: {{now}} − {then.en}: {{then}}"),
        parts={"now": latest, "then": before},
        compute=lambda now, then: now.minus(then),
        period=latest.period,
    )
