"""Growth that was not told but follows from two levels; for the running year, the growth that its target or expectation means."""

from __future__ import annotations

from dukou.clusters.core.derived import Derived, Figure, Unknown, derive
from dukou.clusters.core.levels import level_of, mixed_scopes
from dukou.clusters.core.scene import Scene, indicator
from dukou.clusters.core.yardsticks import name_of
from dukou.figures.core.claims import Claim
from dukou.kit.core.labels import Label
from dukou.kit.core.periods import Period, year


@indicator(
    "growth",
    Label("增速", "growth"),
    Label("本期 ÷ 上年同期 − 1；基数与口径写在旁边", "this period ÷ the same period of last year − 1, with base and scope beside it"),
)
def growth(scene: Scene) -> list[Derived]:
    """The growth of each year that was told without one, and of what the running year is measured against."""
    cluster = scene.cluster
    levels: dict[Period, Claim | None] = {year(each): cluster.level(year(each)) for each in cluster.years}
    running = year(cluster.this_year)
    levels.setdefault(running, cluster.yardstick(running))
    found = []
    for period, level in levels.items():
        if level and not cluster.growth(level.indicator, period):
            before = level_of(cluster, period.last_year())
            found += [] if isinstance(before, Unknown) else [_growth(period, level, before)]
    return found


def _growth(period: Period, level: Claim, before: Figure) -> Derived:
    name, last = period.label if level.kind.is_told_as_fact else name_of(level), period.last_year().label
    return derive(
        f"growth-{period}",
        Label(f"{name.zh}比{last.zh}增长", f"growth of {name.en} on {last.en}"),
        formula=Label(f"{name.zh} {{level}} ÷ {last.zh} {{before}} − 1", f"{name.en}: {{level}} ÷ {last.en}: {{before}} − 1"),
        parts={"level": level, "before": before},
        compute=lambda level, before: level.growth_on(before),
        notes=mixed_scopes(level, before),
        period=period,
    )
