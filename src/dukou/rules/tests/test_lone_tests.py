"""A test that stands by itself agrees with a rule book of one sentence; what has no meaning without a book is refused."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.kit.core.labels import same
from dukou.rules.core.books import Book, Document, Seen, UsedFact
from dukou.rules.core.evaluating import Evaluation
from dukou.rules.core.facts import FactFace, FactType, SubjectKind
from dukou.rules.core.linking import Linked
from dukou.rules.core.lone_tests import lone_test
from dukou.rules.core.tokens import Misread
from dukou.rules.core.visibility import Visibility

HOLDS = {"power": FactType.QUANTITY, "area": FactType.QUANTITY, "use": FactType.TEXT, "digs": FactType.TRUTH, "tags": FactType.LIST}
NUMBERED = ["power >= 100", "power < area", "power + area = 7", "max(power, area) > 5", "10 <= power < 20", "power / area >= 2"]
WORDED = ['use = "shop"', "use in [shop, office]", "use not in [shop]", "use begins [sh]", "digs", "tags has [ivd, glass]"]
SIMPLE = st.sampled_from([*NUMBERED, *WORDED])
LINES = st.recursive(
    SIMPLE,
    lambda inner: st.one_of(
        st.builds("not ({})".format, inner),
        st.builds("({}) and ({})".format, inner, inner),
        st.builds("({}) or ({})".format, inner, inner),
    ),
    max_leaves=5,
)
NUMBERS = st.one_of(st.none(), st.sampled_from([0, 5, 7, 10, 19, 20, 100, Fraction(1, 3)]))
VALUES = st.fixed_dictionaries(
    {
        "power": NUMBERS,
        "area": NUMBERS,
        "use": st.sampled_from([None, "shop", "office", "x"]),
        "digs": st.sampled_from([None, True, False]),
        "tags": st.sampled_from([None, (), ("ivd",), ("x",)]),
    }
)


@given(LINES, VALUES, st.sets(st.sampled_from(sorted(HOLDS))))
def test_it_agrees_with_a_book_of_one_sentence(line: str, values: dict[str, Any], left_out: set[str]) -> None:
    faces = {name: _face(name, holds) for name, holds in HOLDS.items()}
    book = Book(
        "one",
        "1",
        same("one"),
        SubjectKind.ENTERPRISE,
        Document(same("one"), Seen.EXAMPLE),
        date.min,
        facts={each: UsedFact(each, each) for each in HOLDS},
    )
    evaluation = Evaluation(Linked(book, faces, {}), {(name, 0): value for name, value in values.items()}, date(2026, 1, 1))
    test = lone_test(line)
    assert test.holds({name: value for name, value in values.items() if value is not None or name not in left_out}) is evaluation.test(
        test.form
    )


def _face(name: str, holds: FactType) -> FactFace:
    return FactFace(
        name,
        same(name),
        SubjectKind.ENTERPRISE,
        holds,
        "个" if holds is FactType.QUANTITY else "",
        False,
        same("—"),
        None,
        Visibility.PUBLIC,
    )


@pytest.mark.parametrize(
    ("line", "at", "what"),
    [
        ("power >= 100 and size@1 > 2", 17, "“size” has no earlier year here, and belongs to no other rule book"),
        ("not size.answer", 4, "“size” has no earlier year here, and belongs to no other rule book"),
        ("digs or years_since(founded) >= 2", 8, "there is no day of asking here from which years or days are counted"),
        ("max(power, days_since(founded)) >= 2", 11, "there is no day of asking here from which years or days are counted"),
    ],
)
def test_what_needs_a_book_or_a_day_is_refused_at_its_place(line: str, at: int, what: str) -> None:
    with pytest.raises(Misread) as fault:
        lone_test(line)
    assert (fault.value.at, fault.value.what.en) == (at, what)
