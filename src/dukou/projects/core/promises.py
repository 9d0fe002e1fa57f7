"""How a promise stands on a day, reckoned from what was told by that day; and the share that was kept on time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dukou.kit.core.rates import Rate
from dukou.projects.core.promise_kinds import FairVerdict, PromiseMark, PromiseState

# words that point to what no district may give a single firm without law or leave of the State Council (公平竞争审查条例, articles 8 to 11)
FAVOURS = ("税收", "返还", "退税", "先征后", "财政奖励", "财政补贴", "奖补", "减免", "tax", "refund", "rebate", "subsidy", "fiscal reward")


@dataclass(frozen=True, slots=True)
class Made:
    """A promise as it was made. Due on `due_on`, or `within` days after its condition; `came_on`: the day on which this came about.

    `owner`: key of the organisation that answers for it (empty: the firm); `post`: the title of the post, never a person.
    """

    made_on: date
    due_on: date | None = None
    came_on: date | None = None
    within: int = 0
    owner: str = ""
    post: str = ""
    verdict: FairVerdict | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What was told of it later, from the day on which it stands."""

    mark: PromiseMark
    on: date
    due_on: date | None = None
    owner: str = ""
    post: str = ""
    verdict: FairVerdict | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands. `due_on` None: its condition has not come; `moved`: how often its day was moved; `days_late`: of an overdue one."""

    state: PromiseState
    due_on: date | None
    owner: str
    post: str
    verdict: FairVerdict | None
    settled_on: date | None = None
    moved: int = 0
    days_late: int = 0


def standing(made: Made, changes: Iterable[Change], on: date) -> Standing | None:
    """How the promise stands on the day; None where it was not made by then. `changes` come in the order in which they were told.

    Whether it was kept in time is judged by the day agreed last; how often that was moved stands beside it. What was told as broken and is
    kept after all was kept late.
    """
    if on < made.made_on:
        return None
    due = made.due_on
    if due is None and made.came_on is not None and made.came_on <= on:
        due = made.came_on + timedelta(days=made.within)
    stands, was_broken = Standing(PromiseState.OPEN, due, made.owner, made.post, made.verdict), False
    for each in sorted((each for each in changes if each.on <= on), key=lambda each: each.on):
        stands = _changed(stands, each, made, was_broken=was_broken)
        was_broken |= each.mark is PromiseMark.BROKEN
    return _unsettled(stands, on) if stands.settled_on is None else stands


def _changed(stands: Standing, told: Change, made: Made, *, was_broken: bool) -> Standing:
    if told.mark is PromiseMark.MOVED:
        return replace(stands, due_on=told.due_on, moved=stands.moved + 1)
    if told.mark is PromiseMark.CAME_ABOUT:
        return replace(stands, due_on=told.on + timedelta(days=made.within))
    if told.mark is PromiseMark.HANDED_OVER:
        return replace(stands, owner=told.owner, post=told.post)
    if told.mark is PromiseMark.REVIEWED:
        return replace(stands, verdict=told.verdict)
    return replace(stands, state=_settled(stands, told, was_broken=was_broken), settled_on=told.on)


def _settled(stands: Standing, told: Change, *, was_broken: bool) -> PromiseState:
    if told.mark is PromiseMark.WAIVED:
        return PromiseState.WAIVED
    if told.mark is PromiseMark.BROKEN:
        return PromiseState.BROKEN
    is_late = was_broken or (stands.due_on is not None and told.on > stands.due_on)
    return PromiseState.KEPT_LATE if is_late else PromiseState.KEPT


def _unsettled(stands: Standing, on: date) -> Standing:
    if stands.due_on is None:
        return replace(stands, state=PromiseState.CONDITIONAL)
    days = (on - stands.due_on).days
    return replace(stands, state=PromiseState.LATE, days_late=days) if days > 0 else stands


@dataclass(frozen=True, slots=True)
class Record:
    """How promises were kept: `rate` of those whose day came or that were settled; what was waived and moved stands beside."""

    rate: Rate
    waived: int
    moved: int


def record_of(standings: Iterable[Standing]) -> Record:
    """The share kept on time, with its base."""
    found = list(standings)
    counted = [each for each in found if each.state.is_counted]
    return Record(
        Rate(sum(each.state is PromiseState.KEPT for each in counted), len(counted)),
        waived=sum(each.state is PromiseState.WAIVED for each in found),
        moved=sum(each.moved > 0 for each in found),
    )


def favours_in(text: str) -> tuple[str, ...]:
    """The words of a promise that point to a tax favour or a fiscal reward: such a one is never spared its review."""
    folded = text.casefold()
    return tuple(word for word in FAVOURS if word in folded)
