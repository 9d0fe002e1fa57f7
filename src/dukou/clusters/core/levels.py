"""The revenue of a period: as it was told, or reckoned back from the next year's figure and its growth."""

from __future__ import annotations

from dukou.clusters.core.derived import Derived, Figure, Unknown, derive
from dukou.clusters.core.evidence import ClusterClaims
from dukou.figures.core.claims import Claim, PriceBasis
from dukou.kit.core.labels import Label
from dukou.kit.core.periods import Period, months

YEARS_BACK = 5


def level_of(cluster: ClusterClaims, period: Period, subject: str = "", years_back: int = YEARS_BACK) -> Figure | Unknown:
    """The figure told of the period; else this period = the same period a year later ÷ (1 + its growth); else unknown.

    Only a period that is over is reckoned from: a forecast says nothing of the past. Growth at constant prices does not lead to a
    level at current ones.
    """
    told = cluster.level(period, subject)
    if told:
        return told
    later = months(period.year + 1, period.first.month, period.last.month)
    if years_back == 0 or not cluster.is_over(later):
        return _not_told(period)
    level = level_of(cluster, later, subject, years_back - 1)
    growth = None if isinstance(level, Unknown) else cluster.growth(scope_of(level).indicator, later, subject)
    if isinstance(level, Unknown) or growth is None:
        return _not_told(period)
    if growth.price_basis is PriceBasis.CONSTANT and scope_of(level).price_basis is not PriceBasis.CONSTANT:
        return Unknown(
            Label(
                f"{later.label.zh}增速按可比价，不能反推{period.label.zh}的数",
                f"growth in {later.label.en} is at constant prices and does not lead back to {period.label.en}",
            )
        )
    return _reckoned_back(period, later, level, growth, subject or cluster.ref)


def scope_of(level: Figure) -> Claim:
    """The claim whose indicator a level is told in; a level reckoned back keeps that of the figure it comes from."""
    while isinstance(level, Derived):
        level = level.inputs[0]
    return level


def mixed_scopes(one: Figure | Unknown, other: Figure | Unknown) -> tuple[Label, ...]:
    """What has to be said where two figures that are set against each other count different things."""
    if isinstance(one, Unknown) or isinstance(other, Unknown):
        return ()
    first, second = scope_of(one), scope_of(other)
    if (first.indicator, first.version) == (second.indicator, second.version):
        return ()
    names = first.indicator_label, second.indicator_label
    return (Label(f"口径不同：{names[0].zh}对{names[1].zh}", f"different scopes: {names[0].en} against {names[1].en}"),)


def _reckoned_back(period: Period, later: Period, level: Figure, growth: Claim, subject: str) -> Derived:
    scope = scope_of(level).indicator_label
    return derive(
        f"revenue-{subject.partition('/')[2]}-{period}",
        Label(f"{period.label.zh}{scope.zh}（反推）", f"{scope.en} in {period.label.en} (reckoned back)"),
        formula=Label(
            f"{later.label.zh} {{level}} ÷ (1 + 同比增速 {{growth}})", f"{later.label.en}: {{level}} ÷ (1 + growth of {{growth}})"
        ),
        parts={"level": level, "growth": growth},
        compute=lambda level, growth: level.before_growth(growth),
        notes=(_SAME_SCOPE,),
        period=period,
    )


def _not_told(period: Period) -> Unknown:
    return Unknown(
        Label(
            f"没有{period.label.zh}的数，也没有可以反推的增速",
            f"no figure for {period.label.en}, and no growth from which to reckon it back",
        )
    )


_SAME_SCOPE = Label(
    "由增速反推，是同口径的上年数，可能与上年当时公布的数不同",
    "reckoned back from growth: last year at this year's scope, which may differ from what was published then",
)
