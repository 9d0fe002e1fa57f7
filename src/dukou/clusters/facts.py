"""The facts that this room states of clusters: computed of the claims that the viewer may see, as known on a day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from dukou.accounts.core.viewers import Viewer
from dukou.clusters.core.derived import Figure, Unknown
from dukou.clusters.core.evidence import ClusterClaims
from dukou.clusters.core.facts import DONE, DUE, GAP, stated_of
from dukou.clusters.core.levels import level_of
from dukou.clusters.queries import standings
from dukou.kit.core.labels import Label
from dukou.kit.core.periods import year
from dukou.rules.core.facts import FACTS, Fact, FactType, State, Stated, SubjectKind, YearlyState
from dukou.rules.core.visibility import Visibility

_HOLDER = Label("产业发展办", "industry office")
_GROUND = Label("由已公布和报送的数算出", "computed of published and reported figures")
_PAPER = Label("月度数和年度目标", "monthly figures and the year's target")

Told = Callable[[ClusterClaims, int], Figure | Unknown]


def _of_progress(name: str) -> State:
    """A fact of the progress of the running year, against the baseline that the cluster's policy of lights prefers."""

    def state(viewer: Viewer, keys: Sequence[str], as_of: date) -> Mapping[str, Stated]:
        found = standings(viewer=viewer, known_on=as_of)
        facts = {each.slug: each.progress.facts for each in found.standings if each.slug in keys}
        return {slug: told[name] for slug, told in facts.items() if name in told}

    return state


def _of_year(tell: Told) -> YearlyState:
    """A figure of a closed calendar year: of the last one before the day, or so many years earlier."""

    def state(viewer: Viewer, keys: Sequence[str], as_of: date, back: int) -> Mapping[str, Stated]:
        found = [each.cluster for each in standings(viewer=viewer, known_on=as_of).standings if each.slug in keys]
        told = {cluster.slug: stated_of(tell(cluster, as_of.year - 1 - back), as_of) for cluster in found}
        return {slug: stated for slug, stated in told.items() if stated is not None}

    return state


def _revenue(cluster: ClusterClaims, number: int) -> Figure | Unknown:
    return level_of(cluster, year(number))


def _growth(cluster: ClusterClaims, number: int) -> Figure | Unknown:
    """Growth as it was told, in the scope in which the revenue of the year is told; it is not reckoned here."""
    level = cluster.level(year(number))
    told = cluster.growth(level.indicator, year(number)) if level else None
    return told or Unknown(Label(f"没有 {number} 年的增速", f"growth in {number} is not told"))


def _add(name: str, label: Label, unit: str, state: State, yearly: YearlyState | None = None) -> None:
    FACTS.add(
        name,
        Fact(
            name=name,
            label=label,
            kind=SubjectKind.CLUSTER,
            holds=FactType.QUANTITY,
            source=_HOLDER,
            legal_ground=_GROUND,
            visibility=Visibility.INTERNAL,
            state=state,
            unit=unit,
            yearly=yearly,
            paper=_PAPER,
        ),
    )


def _add_yearly(name: str, label: Label, unit: str, tell: Told) -> None:
    yearly = _of_year(tell)
    _add(name, label, unit, lambda viewer, keys, as_of: yearly(viewer, keys, as_of, 0), yearly)


_add(GAP, Label("年度进度与基准之差", "progress of the year minus its baseline"), "个百分点", _of_progress(GAP))
_add(DONE, Label("年度进度", "progress of the year"), "%", _of_progress(DONE))
_add(DUE, Label("按基准应完成的年度进度", "progress of the year that the baseline expects"), "%", _of_progress(DUE))
_add_yearly("cluster.revenue", Label("上年营收", "revenue of the last year"), "亿元", _revenue)
_add_yearly("cluster.growth", Label("上年营收增速", "growth of revenue in the last year"), "%", _growth)
