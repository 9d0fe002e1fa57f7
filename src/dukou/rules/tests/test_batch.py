"""A register answered at once says of each subject what the evaluator says, in the order in which the subjects were given."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from dukou.accounts.core.viewers import Viewer
from dukou.kit.core.periods import Period
from dukou.rules.batch import near_list, registered, verdicts
from dukou.rules.compile import Near
from dukou.rules.core.books import Book
from dukou.rules.core.evaluating import Evaluation
from dukou.rules.core.facts import Fact, FactFace, FactValue, Stated
from dukou.rules.core.linking import Linked
from dukou.rules.core.needs import needs_of
from dukou.rules.core.values import spanned
from dukou.rules.core.verdicts import Verdict, verdict_of
from dukou.rules.queries.registers import Sieve, Sifted
from dukou.rules.queries.sheets import sheets_of
from dukou.rules.tests.written import FACES, HEAD, sound_book, written_book

DAY = date(2024, 7, 1)
VIEWER = Viewer("made-up")
# Of each firm: the staff of which year, tags, revenue, born when.
FIRMS: dict[str, dict[str, tuple[FactValue, int]]] = {
    "firm3": {"staff": (Decimal(20), 2023), "revenue": (Decimal("2000.01"), 2023), "tags": (("ivd", "智能"), 0), "industry": ("3911", 0)},
    "firm1": {"staff": (Decimal(20), 2022), "revenue": (Decimal(2000), 2022), "founded-on": (date(2020, 2, 29), 0)},
    "firm2": {"staff": (Decimal(19), 2023), "revenue": (Decimal(2000), 2021), "has-award": (True, 0)},
    "firm5": {"staff": (Decimal(20), 2024), "revenue": (Decimal("1999.9999"), 2023), "has-award": (False, 0)},
    "firm4": {},
    "firm0": {"staff": (Decimal(21), 2023), "revenue": (Decimal(5000), 2023), "has-award": (True, 0), "tags": (("x",), 0)},
}
KEYS = list(FIRMS)
STAFF = "facts: {{staff: {{fact: enterprise.staff, may_be_older: {age}}}, revenue: {{fact: enterprise.revenue, may_be_older: {age}}}}}\n"
ASKS = "requires:\n" + "".join(
    f"  - {{clause: {clause}, text: {{zh: 虚构, en: made up}}, test: {test}}}\n"
    for clause, test in (("一", "staff >= 20"), ("二", "revenue >= 2000万元"))
)
NAMES = (
    "requires:\n  - {clause: 一, text: {zh: 虚构, en: made up}, test: beneath.answer}\n"
    "  - {clause: 二, text: {zh: 虚构, en: made up}, test: staff < 50}\n"
    "books: {beneath: made-up-2}\nfacts: {staff: {fact: enterprise.staff, may_be_older: 2}}\n"
)
MORE = (
    "requires:\n  - {clause: 一, text: {zh: 虚构, en: made up}, test: 'has_award or tags has [ivd]'}\n"
    "vetoes:\n  - {clause: 二, text: {zh: 虚构, en: made up}, test: 'years_since(founded_on) >= 4'}\n"
    "  - {clause: 三, text: {zh: 虚构, en: made up}, test: 'industry begins [39]'}\n"
    "facts: {has_award: enterprise.has-award, tags: enterprise.tags, founded_on: enterprise.founded-on, industry: enterprise.industry}\n"
)


def books() -> list[Linked]:
    """One that wants last year's figures, one that takes older ones, one that names the second's like, and one of other facts."""
    older = written_book(ASKS + STAFF.format(age=1), HEAD.replace("made-up", "made-up-2"))
    others: dict[str, Book] = {"made-up-2": older}
    return [
        sound_book(ASKS + STAFF.format(age=0)),
        sound_book(ASKS + STAFF.format(age=1)),
        sound_book(NAMES, others),
        sound_book(MORE),
    ]


def fact(face: FactFace) -> Fact:
    """A fact that is stated of the firms above."""

    def state(viewer: Viewer, keys: Sequence[str], as_of: date) -> Mapping[str, Stated]:
        name = face.name.removeprefix("enterprise.")
        found = {key: FIRMS[key][name] for key in keys if name in FIRMS[key]}
        return {key: Stated(value, face.unit, _year(year), "made-up", DAY) for key, (value, year) in found.items()}

    def yearly(viewer: Viewer, keys: Sequence[str], as_of: date, back: int) -> Mapping[str, Stated]:
        return state(viewer, keys, as_of) if back == 0 else {}

    return Fact(
        face.name,
        face.label,
        face.kind,
        face.holds,
        face.label,
        face.label,
        face.visibility,
        state,
        face.unit,
        yearly if face.is_yearly else None,
    )


def _year(year: int) -> Period | None:
    return Period(date(year, 1, 1), date(year, 12, 31)) if year else None


FACTS = {face.name: fact(face) for face in FACES.values()}


def alone(linked: Linked) -> list[Verdict]:
    """What a book says of each firm where nothing else is asked."""
    sheets = sheets_of([linked], viewer=VIEWER, keys=KEYS, as_of=DAY, facts=FACTS)
    return [verdict_of(Evaluation(linked, sheets[key].facts, DAY)) for key in KEYS]


def sifted(wants: Callable[[Verdict], bool], few: int, steps: list[int]) -> list[Sifted]:
    """All firms under all books."""
    return list(Sieve(books(), VIEWER, DAY, wants, steps.append, FACTS).sifted(KEYS, few=few))


@pytest.mark.parametrize("few", [pytest.param(1000, id="one-by-one"), pytest.param(0, id="at-once")])
def test_each_book_is_answered_as_if_it_were_alone_though_ages_differ(few: int) -> None:
    steps: list[int] = []
    found = sifted(lambda verdict: verdict.answer is True, few, steps)
    wanted = [alone(linked) for linked in books()]
    assert [each.verdicts for each in found] == [[verdicts[at] for verdicts in wanted] for at in range(len(KEYS))]
    assert ([each.key for each in found], steps) == (KEYS, [6])
    assert [each.key for each in found if each.sheet is not None] == ["firm3", "firm1", "firm0"]
    assert [[verdict.answer for verdict in verdicts] for verdicts in wanted] == [
        [True, None, False, False, None, True],  # figures of 2023 alone
        [True, True, False, False, None, True],  # of 2022 too
        [True, True, False, False, None, True],
        [False, False, None, None, None, None],
    ]


def test_the_sheets_of_wanted_firms_are_the_same_either_way() -> None:
    by_evaluator = sifted(lambda verdict: verdict.is_near, 1000, [])
    at_once = sifted(lambda verdict: verdict.is_near, 0, [])
    assert [(each.key, each.sheet) for each in by_evaluator] == [(each.key, each.sheet) for each in at_once]
    assert [each.key for each in at_once if each.sheet] == ["firm2"]


def test_who_is_one_sentence_short_and_by_how_much(tmp_path: Path) -> None:
    linked = books()[0]
    sheets = sheets_of([linked], viewer=VIEWER, keys=KEYS, as_of=DAY, facts=FACTS)
    told = {key: sheet.aged for key, sheet in sheets.items()}
    told["firm4"] = {("enterprise.staff", 0): (0, 7), ("enterprise.revenue", 0): (0, 200_000_000_00)}
    register = registered(tmp_path / "facts.parquet", [linked], told.items(), DAY)
    assert register.count == len(KEYS)
    assert list(near_list(linked, register)) == [Near("firm4", linked.book.requires[0], ">=", 7, 20, Fraction(13))]


def test_a_register_serves_books_asked_by_themselves(tmp_path: Path) -> None:
    sheets = sheets_of(books(), viewer=VIEWER, keys=KEYS, as_of=DAY, facts=FACTS)
    register = registered(tmp_path / "facts.parquet", books(), ((key, sheet.aged) for key, sheet in sheets.items()), DAY)
    for linked in books():
        assert list(verdicts([linked], register)) == [(key, [verdict]) for key, verdict in zip(KEYS, alone(linked), strict=True)]
    assert {needs_of([linked])[("enterprise.staff", 0)] for linked in books()[:3]} == {0, 1}


def test_nobody_to_answer_is_answered_with_nothing(tmp_path: Path) -> None:
    register = registered(tmp_path / "facts.parquet", books(), (), DAY)
    assert (register.count, list(verdicts(books(), register))) == (0, [])


def test_what_is_known_between_bounds_only_has_no_cell(tmp_path: Path) -> None:
    (first, *_) = books()
    key = ("enterprise.staff", 0)
    with pytest.raises(ValueError, match="is known between bounds only"):
        registered(tmp_path / "facts.parquet", [first], [("firm", {key: (0, spanned(10, 20))})], DAY)
    assert list(tmp_path.iterdir()) == []
