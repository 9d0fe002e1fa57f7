"""An improvement never lowers a score or a limit and never takes a firm out: over every shipped table of points and limits.

First each item of every score of every shipped rule book by itself: its points go one way with its quantity. Then firms made up at random,
against every book that products and the white list name: one fact is made better, everything else stays.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dukou.finance.tests.books_shipped import SHELF, books_in_force
from dukou.rules.core.books import Item, Score, Table
from dukou.rules.core.evaluating import Evaluation, item_points
from dukou.rules.core.expressions import Comparison, Number, Test
from dukou.rules.core.facts import FactFace, FactType
from dukou.rules.core.linking import FactKey, Linked
from dukou.rules.core.needs import needs_of
from dukou.rules.core.quantities import in_unit, measure, natural
from dukou.rules.core.values import Span, Value, bounds
from dukou.rules.core.writing import written

HOLDS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
    ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other,
}
NEAR = Fraction(1, 10**9)
ROUND = (-20, 0, 1, 3, 5, 10, 20, 30, 50, 60, 100, 200, 500, 1000, 2000, 3000)  # so that bounds of shares are met as well

# ── Which way a fact gets better. What is not a merit is neutral, and says why. ──
MORE = {
    "research-spending", "revenue", "research-staff", "class-one-ip", "class-two-ip", "net-profit", "assets", "orders-in-hand",
    "power-growth", "insured-staff", "new-jobs", "tech-staff", "innovative-products", "target-hires",
}  # fmt: skip
LESS = {"debt"}
EARLIER = {"founded_on"}
YES = {
    "has-lab", "is-high-tech", "is-technology-sme", "is-specialised-sme", "is-innovative-sme", "led-standard-in-five-years",
    "takes-part-in-standards", "is-old-brand-or-supplier", "has-year-contracts", "has-fixed-premises", "has-real-funding-need",
    "has-lawful-loan-purpose",
}  # fmt: skip
NO = {
    "is-dishonest-debtor", "is-on-dishonest-list", "has-severe-credit-record", "has-wage-arrears", "has-tax-arrears",
    "had-incident-in-three-years", "has-insurance-arrears", "has-bad-credit-record", "is-on-abnormal-list", "has-utility-arrears",
}  # fmt: skip
WORDS = {  # from the worst to the best
    "credit-grade-tax": ("D", "C", "M", "B", "A"),
    "credit-grade": ("D-", "D", "C-", "C", "B", "A", "A+"),
    "status": ("deregistered", "active"),
}
NEUTRAL = {
    "staff": "decides the size class, whom the product is for",
    "industry": "decides the size class",
    "industry-group": "decides the size class",
    "employees-in-service": "the base of a share: more people ask for more hires, and from 100 on for fewer in a hundred",
    "division": "where the firm is, no merit",
}
TABLES = {linked.book.key: linked for linked in books_in_force()}
DAY = date(2026, 7, 8)


def short(face: FactFace) -> str:
    """The name of a fact about a firm without its kind."""
    return face.name.removeprefix("enterprise.")


def needed(linked: Linked) -> dict[FactKey, FactFace]:
    """Every fact of a book and of those beneath it, with how many years back."""
    faces = {face.name: face for each in linked.walk() for face in each.facts.values()}
    most = needs_of([linked])
    return {key: faces[key[0]] for key in sorted(most)}


def compared(item: Item) -> list[tuple[str, Fraction, Fraction]] | None:
    """The bands of an item as sign, bound and points, where all of them compare one quantity with written numbers."""
    found, quantities = list[tuple[str, Fraction, Fraction]](), set[str]()
    for band in item.bands:
        test: Test = band.when
        if not isinstance(test, Comparison) or not isinstance(test.right, Number) or test.sign not in HOLDS:
            return None
        quantities.add(written(test.left))
        found.append((test.sign, Fraction(in_unit(test.right.value, test.right.unit)), band.points))
    return found if len(quantities) == 1 else None


def points_at(number: Fraction, bands: list[tuple[str, Fraction, Fraction]], otherwise: Fraction) -> Fraction:
    """The points of a quantity: those of the first band that holds."""
    return next((points for sign, bound, points in bands if HOLDS[sign](number, bound)), otherwise)


SCORES = [
    (f"{book.key} {item.clause}", bands, item.otherwise)
    for slug in SHELF.slugs
    for book in SHELF.versions(slug)
    for score in book.definitions.values()
    if isinstance(score, Score)
    for item in score.items
    if (bands := compared(item))
]


def test_every_shipped_score_has_items_that_are_looked_at() -> None:
    """Else the next test could be empty for a book."""
    books = {name.partition(" ")[0] for name, _, _ in SCORES}
    scored = {
        book.key
        for slug in SHELF.slugs
        for book in SHELF.versions(slug)
        if any(isinstance(each, Score) for each in book.definitions.values())
    }
    assert books == scored
    assert {"commercial-value-score/example", "knowledge-value-score/example"} < books


@pytest.mark.parametrize(("name", "bands", "otherwise"), SCORES, ids=[name for name, _, _ in SCORES])
def test_points_go_one_way_with_the_quantity(name: str, bands: list[tuple[str, Fraction, Fraction]], otherwise: Fraction) -> None:
    numbers = sorted(number for _, bound, _ in bands for number in (bound - NEAR, bound, bound + NEAR))
    points = [points_at(number, bands, otherwise) for number in numbers]
    rises, falls = (all(one <= other for one, other in pairwise(some)) for some in (points, points[::-1]))
    assert rises or falls, name


LIMITS = [
    (f"{linked.book.key} {table.name}", table)
    for linked in TABLES.values()
    for table in linked.book.definitions.values()
    if isinstance(table, Table) and table.unit.endswith("元")
]


@pytest.mark.parametrize(("name", "table"), LIMITS, ids=[name for name, _ in LIMITS])
def test_every_table_of_limits_falls_from_its_first_row_to_its_last(name: str, table: Table) -> None:
    """Its rows ask for ever fewer points, so what they give has to fall too."""
    assert len(table.inputs) == 1
    tests = [row.cells[0].test for row in table.rows]
    bounds_ = [test.right.value for test in tests if isinstance(test, Comparison) and isinstance(test.right, Number) and test.sign == ">="]
    assert len(bounds_) == len(tests) - 1 and tests[-1] is None
    assert bounds_ == sorted(bounds_, reverse=True)
    outputs = [Fraction(row.output) for row in table.rows]
    assert outputs == sorted(outputs, reverse=True), name


def test_of_every_fact_it_is_said_which_way_it_gets_better() -> None:
    told = MORE | LESS | EARLIER | YES | NO | WORDS.keys() | NEUTRAL.keys()
    assert {short(face) for linked in TABLES.values() for face in needed(linked).values()} == told
    assert sum(map(len, (MORE, LESS, EARLIER, YES, NO, WORDS, NEUTRAL))) == len(told)  # each once


def numbers_of(face: FactFace) -> st.SearchStrategy[Value]:
    """Numbers about where tables have their bounds; what stands below a line is above nought."""
    unit = measure(face.unit)
    least, most = (1, 60) if unit.is_counted else (1, 3000)
    if short(face) == "power-growth":
        least, most = -40, 40
    if short(face) == "net-profit":
        least, most = -100, 300
    numbers = st.one_of(st.sampled_from([each for each in ROUND if least <= each <= most]), st.integers(least, most))
    return numbers.map(lambda number: _whole(natural(number, unit)))


def _whole(number: Fraction) -> Fraction | int:
    return number.numerator if number.denominator == 1 else number


def values_of(face: FactFace) -> st.SearchStrategy[Value]:
    """Any value of a fact."""
    name = short(face)
    if face.holds is FactType.QUANTITY:
        return numbers_of(face)
    if face.holds is FactType.TRUTH:
        return st.booleans()
    if face.holds is FactType.DATE:
        return st.integers(0, 1500).map(lambda days: DAY - timedelta(days=days))
    told: dict[str, tuple[str, ...]] = {"industry": ("3585", "6510"), "division": ("500104", "500103")} | WORDS
    return st.sampled_from(list[Value](told.get(name, ("工业",))))


def better(face: FactFace, value: Value, step: int) -> Value:
    """The value made better by a step, or left as it is where it cannot be."""
    name = short(face)
    if isinstance(value, bool):
        return name in YES
    if isinstance(value, date):
        return value - timedelta(days=step)
    if isinstance(value, str):
        words = WORDS[name]
        return words[min(len(words) - 1, words.index(value) + step)]
    assert isinstance(value, int | Fraction)
    size = natural(step, measure(face.unit))
    return _whole(max(Fraction(0), value - size) if name in LESS else value + size)


@st.composite
def firms(draw: st.DrawFn, linked: Linked) -> tuple[dict[FactKey, Value], list[tuple[FactKey, Value]]]:
    """A firm of which a fact here and there is unknown, and of each known fact of now a better value."""
    faces = needed(linked)
    facts = {key: draw(values_of(face)) for key, face in faces.items() if draw(st.integers(0, 19))}
    able = [key for key in facts if not key[1] and short(faces[key]) not in NEUTRAL]
    steps = draw(st.lists(st.sampled_from([1, 2, 5, 50, 1000]), min_size=len(able), max_size=len(able)))
    return facts, [(key, better(faces[key], facts[key], step)) for key, step in zip(able, steps, strict=True)]


def _points(linked: Linked, facts: dict[FactKey, Value]) -> list[tuple[str, Fraction, Fraction]]:
    """The least and the most points of every item of the book and of those beneath it."""
    found = []
    for each in linked.walk():
        told = Evaluation(each, facts, DAY)
        for score in (some for some in each.book.definitions.values() if isinstance(some, Score)):
            for item in score.items:
                points = [Fraction(some) for some, _, _ in item_points(told, item)]
                found.append((item.clause, min(points), max(points)))
    return found


def _ends(told: Evaluation) -> tuple[Fraction | int | None, Fraction | int | None]:
    """Between what the book's number lies."""
    value = told.result()
    assert value is None or isinstance(value, int | Fraction | Span)
    return bounds(value)


def _size(linked: Linked, facts: dict[FactKey, Value]) -> Value:
    return Evaluation(linked.books["size"], facts, DAY).result() if "size" in linked.books else None


@pytest.mark.parametrize("key", sorted(TABLES))
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_an_improvement_never_lowers_a_score_or_a_limit_nor_takes_a_firm_out(key: str, data: st.DataObject) -> None:
    linked = TABLES[key]
    before, improvements = data.draw(firms(linked))
    for fact, value in improvements:
        after = before | {fact: value}
        for (clause, *some), (_, *others) in zip(_points(linked, before), _points(linked, after), strict=True):
            assert some[0] <= others[0] and some[1] <= others[1], (clause, fact)
        one, other = Evaluation(linked, before, DAY), Evaluation(linked, after, DAY)
        if linked.book.value:
            for low, high in zip(_ends(one), _ends(other), strict=True):
                assert low is None or high is None or low <= high, fact
        if _size(linked, before) == _size(linked, after):  # who grew into another size class is another firm in the eyes of the law
            order = {False: 0, None: 1, True: 2}
            assert order[one.answer()] <= order[other.answer()], fact
