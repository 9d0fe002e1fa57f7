"""Revenue of periods that were not told but follow from what was: last year's from this year's growth."""

from __future__ import annotations

from dukou.clusters.core.derived import Derived
from dukou.clusters.core.levels import level_of
from dukou.clusters.core.scene import Scene, indicator
from dukou.kit.core.labels import Label
from dukou.kit.core.periods import Period, PeriodKind


@indicator(
    "revenue",
    Label("营收", "revenue"),
    Label("上年数没有公布时，由本年数 ÷ (1 + 同比增速) 反推", "where last year was not told: this year ÷ (1 + growth)"),
)
def revenue(scene: Scene) -> list[Derived]:
    """Every period that is reckoned back from a growth, the latest first."""
    told = [claim.period for claim in scene.cluster.growths() if claim.period]
    before = sorted({period.last_year() for period in told if _is_measured(period)}, reverse=True)
    levels = [level_of(scene.cluster, period) for period in before]
    return [level for level in levels if isinstance(level, Derived)]


def _is_measured(period: Period) -> bool:
    """Whole years and periods that run from January; nothing here is measured by a single later month."""
    return period.kind is PeriodKind.YEAR or period.is_cumulative
