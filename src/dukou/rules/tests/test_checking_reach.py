"""Never and always: what is refused truly never (or always) holds, tried on every case of a small world with every gap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dukou.rules.core.books import Condition, Joint
from dukou.rules.core.checking.bounds import Bounds
from dukou.rules.core.checking.boxes import EVERYTHING, Weighing
from dukou.rules.core.checking.limits import Range, Words
from dukou.rules.core.evaluating import Evaluation
from dukou.rules.core.expressions import Comparison, Name, Number, Test, names_in
from dukou.rules.core.grammar import parse_test
from dukou.rules.core.linking import FactKey, Linked
from dukou.rules.core.values import Value
from dukou.rules.tests.forms_made import DAYS, GROWTH, STAFF, WORDS, typed_test
from dukou.rules.tests.written import FACES, condition, faults_of, sound_book, with_facts

AS_OF = date(2024, 7, 1)
TRUTHS = (None, True, False)
LISTS = (None, (), ("甲",), ("乙", "06"), ("061",))
WORLD: dict[FactKey, tuple[Value, ...]] = {
    ("enterprise.staff", 0): STAFF,
    ("enterprise.staff", 1): (None, 0, 2),
    ("enterprise.growth", 0): GROWTH,
    ("enterprise.industry", 0): WORDS,
    ("enterprise.founded-on", 0): DAYS,
    ("enterprise.tags", 0): LISTS,
    ("enterprise.has-award", 0): TRUTHS,
}
_ALL = "staff >= 1 or growth > 1% or industry = \"甲\" or founded_on > 2020-01-01 or tags has [甲] or has_award"  # fmt: skip
BOOK = sound_book(condition(_ALL))


def cases(*tests: Test) -> Iterator[dict[FactKey, Value]]:
    """Every case of the small world in what the tests name."""
    named = {(BOOK.book.facts[name.name].fact, name.back) for test in tests for name in names_in(test)}
    keys = sorted(named)
    for values in product(*(WORLD[key] for key in keys)):
        yield dict(zip(keys, values, strict=True))


def answers(tests: list[Test]) -> Iterator[list[bool | None]]:
    """What the tests come to in every case."""
    for facts in cases(*tests):
        evaluation = Evaluation(BOOK, facts, AS_OF)
        yield [evaluation.test(test) for test in tests]


def can(test: Test, *, wanted: bool, linked: Linked = BOOK) -> bool:
    """Whether the check thinks that a test can come out as wanted."""
    return bool(Weighing(Bounds(linked)).test(EVERYTHING, test, wanted=wanted))


@settings(max_examples=100, deadline=None)
@given(typed_test, st.booleans())
def test_what_is_said_never_to_come_out_so_never_does(test: Test, wanted: bool) -> None:
    if can(test, wanted=wanted):
        return
    assert all(answer is not wanted for (answer,) in answers([test]))


@settings(max_examples=100, deadline=None)
@given(st.lists(typed_test, min_size=2, max_size=3), st.integers(1, 3), st.sampled_from(list(Joint)), st.booleans(), st.booleans())
def test_joined_sentences_too(tests: list[Test], count: int, joint: Joint, wanted: bool, is_excepted: bool) -> None:
    parts = tuple(Condition(f"requires.1.{number}", Joint.TEST, test=test) for number, test in enumerate(tests, 1))
    whole = replace(parts[0], exceptions=parts[1:] if is_excepted else ())
    if joint is not Joint.TEST:
        whole = Condition("requires.1", joint, parts=parts, count=min(count, len(parts)), exceptions=parts[:1] if is_excepted else ())
    if Weighing(Bounds(BOOK)).condition(EVERYTHING, whole, wanted=wanted):
        return
    assert all(Evaluation(BOOK, facts, AS_OF).condition(whole) is not wanted for facts in cases(*tests))


@settings(max_examples=100, deadline=None)
@given(typed_test)
def test_a_test_and_its_opposite_are_found_out(test: Test) -> None:
    """Not only sound: of two plain opposites the second leaves nothing."""
    if isinstance(test, Comparison) and any(names_in(test)):
        left = Weighing(Bounds(BOOK)).test(EVERYTHING, test, wanted=True)
        assert Weighing(Bounds(BOOK)).test(left, test, wanted=False) == []


@pytest.mark.parametrize(
    ("line", "never"),
    {
        "staff > 2 and staff < 3": True,
        "staff >= 2 and staff < 3": False,
        "staff = 2 and staff != 2": True,
        "staff >= 2 and staff <= 3 and staff != 2 and staff != 3": True,
        "staff >= 2 and staff <= 4 and staff != 2 and staff != 4": False,
        "growth > 1% and growth < 2%": False,
        "growth > 1% and growth < 1.0001%": True,
        "growth * 2 > 1% and growth * 2 < 1.0001%": True,  # growth is kept in millionths
        "growth * 2 > 1% and growth * 2 < 1.001%": False,
        "staff * 2 >= 100人 and staff < 10人": True,
        "staff * -2 >= -20人 and staff > 10人": True,
        "100人 - staff / 2 >= 99人 and staff > 2人": True,
        "100人 - staff / 2 >= 99人 and staff >= 2人": False,
        "staff < 0人": True,
        "growth < 0%": False,
        "(staff >= 3 or staff <= 1) and staff = 2": True,
        "not (staff >= 3 or staff <= 1) and staff = 2": False,
        "staff >= staff@1 and staff@1 > staff": True,
        "min(staff, 3) > 3": True,
        "max(staff, 3) >= 3": False,
        "max(staff, 3) < 3": True,
        "staff * 0 > 1": False,  # what is multiplied by nought is not looked into
        "industry in [甲, 乙] and industry not in [乙, 甲]": True,
        "industry begins [06, 1] and industry begins [0, 2] and not industry begins [06]": True,
        "industry begins [06, 1] and industry begins [0, 2] and not industry begins [061]": False,
        "industry = \"06\" and industry begins [1]": True,
        "tags has [甲] and tags has [乙]": False,
    }.items(),
)  # fmt: skip
def test_what_can_never_hold_is_known(line: str, never: bool) -> None:
    assert can(parse_test(line), wanted=True) is not never


def test_tangles_are_given_up_and_count_as_possible() -> None:
    wide = " and ".join(f"(staff != {number} or growth != {number}%)" for number in range(40))
    assert can(parse_test(f"{wide} and staff >= 5"), wanted=True)
    deep = "\n".join(f"  v{number}: {{name: {{zh: 甲, en: a}}, test: v{number - 1} or v{number - 1}}}" for number in range(1, 20))
    head = "requires:\n  - {clause: 一, text: {zh: 甲, en: a}, test: v19}\nvalues:\n  v0: {name: {zh: 甲, en: a}, test: staff > 1}\n"
    assert faults_of(with_facts(f"{head}{deep}\n")) == []


def test_ranges_on_a_grid() -> None:
    half = Range(step=Fraction(1, 2))
    assert half.narrowed(">", 1).narrowed("<", Fraction(3, 2)).is_empty
    assert not half.narrowed(">", 1).narrowed("<=", Fraction(3, 2)).is_empty
    assert half.narrowed(">=", 1).narrowed("<=", Fraction(3, 2)).narrowed("!=", 1).narrowed("!=", Fraction(3, 2)).is_empty
    assert not Range().narrowed(">", 1).narrowed("<", Fraction(1000001, 1000000)).is_empty


def test_words_without_a_list_are_never_used_up() -> None:
    assert not Words().without(frozenset(["甲"])).is_empty
    assert Words().beginning(("",), is_wanted=False).is_empty


def test_bounds_of_definitions() -> None:
    body = with_facts(
        "scores:\n  points:\n    name: {zh: 甲, en: a}\n    cap: 25\n    items:\n"
        "      - {clause: 一, text: {zh: 甲, en: a}, of: staff, bands: [{from: 5, points: 20}, {from: 3, points: -5}], otherwise: 1}\n"
        "      - {clause: 二, text: {zh: 甲, en: a}, bands: [{when: has_award, points: 10}]}\n"
        "values:\n  twice: points * -2\n  above: max(staff, 5)\n"
        "requires:\n  - {clause: 一, text: {zh: 甲, en: a}, test: twice >= -40 and above >= 6}\n"
    )
    bounds = Bounds(sound_book(body))
    assert [str(bounds.of(Name(name))) for name in ("points", "twice", "above", "staff")] == [
        "Span(least=Fraction(-5, 1), most=Fraction(25, 1))",
        "Span(least=Fraction(-50, 1), most=Fraction(10, 1))",
        "Span(least=5, most=None)",
        "None",
    ]
    assert bounds.constant(Number(Fraction(3), "%")) == Fraction(3, 100)
    assert set(FACES) >= {"enterprise.staff"}
