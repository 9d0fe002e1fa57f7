"""What would raise a grade, and by when: by waiting alone, and with repair by the fewest records. Exact, not a search by trial.

A grade hangs on which records count on a day, and that changes only on a few days: when a record's time is over, or when it can be
repaired. On each of these days the records behind direct grades and bounds that stand in the way must go; beyond them the fewest whose
points suffice are found by asking, for each number of records, how many points can be won at most (points are whole, items are capped).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dukou.credit.core.grading import Graded, Says, graded, placed
from dukou.credit.core.kinds import ADVERSE
from dukou.credit.core.schemes import Fixed, Held, Item, Scheme
from dukou.rules.core.answers import Answer


@dataclass(frozen=True, slots=True)
class WayUp:
    """How a better grade is reached: the first day, and the records to be repaired by then (none: waiting is enough)."""

    grade: str
    on: date
    repairs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Bonus:
    """An item that adds points and is not used up: what the next record of its kind would add."""

    item: Item
    points: int


def ways_up(scheme: Scheme, held: Sequence[Held], says: Says, as_of: date) -> list[WayUp]:
    """For each better grade the earliest way by waiting, and the earliest with repairs where that is earlier; the nearest grade first."""
    now = scheme.places[graded(scheme, held, says, as_of).grade]
    days = _days(scheme, held, as_of)
    found: list[WayUp] = []
    for target in reversed(scheme.grades[:now]):
        waited = next((day for day in days if _reaches(scheme, _left(held, day), says, day, target.key)), None)
        if waited is not None:
            found.append(WayUp(target.key, waited, ()))
        for day in days:
            if waited is not None and day >= waited:
                break
            repairs = fewest(scheme, _left(held, day), says, day, target.key)
            if repairs is not None:
                found.append(WayUp(target.key, day, repairs))
                break
    return [way for way in found if not _is_passed_over(scheme, way, found)]


def _is_passed_over(scheme: Scheme, way: WayUp, ways: Sequence[WayUp]) -> bool:
    """Whether a grade that points do not give is none for this firm: a better one is reached as soon and by as few repairs."""
    if scheme.by_key[way.grade].start is not None:
        return False
    better = [each for each in ways if scheme.places[each.grade] < scheme.places[way.grade]]
    return any((each.on, len(each.repairs)) == (way.on, len(way.repairs)) for each in better)


def bonuses(scheme: Scheme, held: Sequence[Held], as_of: date) -> list[Bonus]:
    """What a further good record would add, where it would add anything."""
    there = placed(scheme, held, as_of)
    found = []
    for number, item in enumerate(scheme.items):
        count = len(there.get(number, ()))
        gain = item.total(count + 1) - item.total(count)
        if item.clause.on is not None and gain > 0:
            found.append(Bonus(item, gain))
    return found


def fewest(scheme: Scheme, held: Sequence[Held], says: Says, on: date, target: str) -> tuple[int, ...] | None:
    """The fewest records that have to be repaired for a grade on a day; None where all that can be repaired do not suffice."""
    may = {each.id for each in held if is_repairable(each, on)}
    if not _reaches(scheme, [each for each in held if each.id not in may], says, on, target):
        return None
    musts = _musts(scheme, held, says, on, target)
    left = [each for each in held if each.id not in musts]
    if _reaches(scheme, left, says, on, target):
        return tuple(sorted(musts))
    chosen = _by_points(scheme, left, says, on, target, may)
    return None if chosen is None else tuple(sorted({*musts, *chosen}))


def is_repairable(held: Held, on: date) -> bool:
    """Whether a record can be repaired by a day, provided that what its paper imposed is done by then."""
    return held.kind in ADVERSE and held.repairable_on is not None and held.repairable_on <= on


def _reaches(scheme: Scheme, held: Sequence[Held], says: Says, on: date, target: str) -> bool:
    return scheme.places[graded(scheme, held, says, on).grade] <= scheme.places[target]


def _left(held: Sequence[Held], on: date) -> list[Held]:
    """What is still in use on a day though nobody repairs anything."""
    return [each for each in held if each.lapses_on is None or on < each.lapses_on]


def _days(scheme: Scheme, held: Sequence[Held], as_of: date) -> list[date]:
    """The days on which something can change, from the day itself."""
    clauses = [*(item.clause for item in scheme.items), *(fixed.clause for fixed in (*scheme.direct, *scheme.bounds))]
    found = {as_of}
    for each in held:
        ends = [clause.ends_on(each) for clause in clauses if clause.on is not None and clause.on.fits(each, scheme.field)]
        found |= {day for day in (*ends, each.lapses_on, each.repairable_on) if day is not None and day > as_of}
    return sorted(found)


def _musts(scheme: Scheme, held: Sequence[Held], says: Says, on: date, target: str) -> set[int]:
    """Records without whose repair a direct grade or a bound keeps the firm below the target."""
    found: set[int] = set()
    for fixed in (*scheme.direct, *scheme.bounds):
        if scheme.places[fixed.grade] > scheme.places[target] and not _is_overruled(scheme, fixed, held, says, on, target):
            found |= {each.id for each in held if fixed.clause.counts(each, scheme.field, on)}
    return found


def _is_overruled(scheme: Scheme, fixed: Fixed, held: Sequence[Held], says: Says, on: date, target: str) -> bool:
    """Whether an earlier direct grade that is good enough stands whatever is repaired: a rule book's, or that of records that stay."""
    for each in scheme.direct:
        if each is fixed:
            return False
        if scheme.places[each.grade] <= scheme.places[target]:
            if says.get(each.clause.book) is Answer.YES:
                return True
            if any(each.clause.counts(one, scheme.field, on) and not is_repairable(one, on) for one in held):
                return True
    return False


def _by_points(scheme: Scheme, held: Sequence[Held], says: Says, on: date, target: str, may: set[int]) -> set[int] | None:
    """The fewest further records whose points suffice: for each number of repairs the most points that can be won, item by item."""
    there = placed(scheme, held, on)
    now: Graded = graded(scheme, held, says, on)
    raw = scheme.base + sum(reason.points for reason in now.reasons)
    best: dict[int, tuple[int, frozenset[int]]] = {0: (0, frozenset())}
    for number, some in sorted(there.items()):
        item = scheme.items[number]
        able = [each.id for each in some if each.id in may]
        if item.points >= 0 or not able:
            continue
        best = _with_item(best, item, len(some), able)
    starts = [rule.start for rule in scheme.grades if rule.start is not None and scheme.places[rule.key] <= scheme.places[target]]
    if not starts:  # what is only given directly is not won by points
        return None
    fit = [chosen for _, (gain, chosen) in sorted(best.items()) if min(scheme.most, max(scheme.least, raw + gain)) >= min(starts)]
    return set(fit[0]) if fit else None


def _with_item(
    best: dict[int, tuple[int, frozenset[int]]], item: Item, count: int, able: Sequence[int]
) -> dict[int, tuple[int, frozenset[int]]]:
    found: dict[int, tuple[int, frozenset[int]]] = {}
    for used, (gain, chosen) in best.items():
        for more in range(len(able) + 1):
            won = gain + item.total(count - more) - item.total(count)
            if used + more not in found or won > found[used + more][0]:
                found[used + more] = (won, chosen | frozenset(able[:more]))
    return found
