"""Which claims are held against one another: those that stood together, however often each was corrected."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dukou.figures.core.findings.standing import Told, standing_together
from dukou.figures.tests.test_findings import output

DAY = date(2024, 7, 8)
ONE = output("65亿元", "2023")


def told(ref: str, revision: int, day: int, is_withdrawn: bool = False) -> Told:
    """A revision of a claim, known so many days after the first day."""
    claim = replace(ONE, id=revision, ref=ref, known_on=DAY + timedelta(days=day))
    return Told(claim, revision, is_withdrawn)


def compared(said: list[Told], since: int = 0) -> list[list[tuple[str, int]]]:
    """What is held against one another, set by set, as references and revisions."""
    return [[(each.ref, each.id) for each in some] for some in standing_together(said, DAY + timedelta(days=since))]


def test_of_many_corrections_on_one_day_only_the_last_is_compared() -> None:
    said = [told("a", number, 0) for number in range(1, 201)] + [told("b", number, 0) for number in range(1, 201)]
    assert compared(said) == [[("a", 200), ("b", 200)]]


def test_a_correction_is_compared_with_what_stands_and_not_with_all_that_ever_stood() -> None:
    said = [told("a", number, number) for number in range(1, 201)] + [told("b", number, number) for number in range(1, 200)]
    assert compared(said, since=200) == [[("a", 200), ("b", 199)]]
    assert sum(map(len, compared(said))) == 400


def test_what_was_taken_back_or_overtaken_by_an_earlier_day_is_not_compared() -> None:
    assert compared([told("a", 1, 0), told("b", 1, 1), told("a", 2, 2, is_withdrawn=True), told("c", 1, 3)]) == [
        [("a", 1)],
        [("a", 1), ("b", 1)],
        [("b", 1), ("c", 1)],
    ]
    assert compared([told("a", 1, 5), told("a", 2, 3)]) == [[("a", 2)]]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 5), st.booleans()), max_size=9), st.integers(0, 5))
def test_every_pair_that_stood_together_on_some_day_is_compared_and_no_other(drawn: list[tuple[str, int, bool]], since: int) -> None:
    said: list[Told] = []
    for ref, day, is_withdrawn in drawn:
        revision = 1 + sum(each.claim.ref == ref for each in said)
        said.append(told(ref, revision, day, is_withdrawn and revision > 1))
    stood = set()
    for day in range(since, 7):
        known = [each for each in said if each.claim.known_on <= DAY + timedelta(days=day)]
        newest = {each.claim.ref: each for each in known}
        standing = [(each.claim.ref, each.revision) for each in said if newest.get(each.claim.ref) is each and not each.is_withdrawn]
        stood |= {(one, other) for one in standing for other in standing}
    found = {(one, other) for some in compared(said, since) for one in some for other in some}
    begun = {(each.claim.ref, each.revision) for each in said if each.claim.known_on >= DAY + timedelta(days=since)}
    assert found <= stood
    assert {pair for pair in stood if begun & set(pair)} <= found
