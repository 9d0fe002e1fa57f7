"""What is still needed: the amount, the pace a month for the rest of the year, the growth a year."""

from __future__ import annotations

from dukou.clusters.core.derived import Derived, Figure, derive
from dukou.clusters.core.evidence import ClusterClaims
from dukou.clusters.core.levels import level_of
from dukou.clusters.core.yardsticks import name_of, notes_on, yardstick_of
from dukou.figures.core.arithmetic import Value
from dukou.figures.core.claims import Claim
from dukou.kit.core.labels import Label
from dukou.kit.core.periods import Period, months


def needed_this_year(cluster: ClusterClaims, latest: Claim, period: Period, yardstick: Claim) -> tuple[Derived, ...]:
    """Amount and pace a month to the year's yardstick, and the growth that they ask on the same months of last year.

    Only the amount where nothing is needed any more.
    """
    name, whole = name_of(yardstick), period.whole_year()
    amount = derive(
        f"needed-{whole}",
        Label(f"距{name.zh}还需", f"still needed for {name.en}"),
        formula=Label(f"{name.zh} {{whole}} − {period.label.zh} {{part}}", f"{name.en}: {{whole}} − {period.label.en}: {{part}}"),
        parts={"whole": yardstick_of(yardstick), "part": latest},
        compute=lambda whole, part: whole.minus(part),
        notes=notes_on(yardstick),
        period=whole,
    )
    if isinstance(amount.result, Value) and amount.result.interval.high <= 0:
        return (amount,)
    return amount, _pace(amount, period), _asked_of_the_rest(cluster, amount, period)


def _pace(amount: Derived, period: Period) -> Derived:
    left = 12 - (period.months or 0)
    return derive(
        f"pace-{period.whole_year()}",
        Label(f"其余 {left} 个月月均需", f"needed a month in the {left} months left"),
        formula=Label(f"{{amount}} ÷ {left} 个月", f"{{amount}} ÷ {left} months"),
        parts={"amount": amount},
        compute=lambda amount: amount.split(left),
        period=period.whole_year(),
    )


def _asked_of_the_rest(cluster: ClusterClaims, amount: Derived, period: Period) -> Derived:
    """The growth that the rest of the year must show on the same months of last year."""
    rest = months(period.year - 1, period.last.month + 1, 12)
    before = derive(
        f"rest-{rest}",
        Label(f"{rest.label.zh}营收", f"revenue in {rest.label.en}"),
        formula=Label(
            f"{rest.whole_year().label.zh} {{whole}} − {period.last_year().label.zh} {{part}}",
            f"{rest.whole_year().label.en}: {{whole}} − {period.last_year().label.en}: {{part}}",
        ),
        parts={"whole": level_of(cluster, rest.whole_year()), "part": level_of(cluster, period.last_year())},
        compute=lambda whole, part: whole.minus(part),
        period=rest,
    )
    return derive(
        f"growth-of-rest-{period.year}",
        Label("其余各月比上年同期须增", "growth needed in the rest of the year on the same months of last year"),
        formula=Label(f"还需 {{amount}} ÷ {rest.label.zh} {{before}} − 1", f"still needed {{amount}} ÷ {rest.label.en}: {{before}} − 1"),
        parts={"amount": amount, "before": before},
        compute=lambda amount, before: amount.growth_on(before),
        period=period.whole_year(),
    )


def growth_in_all(key: str, target: Figure, base: Figure, notes: tuple[Label, ...]) -> Derived:
    """How much the base has to grow to reach the target, whatever time it takes."""
    return derive(
        f"growth-in-all-{key}",
        Label("到目标共须增长", "growth needed in all"),
        formula=Label("目标 {target} ÷ 基数 {base} − 1", "target {target} ÷ base {base} − 1"),
        parts={"target": target, "base": base},
        compute=lambda target, base: target.growth_on(base),
        notes=notes,
    )


def growth_a_year(
    target: Figure, base: Figure, *, since: int, until: int, notes: tuple[Label, ...] = (), is_from_target: bool = False
) -> Derived:
    """The growth a year from a base of the year `since` to a target of the year `until`; the base may be a target itself."""
    years = until - since
    return derive(
        f"growth-{'target-' if is_from_target else ''}{since}-to-{until}",
        Label(f"{since}年至{until}年年均须增", f"growth needed a year from {since} to {until}"),
        formula=Label(
            f"({until}年目标 {{target}} ÷ {since}年 {{base}}) 的 {years} 次方根 − 1",
            f"({until} target {{target}} ÷ {since}: {{base}}) to the power 1/{years}, − 1",
        ),
        parts={"target": target, "base": base},
        compute=lambda target, base: target.growth_a_year(base, years),
        notes=notes,
    )
