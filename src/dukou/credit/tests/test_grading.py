"""How records become points and a grade, told in cases: caps, the first item that fits, windows, bounds and direct grades."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dukou.credit.core.grading import Graded, Reason, graded
from dukou.credit.core.kinds import RecordKind, Severity
from dukou.credit.core.months import months_after
from dukou.credit.core.schemes import Held, Scheme, in_force
from dukou.credit.tests.fields_made import SALT, read_field, salt
from dukou.rules.core.answers import Answer

DAY = date(2024, 7, 8)


def grade(*rows: tuple[str, date], text: str = SALT, as_of: date = DAY, says: dict[str, Answer] | None = None) -> Graded:
    """What the made-up field gives a firm with these records."""
    [scheme] = read_field(text)
    return graded(scheme, salt(*rows), says or {}, as_of)


def test_a_firm_without_records_has_the_base() -> None:
    assert grade() == Graded(90, "A", "A", ())


def test_records_of_an_item_add_up_to_its_cap_and_no_further() -> None:
    months_ago = [date(2024, 3, day) for day in (1, 2, 3)]  # the bound of a month is over
    assert [grade(*(("wet", day) for day in months_ago[:count])).points for count in range(4)] == [90, 86, 82, 80]
    assert grade(*(("wet", day) for day in months_ago)).reasons == (Reason("wet", -10, (1, 2, 3)),)


def test_good_records_add_up_to_the_cap_and_points_stay_within_their_bounds() -> None:
    prizes = [("prize", date(2024, 1, day)) for day in (1, 2, 3)]
    assert [grade(*prizes[:count]).points for count in range(4)] == [90, 96, 100, 100]
    low = grade(*(("short", date(2024, 6, day)) for day in range(1, 7)))
    assert (low.points, low.by_points, low.reasons[0].points) == (0, "D", -120)


def test_a_record_counts_in_the_first_item_that_fits_and_in_no_later_one() -> None:
    assert grade(("short", date(2024, 1, 8))).reasons == (Reason("short", -20, (1,)),)
    over = grade(("short", date(2023, 7, 8)))  # its time there is over: it does not fall through to “other penalties”
    assert over == Graded(90, "A", "A", ())
    other = [replace(salt(("short", date(2024, 1, 8)))[0], sort="fog")]
    [scheme] = read_field()
    assert graded(scheme, other, {}, DAY).reasons == (Reason("any", -30, (1,)),)


@pytest.mark.parametrize(
    ("decided", "points"),
    [(date(2023, 7, 8), 90), (date(2023, 7, 9), 70), (date(2024, 7, 8), 70), (date(2024, 7, 9), 90)],
    ids=["a year ago: over on the day", "a day less: still counts", "of the day", "of tomorrow: not yet"],
)
def test_a_window_ends_on_the_same_day_so_many_months_later(decided: date, points: int) -> None:
    assert grade(("short", decided)).points == points


def test_months_end_where_the_month_has_no_such_day() -> None:
    assert [months_after(date(2024, 1, 31), months) for months in (1, 2, 13)] == [date(2024, 2, 29), date(2024, 3, 31), date(2025, 2, 28)]


def test_of_several_bounds_the_strictest_holds_and_all_are_told() -> None:
    found = grade(("wet", date(2024, 7, 1)), ("prize", DAY))
    assert (found.points, found.by_points, found.grade, found.is_direct) == (92, "A", "B", True)
    both = grade(("wet", date(2024, 7, 1)), ("short", date(2024, 7, 1)))
    assert (both.points, both.by_points, both.grade) == (66, "B", "C")
    assert both.reasons[2:] == (Reason("bound-wet", 0, (1,), "B"), Reason("bound-short", 0, (2,), "C"))


def test_a_bound_betters_no_grade() -> None:
    found = grade(*(("short", date(2024, 7, day)) for day in (1, 2, 3, 4)))
    assert (found.points, found.grade, found.is_direct) == (10, "D", False)


def test_a_direct_grade_goes_before_points_and_bounds() -> None:
    found = grade(("sand", date(2024, 7, 1)), ("wet", date(2024, 7, 1)))
    assert (found.points, found.by_points, found.grade) == (56, "C", "D")
    assert [reason.clause for reason in found.reasons] == ["wet", "any", "bound-wet", "sand"]


TWO_DIRECT = SALT.replace("    bounds:\n", "      - {key: young, text: {zh: 新, en: young}, book: young, grade: B}\n    bounds:\n")


def test_of_several_direct_grades_the_one_named_first_holds() -> None:
    yes = {"young": Answer.YES}
    assert grade(("sand", DAY), text=TWO_DIRECT, says=yes).grade == "D"
    assert grade(("short", DAY), text=TWO_DIRECT, says=yes).grade == "B"  # before the bound, too


@pytest.mark.parametrize(
    ("says", "found", "unknown"),
    [
        ({"young": Answer.YES}, "B", ()),
        ({"young": Answer.NO}, "A", ()),
        ({"young": Answer.UNKNOWN}, "A", ("young",)),
        ({}, "A", ("young",)),
    ],
)
def test_a_rule_book_that_is_not_answered_counts_nowhere_and_is_told(says: dict[str, Answer], found: str, unknown: tuple[str, ...]) -> None:
    answer = grade(text=TWO_DIRECT, says=says)
    assert (answer.grade, answer.unknown) == (found, unknown)


def test_records_of_another_field_count_only_in_the_composite() -> None:
    [scheme] = read_field()
    [composite] = read_field(SALT.replace("department: salt-office", "department: salt-office\ncomposite: true"))
    other = [Held(1, "tea", "short", RecordKind.PENALTY, Severity.GENERAL, date(2024, 1, 8))]
    assert [graded(each, other, {}, DAY).points for each in (scheme, composite)] == [90, 70]


def test_the_version_of_the_day_is_the_one_in_force() -> None:
    one = SALT.replace("from: 2024-01-01", "from: 2024-01-01\n    until: 2024-06-30")
    later = one.replace('version: "1"', 'version: "2"').replace("from: 2024-01-01\n    until: 2024-06-30", "from: 2024-07-01")
    text = one + later[later.index("  - version:") :]
    versions: tuple[Scheme, ...] = read_field(text)
    days = (date(2023, 12, 31), date(2024, 1, 1), date(2024, 6, 30), date(2024, 7, 1))
    found = [in_force(versions, day) for day in days]
    assert [each and each.version for each in found] == [None, "1", "1", "2"]


def test_a_reason_is_read_back_as_it_was_stored() -> None:
    reason = Reason("short", -20, (3, 7), "C")
    assert Reason.read(reason.plain) == reason
