"""The best bundle of measures that one firm may have together, exactly, and for every measure left out why not both.

Rules of a group: `highest` (就高不重复) pays the highest of it alone, and what was received of the group before is set against it; `once`
pays one of it, and none where one was received; `sum_cap` pays all of it up to a cap. A measure may stand in several groups, but in one
capped sum only, besides the cap over everything: so caps are nested, and a chosen set has one exact sum in whole fen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dukou.kit.core.labels import Label
from dukou.policies.core.kinds import StackRule


@dataclass(frozen=True, slots=True)
class Group:
    """Measures that bear on one another. `cap`: of a capped sum, in fen. `is_for_all`: a capped sum over every measure."""

    key: str
    label: Label
    rule: StackRule
    cap: int | None = None
    is_for_all: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One measure the firm is entitled to: what it gives alone (fen; nought for what is not money) and its groups."""

    key: str
    amount: int
    groups: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class WhyNot:
    """A rule that keeps a measure out or cuts it: the group, the measures of the bundle that it meets there, what was received before."""

    group: Group
    instead: tuple[str, ...]
    received: int = 0


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A measure that is not in the bundle: what it would have given alone, why, and the best total of a bundle that holds it."""

    key: str
    amount: int
    because: tuple[WhyNot, ...]
    total_with: int


@dataclass(frozen=True, slots=True)
class Bundle:
    """The best bundle. `paid`: what each measure of it gives, cuts made. `cut`: every rule by which one gives less than alone,
    in the order in which they cut; the last decides the amount.
    """

    total: int
    paid: Mapping[str, int]
    cut: Mapping[str, tuple[WhyNot, ...]]
    left_out: tuple[LeftOut, ...]


@dataclass(slots=True)
class _Problem:
    choices: list[Choice]
    groups: Mapping[str, Group]
    received: Mapping[str, int]  # by group
    all_cap: int | None
    one_of: dict[str, list[str]] = field(default_factory=dict)  # measure → groups of which one is taken
    capped: dict[str, str] = field(default_factory=dict)  # measure → its capped sum

    def __post_init__(self) -> None:
        for each in self.choices:
            known = sorted(each.groups & self.groups.keys())
            self.one_of[each.key] = [key for key in known if self.groups[key].rule is not StackRule.SUM_CAP]
            self.capped[each.key] = next((key for key in known if self.groups[key].rule is StackRule.SUM_CAP), "")

    def worth(self, choice: Choice) -> int:
        """What the measure gives beside what was received in groups that pay the highest alone."""
        before = [self.received.get(key, 0) for key in self.one_of[choice.key] if self.groups[key].rule is StackRule.HIGHEST]
        return max(choice.amount - max(before, default=0), 0)

    def is_spent(self, choice: Choice) -> bool:
        """Whether a group that pays once has paid."""
        return any(self.groups[key].rule is StackRule.ONCE and self.received.get(key) is not None for key in self.one_of[choice.key])

    def room(self, group: str) -> int:
        """What is left of a capped sum."""
        return max((self.groups[group].cap or 0) - self.received.get(group, 0), 0)

    def total(self, chosen: Iterable[Choice]) -> int:
        """What a set of measures gives together."""
        sums: dict[str, int] = {}
        for each in chosen:
            sums[self.capped[each.key]] = sums.get(self.capped[each.key], 0) + self.worth(each)
        whole = sum(min(amount, self.room(group)) if group else amount for group, amount in sums.items())
        return whole if self.all_cap is None else min(whole, self.all_cap)


def best_bundle(choices: Sequence[Choice], groups: Iterable[Group], received: Mapping[str, int] | None = None) -> Bundle:
    """The bundle that pays most, of those the one with most measures that are not money; always the same one for the same choices.

    `received`: what the firm has had of each group before, in fen; under the key of the group over everything, of all of it.
    """
    known = {group.key: group for group in groups}
    before = dict(received or {})
    over_all = next((group for group in known.values() if group.is_for_all), None)
    all_cap = None if over_all is None else max((over_all.cap or 0) - before.get(over_all.key, 0), 0)
    problem = _Problem(list(choices), known, before, all_cap)
    chosen = _search(problem, [each for each in choices if not problem.is_spent(each)])
    return _told(problem, chosen, over_all)


def _search(problem: _Problem, open_: list[Choice], must: Choice | None = None) -> list[Choice]:
    """Branch and bound over the measures from the dearest on; groups of which one is taken part the ways."""
    free = [each for each in open_ if each is not must and not problem.one_of[each.key]]  # what bars nothing is always in
    order = sorted((each for each in open_ if each is not must and each not in free), key=lambda each: -problem.worth(each))
    start = [must, *free] if must is not None else free
    taken = {group for each in start for group in problem.one_of[each.key]}
    best: tuple[tuple[int, int], list[Choice]] = ((-1, -1), [])

    def walk(position: int, chosen: list[Choice], used: set[str]) -> None:
        nonlocal best
        score = _score(problem, chosen)
        if score > best[0]:
            best = (score, list(chosen))
        rest = [each for each in order[position:] if not used & set(problem.one_of[each.key])]
        if not rest or _score(problem, [*chosen, *rest]) <= best[0]:
            return
        first = rest[0]
        after = order.index(first) + 1
        walk(after, [*chosen, first], used | set(problem.one_of[first.key]))
        walk(after, chosen, used)

    walk(0, start, taken)
    return _completed(problem, best[1], order)


def _completed(problem: _Problem, chosen: list[Choice], order: list[Choice]) -> list[Choice]:
    """With what would add nothing, for a cap is reached, but is barred by nothing: the cap is then named as what keeps it out."""
    used = {group for each in chosen for group in problem.one_of[each.key]}
    whole = list(chosen)
    for each in order:
        if each not in whole and not used & set(problem.one_of[each.key]):
            whole.append(each)
            used |= set(problem.one_of[each.key])
    return [each for each in problem.choices if each in whole]


def _score(problem: _Problem, chosen: Sequence[Choice]) -> tuple[int, int]:
    """What is paid, then how many measures that are not money."""
    return problem.total(chosen), sum(each.amount == 0 for each in chosen)


def _told(problem: _Problem, chosen: list[Choice], over_all: Group | None) -> Bundle:
    paid, cut = _shares(problem, chosen, over_all)
    kept = [each for each in chosen if each.amount == 0 or paid[each.key]]
    out = [_left_out(problem, each, kept, cut, over_all) for each in problem.choices if each not in kept]
    given = {each.key: paid[each.key] for each in kept}
    return Bundle(problem.total(chosen), given, {key: why for key, why in cut.items() if given.get(key)}, tuple(out))


def _shares(problem: _Problem, chosen: list[Choice], over_all: Group | None) -> tuple[dict[str, int], dict[str, tuple[WhyNot, ...]]]:
    """What each measure gives where caps cut: the earlier ones in full, the later ones what is left."""
    left = {group: problem.room(group) for group in set(problem.capped.values()) if group}
    all_left = problem.all_cap
    paid: dict[str, int] = {}
    cut: dict[str, tuple[WhyNot, ...]] = {}
    for each in chosen:
        worth, group = problem.worth(each), problem.capped[each.key]
        if worth < each.amount:
            highest = [key for key in problem.one_of[each.key] if problem.groups[key].rule is StackRule.HIGHEST]
            before = max(highest, key=lambda key: problem.received.get(key, 0))
            cut[each.key] = (WhyNot(problem.groups[before], (), problem.received[before]),)
        given = min(worth, left[group]) if group else worth
        if given < worth:
            cut[each.key] = (*cut.get(each.key, ()), _by_cap(problem, problem.groups[group], chosen, paid))
        if all_left is not None and given > all_left and over_all is not None:
            given = all_left
            cut[each.key] = (*cut.get(each.key, ()), _by_cap(problem, over_all, chosen, paid))
        paid[each.key] = given
        if group:
            left[group] -= given
        all_left = None if all_left is None else all_left - given
    return paid, cut


def _by_cap(problem: _Problem, group: Group, some: Sequence[Choice], paid: Mapping[str, int]) -> WhyNot:
    """A cap as the reason, with the measures that fill it."""
    fill = tuple(each.key for each in some if paid.get(each.key) and (group.is_for_all or problem.capped[each.key] == group.key))
    return WhyNot(group, fill, problem.received.get(group.key, 0))


def _left_out(problem: _Problem, out: Choice, kept: list[Choice], cut: Mapping[str, tuple[WhyNot, ...]], over_all: Group | None) -> LeftOut:
    because = []
    for key in problem.one_of[out.key]:
        met = tuple(each.key for each in kept if key in problem.one_of[each.key])
        had = problem.received.get(key)
        if met or (had is not None and (problem.groups[key].rule is StackRule.ONCE or had >= out.amount)):
            because.append(WhyNot(problem.groups[key], met, had or 0))
    because += cut.get(out.key, ())
    if not because:  # barred only by what a cap left nothing for: the cap keeps it out as well
        group = problem.groups.get(problem.capped[out.key], over_all)
        because += [_by_cap(problem, group, kept, {each.key: 1 for each in kept})] if group else []
    if problem.is_spent(out):
        return LeftOut(out.key, out.amount, tuple(because), 0)
    with_it = _search(problem, [each for each in problem.choices if not problem.is_spent(each)], must=out)
    return LeftOut(out.key, out.amount, tuple(because), problem.total(with_it))
