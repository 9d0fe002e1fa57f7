"""What part of a year is expected by a month: by the calendar, by last year, by several years."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from dukou.clusters.core.derived import Derived, derive, underivable
from dukou.clusters.core.evidence import ClusterClaims
from dukou.clusters.core.levels import YEARS_BACK, level_of, mixed_scopes
from dukou.clusters.core.lights import BaselineKind
from dukou.figures.core.arithmetic import HUNDRED, Value, median
from dukou.figures.core.units import PERCENT
from dukou.kit.core.labels import Label
from dukou.kit.core.periods import Period, months

FEWEST_YEARS = 2


def share_in(cluster: ClusterClaims, period: Period) -> Derived:
    """The share of its year that a period brought, e.g. the first half of 2023 in 2023."""
    whole = period.whole_year()
    part_level, whole_level = level_of(cluster, period), level_of(cluster, whole)
    return derive(
        f"share-{period}",
        Label(f"{period.label.zh}占全年", f"{period.label.en} as a share of the year"),
        formula=Label(
            f"{period.label.zh} {{part}} ÷ {whole.label.zh} {{whole}}", f"{period.label.en}: {{part}} ÷ {whole.label.en}: {{whole}}"
        ),
        parts={"part": part_level, "whole": whole_level},
        compute=lambda part, whole: part.over(whole),
        notes=mixed_scopes(part_level, whole_level),
        period=period,
    )


def by_calendar(_cluster: ClusterClaims, period: Period) -> Derived:
    """k ÷ 12, as custom has it."""
    count = Decimal(period.months or 0)
    value = Value.exactly(count / 12 * HUNDRED, PERCENT)
    formula = Label(f"{count} 个月 ÷ 12 个月", f"{count} months ÷ 12 months")
    return Derived(f"calendar-{period}", BaselineKind.CALENDAR.label, value, formula, period=period)


def by_last_year(cluster: ClusterClaims, period: Period) -> Derived:
    """The share that the same period of last year had in that year."""
    return share_in(cluster, period.last_year())


def by_several_years(cluster: ClusterClaims, period: Period) -> Derived:
    """The median of the same period's shares in the last years; unknown while fewer than two are known."""
    before = [months(period.year - back, period.first.month, period.last.month) for back in range(1, YEARS_BACK + 1)]
    known = [share for share in (share_in(cluster, each) for each in before) if share.is_known]
    key, label = f"share-of-years-{period}", BaselineKind.SEVERAL_YEARS.label
    if len(known) < FEWEST_YEARS:
        why = Label(
            f"只知道 {len(known)} 年的同期占比，至少要 {FEWEST_YEARS} 年",
            f"the share is known for {len(known)} year(s); it takes {FEWEST_YEARS}",
        )
        return underivable(key, label, why, inputs=tuple(known), period=period)
    named = {f"share_{number}": share for number, share in enumerate(known)}
    listed = [f"{{{name}}}" for name in named]
    formula = Label(f"{len(known)} 年占比 {'、'.join(listed)} 的中位数", f"median of {len(known)} yearly shares: {', '.join(listed)}")
    return derive(key, label, formula=formula, parts=named, compute=lambda *shares: median(shares), period=period)


BASELINES: dict[BaselineKind, Callable[[ClusterClaims, Period], Derived]] = {
    BaselineKind.CALENDAR: by_calendar,
    BaselineKind.LAST_YEAR: by_last_year,
    BaselineKind.SEVERAL_YEARS: by_several_years,
}
