"""Months between milestones, and what of them the source explains."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from dukou.figures.core.operators import Operator
from dukou.kit.core.labels import Label
from dukou.kit.core.periods import Period
from dukou.projects.core.replays.findings import Finding
from dukou.projects.core.replays.kinds import Milestone, ReplayFinding
from dukou.projects.core.replays.stories import Ahead, Replay, Span

STRETCHES = (
    (Milestone.CONTACT, Milestone.CONTRACT),
    (Milestone.CONTRACT, Milestone.PRODUCTION),
    (Milestone.CONTACT, Milestone.PRODUCTION),
)


def is_within_a_month(period: Period) -> bool:
    """Whether a date is as fine as a month; a year or a half-year is not."""
    return (period.first.year, period.first.month) == (period.last.year, period.last.month)


def months_between(first: Period, last: Period) -> int | None:
    """Calendar months from the month of `first` to that of `last`, days left aside; None where either is coarser than a month.

    Sources give months: June to October is 4, though it may be a day more than three months or a day less than five.
    """
    if not is_within_a_month(first) or not is_within_a_month(last):
        return None
    return (last.first.year - first.first.year) * 12 + last.first.month - first.first.month


def months_of(replay: Replay, first: Milestone, last: Milestone) -> int | None:
    """Months between two milestones; None where the story has not both, each to the month."""
    if first not in replay.milestones or last not in replay.milestones:
        return None
    return months_between(replay.milestones[first].figure.period, replay.milestones[last].figure.period)


def is_surely_before(one: Period, other: Period) -> bool:
    """Whether `one` was over before `other` began. Dates that overlap, such as a month and its year, are in no fixed order."""
    return one.last < other.first


def out_of_order(dates: dict[Milestone, Period]) -> Iterator[tuple[Milestone, Milestone]]:
    """Pairs of milestones (later, earlier) of which the later surely came before the earlier."""
    for earlier, later in STRETCHES:
        if earlier in dates and later in dates and is_surely_before(dates[later], dates[earlier]):
            yield later, earlier


def coarse_dates(replay: Replay) -> Iterator[Finding]:
    """Milestones that no month can be counted from."""
    for milestone, dated in replay.milestones.items():
        if not is_within_a_month(dated.figure.period):
            said = Label("{milestone}只知道是{date}，数不出月数", "of “{milestone}” only {date} is known, so no months are counted")
            filled = said.filled(milestone=milestone.label, date=dated.figure.period.label)
            yield Finding(ReplayFinding.COARSE_DATE, filled, {"milestone": milestone.value})


def unexplained(replay: Replay) -> Iterator[Finding]:
    """Stretches whose counted months are more, or fewer, than the spans told of them add up to. Spans of one stretch follow one another."""
    for first, last in STRETCHES:
        spans = [each for each in replay.spans if (each.first, each.last) == (first, last)]
        counted = months_of(replay, first, last)
        if spans and counted is not None and (found := _compared(first, last, counted, spans)):
            yield found


def _compared(first: Milestone, last: Milestone, counted: int, spans: list[Span]) -> Finding | None:
    told = sum((each.figure.quantity.number for each in spans), Decimal(0))
    operators = {each.figure.quantity.operator for each in spans}
    is_open_up = bool(operators & {Operator.ABOVE, Operator.AT_LEAST})
    is_open_down = bool(operators & {Operator.BELOW, Operator.AT_MOST})
    if told == counted or (told < counted and is_open_up) or (told > counted and is_open_down):
        return None
    numbers = {"from": first.value, "to": last.value, "counted": counted, "told": told, "months": abs(counted - told)}
    what = {"first": first.label, "last": last.label, "counted": counted, "told": f"{told:f}", "more": f"{abs(counted - told):f}"}
    if told < counted:
        return Finding(ReplayFinding.UNEXPLAINED_MONTHS, _UNEXPLAINED.filled(**what), numbers)
    return Finding(ReplayFinding.MONTHS_EXCEEDED, _EXCEEDED.filled(**what), numbers)


def months_ahead(replay: Replay, claim: Ahead) -> int | None:
    """By how many months it came before the planned date; None where either date is not known to the month."""
    if claim.planned is None or claim.milestone not in replay.milestones:
        return None
    return months_between(replay.milestones[claim.milestone].figure.period, claim.planned.period)


def doubtful_claims(replay: Replay) -> Iterator[Finding]:
    """Claims to be ahead of plan whose plan is not told, or that the plan does not bear out."""
    for claim in replay.ahead:
        numbers = {"milestone": claim.milestone.value}
        if claim.planned is None:
            yield Finding(ReplayFinding.PLAN_UNKNOWN, _PLAN_UNKNOWN.filled(milestone=claim.milestone.label, place=claim.place), numbers)
        elif (ahead := months_ahead(replay, claim)) is not None and ahead < 0:
            said = _NOT_AHEAD.filled(milestone=claim.milestone.label, place=claim.place, late=-ahead)
            yield Finding(ReplayFinding.NOT_AHEAD, said, numbers | {"months_late": -ahead})


_UNEXPLAINED = Label(
    "从{first}到{last}数得 {counted} 个月，来源只交代了 {told} 个月，还有 {more} 个月没有交代",
    "{counted} months from {first} to {last}, of which the source tells {told}: {more} stay unexplained",
)
_EXCEEDED = Label(
    "从{first}到{last}只有 {counted} 个月，来源却说了 {told} 个月，多出 {more} 个月",
    "only {counted} months from {first} to {last}, yet the source tells {told}: {more} too many",
)
_PLAN_UNKNOWN = Label("{milestone}称提前，原定日期不明（{place}）", "“{milestone}” claimed early, planned date unknown ({place})")
_NOT_AHEAD = Label(
    "{milestone}称提前（{place}），对照原定日期却晚了 {late} 个月",
    "“{milestone}” claimed early ({place}), yet it came {late} months after the planned date",
)
