"""Migration between two gradings: equal to what is counted firm by firm, whatever lies between."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dukou.credit.actions import credit_records
from dukou.credit.core.kinds import Level
from dukou.credit.core.matrices import OUT, Counted, folded, matrix
from dukou.credit.core.spreads import Beside, beside, stability
from dukou.credit.queries.matrices import migration, whole_runs
from dukou.credit.tests import credit_made as made
from dukou.enterprises.models import Enterprise

GRADES = ("A", "B", "C")
ROWS = st.lists(st.tuples(st.sampled_from([*GRADES, OUT]), st.sampled_from([*GRADES, OUT]), st.booleans()), max_size=40)
MAY, JUNE, JULY = date(2026, 5, 29), date(2026, 6, 29), date(2026, 7, 8)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 3, tzinfo=UTC)


def counted(grades: list[str], clean: str) -> Counted:
    return Counted(GRADES, Counter(each for each in grades if each), clean)


@given(ROWS, st.sampled_from(GRADES), st.sampled_from(GRADES), st.integers(0, 5))
@settings(max_examples=300)
def test_the_matrix_is_what_is_counted_firm_by_firm(rows: list[tuple[str, str, bool]], old: str, new: str, silent: int) -> None:
    """Firms with a row of their own go anywhere; a silent one has the clean grade of both schemes and never a row."""
    moved = [(was, now) for was, now, moves in rows if moves]
    stayed = [was for was, _, moves in rows if not moves and was]
    before = counted([*(was for was, _ in moved), *stayed, *[old] * silent], old)
    after = counted([*(now for _, now in moved), *stayed, *[new] * silent], new)
    found = matrix(before, after, moved, sum(each == old for each in stayed))
    told = Counter([*moved, *((each, each) for each in stayed), *[(old, new)] * silent])
    assert {pair: count for pair, count in found.cells.items() if count} == {
        pair: n for pair, n in told.items() if n and pair != (OUT, OUT)
    }
    assert [found.out_of(grade) for grade in GRADES] == [before.counts.get(grade, 0) for grade in GRADES]
    assert [found.into(grade) for grade in GRADES] == [after.counts.get(grade, 0) for grade in GRADES]


def test_steps_in_between_are_folded_into_one() -> None:
    assert folded([(1, "A", "B"), (2, "A", "C"), (1, "B", "A"), (2, "C", "D")]) == {1: ("A", "A"), 2: ("A", "D")}


def test_who_enters_and_leaves_without_a_record_is_told_by_the_difference() -> None:
    grown = matrix(counted(["A"] * 3, "A"), counted(["A"] * 5, "A"), [], 0)
    assert grown.cells == {("A", "A"): 3, (OUT, "A"): 2} and grown.before == (*GRADES, OUT) and grown.after == GRADES
    shrunk = matrix(counted(["A"] * 3, "A"), counted(["A"], "A"), [], 0)
    assert shrunk.cells == {("A", "A"): 1, ("A", OUT): 2} and (shrunk.kept, shrunk.whole) == (1, 1)


@pytest.mark.django_db
def test_partial_gradings_between_two_of_all_firms_are_folded_in(tmp_path: Path) -> None:
    made.load(tmp_path)
    glass, soft, food = made.firms()
    tax = made.officer("tax")
    made.entered(tax, soft, "fine", "税罚0号", on=date(2026, 3, 2), now=at(date(2026, 3, 2)))
    first = made.graded(tax, "tax", on=MAY, now=at(MAY))
    fraud = made.entered(tax, glass, "fraud", "税罚1号", on=date(2026, 6, 1), now=at(date(2026, 6, 1)))
    second = made.graded(tax, "tax", on=JUNE, now=at(JUNE))
    assert migration(first, second).cells == {("A", "A"): 1, ("B", "B"): 1, ("A", "D"): 1}
    credit_records.withdraw(by=tax, record=fraud.pk, reason="误登", evidence="虚构文书", now=at(date(2026, 6, 30)))
    third = made.graded(tax, "tax", on=JULY, now=at(JULY))  # the second version deducts 30 for a fine
    assert [run.pk for run in whole_runs("tax")] == [third.pk, second.pk, first.pk]
    assert migration(second, third).cells == {("A", "A"): 1, ("D", "A"): 1, ("B", "C"): 1}
    assert migration(first, third).cells == {("A", "A"): 2, ("B", "C"): 1}
    assert Enterprise.objects.filter(pk=food.pk).exists()  # of it nothing was ever recorded


def test_shares_stand_beside_the_expected_ones() -> None:
    expected = {Level.LOW: 60, Level.ORDINARY: 20, Level.HIGHER: 10, Level.HIGH: 10}
    rows = beside({Level.LOW: 3, Level.ORDINARY: 1, Level.HIGHER: 0, Level.HIGH: 0}, expected)
    assert rows[0] == Beside(Level.LOW, 3, 0.75, 0.6) and rows[0].difference == pytest.approx(0.15)
    assert stability(rows) is None  # a level is empty
    assert beside({}, expected) == [] and stability([]) is None
    same = beside({level: count * 7 for level, count in expected.items()}, expected)
    assert stability(same) == pytest.approx(0)
    other = beside({Level.LOW: 40, Level.ORDINARY: 40, Level.HIGHER: 10, Level.HIGH: 10}, expected)
    assert stability(other) == pytest.approx(-0.2 * -0.4054651 + 0.2 * 0.6931472)
