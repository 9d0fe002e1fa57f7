"""The way up is the earliest and the shortest: held against every subset of what can be repaired, on every single day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import combinations

from hypothesis import given, settings

from dukou.credit.core.grading import Says, graded
from dukou.credit.core.schemes import Held, Scheme
from dukou.credit.core.ways_up import Bonus, WayUp, bonuses, ways_up
from dukou.credit.tests.fields_made import SALT, read_field, salt
from dukou.credit.tests.schemes_drawn import DAY, answers, records, schemes
from dukou.rules.core.answers import Answer

DAYS = [DAY + timedelta(days=number) for number in range(70)]  # every window of two months and every lapse is over by then
Told = tuple[str, date, int]


def in_use(held: list[Held], on: date) -> list[Held]:
    """What has not lapsed by the day."""
    return [each for each in held if each.lapses_on is None or on < each.lapses_on]


def best_places(scheme: Scheme, held: list[Held], says: Says) -> dict[date, dict[int, int]]:
    """On each day, for each number of repairs, the best grade that any choice of so many repairable records gives."""
    found: dict[date, dict[int, int]] = {}
    for on in DAYS:
        left = in_use(held, on)
        able = [each for each in left if each.repairable_on is not None and each.repairable_on <= on]
        for size in range(len(able) + 1):
            places = [
                scheme.places[graded(scheme, [each for each in left if each not in gone], says, on).grade]
                for gone in combinations(able, size)
            ]
            found.setdefault(on, {})[size] = min(places)
    return found


def by_trial(scheme: Scheme, held: list[Held], says: Says) -> list[Told]:
    """The ways up, found by trying everything: grade, day, number of repairs."""
    best = best_places(scheme, held, says)
    now = scheme.places[graded(scheme, held, says, DAY).grade]
    found: list[Told] = []
    for place in range(now - 1, -1, -1):
        grade = scheme.grades[place].key
        waited = next((on for on in DAYS if best[on][0] <= place), None)
        if waited is not None:
            found.append((grade, waited, 0))
        repaired = next((on for on in DAYS if min(best[on].values()) <= place), None)
        if repaired is not None and (waited is None or repaired < waited):
            found.append((grade, repaired, min(size for size, at in best[repaired].items() if at <= place)))
    return [told for told in found if not _is_no_grade_of_its_own(scheme, told, found)]


def _is_no_grade_of_its_own(scheme: Scheme, told: Told, found: list[Told]) -> bool:
    """A grade that no points give is told only where nothing better is reached as soon and by as few repairs."""
    better = [each for each in found if scheme.places[each[0]] < scheme.places[told[0]]]
    return scheme.by_key[told[0]].start is None and any(each[1:] == told[1:] for each in better)


@settings(max_examples=250, deadline=None)
@given(schemes(), records(), answers)
def test_the_way_up_is_the_one_that_trying_everything_finds(scheme: Scheme, held: list[Held], says: Mapping[str, Answer]) -> None:
    found = ways_up(scheme, held, says, DAY)
    assert [(way.grade, way.on, len(way.repairs)) for way in found] == by_trial(scheme, held, says)
    for way in found:  # and what is told does lead there
        left = [each for each in in_use(held, way.on) if each.id not in way.repairs]
        assert scheme.places[graded(scheme, left, says, way.on).grade] <= scheme.places[way.grade]


@settings(max_examples=250, deadline=None)
@given(schemes(), records(), answers)
def test_an_improvement_never_lowers_a_grade(scheme: Scheme, held: list[Held], says: Mapping[str, Answer]) -> None:
    whole = scheme.places[graded(scheme, held, says, DAY).grade]
    for each in held:
        without = scheme.places[graded(scheme, [one for one in held if one is not each], says, DAY).grade]
        assert without <= whole if each.kind.is_adverse else without >= whole


def _able(held: list[Held], on: date, lapses_on: date | None = None) -> list[Held]:
    """The same records, repairable from a day."""
    return [Held(each.id, each.field, each.sort, each.kind, each.severity, each.decided_on, lapses_on, on) for each in held]


def test_waiting_and_repair_are_told_beside_one_another_the_nearest_grade_first() -> None:
    [scheme] = read_field()
    held = _able(salt(("short", date(2024, 6, 1)), ("short", date(2024, 5, 1))), date(2024, 8, 1))
    assert graded(scheme, held, {}, date(2024, 7, 8)).grade == "C"  # 50 points
    assert ways_up(scheme, held, {}, date(2024, 7, 8)) == [
        WayUp("B", date(2025, 5, 1), ()),
        WayUp("B", date(2024, 8, 1), (1,)),  # by then the bound of the other is over, and one is enough
        WayUp("A", date(2025, 6, 1), ()),
        WayUp("A", date(2024, 8, 1), (1, 2)),
    ]


def test_what_is_given_directly_goes_only_with_its_record() -> None:
    [scheme] = read_field()
    [sand] = salt(("sand", date(2024, 6, 1)))
    assert ways_up(scheme, [sand], {}, date(2024, 7, 8)) == [
        WayUp("C", date(2026, 6, 1), ()),
        WayUp("B", date(2026, 6, 1), ()),
    ]  # its points stay as long as it is in use: A is out of reach


NEW = SALT.replace(
    "      - {key: C, name",
    "      - {key: M, name: {zh: 新, en: new}, level: ordinary}\n      - {key: C, name",
).replace("    bounds:\n", "    bounds:\n      - {key: new, text: {zh: 新, en: new}, book: new, grade: M}\n")


def test_a_grade_that_points_do_not_give_is_told_to_whom_it_will_be_given() -> None:
    [scheme] = read_field(NEW)
    held = _able(salt(("short", date(2024, 6, 1)), ("short", date(2024, 5, 1))), date(2024, 8, 1))
    new = ways_up(scheme, held, {"new": Answer.YES}, date(2024, 7, 8))
    old = ways_up(scheme, held, {"new": Answer.NO}, date(2024, 7, 8))
    assert [(way.grade, way.on, len(way.repairs)) for way in new] == [("M", date(2025, 5, 1), 0), ("M", date(2024, 8, 1), 1)]
    assert [way.grade for way in old] == ["B", "B", "A", "A"]


def test_a_good_record_is_worth_what_its_cap_leaves() -> None:
    [scheme] = read_field()
    prize = next(item for item in scheme.items if item.clause.key == "prize")
    prizes = [("prize", date(2024, 1, day)) for day in (1, 2)]
    assert [bonuses(scheme, salt(*prizes[:count]), date(2024, 7, 8)) for count in range(3)] == [[Bonus(prize, 6)], [Bonus(prize, 4)], []]
