"""Made-up facts for tests that hold the evaluator and the SQL together, and random values of them.

Numbers lie at and beside those that random books name (`books_made`), or are nought, negative or as large as a fact can be; a fifth of all
facts is unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from dukou.kit.core.labels import Label
from dukou.rules.core.facts import FactFace, FactType
from dukou.rules.core.linking import FactKey
from dukou.rules.core.quantities import LARGEST, measure, scale_of
from dukou.rules.core.values import Value
from dukou.rules.tests.written import face

AS_OF = date(2024, 7, 1)
WORDS = Label("虚构", "made up")
CODES = ("甲", "乙", "0610", "0620", "39", "3911", "")
OUTPUTS = ("甲", "乙", "small", "large", "39")
TAGS = ("ivd", "智能", "x")
DAYS = (date(2023, 7, 1), date(2023, 7, 2), date(2020, 2, 29), date(2024, 7, 1), date(2025, 1, 1), date(1999, 12, 31))
BASES = (0, 1, -1, 2, 3, 7, 100, -100, 999_999, 1_000_000, 2_000_000, 123_456_789, -5_000_000, LARGEST, -LARGEST, LARGEST - 1)
FACES: dict[str, FactFace] = {
    "money": face("enterprise.money", FactType.QUANTITY, "万元", is_yearly=True),
    "spent": face("enterprise.spent", FactType.QUANTITY, "元", is_yearly=True),
    "people": face("enterprise.people", FactType.QUANTITY, "人", is_yearly=True),
    "share": face("enterprise.share", FactType.QUANTITY, "%", is_yearly=True),
    "land": face("enterprise.land", FactType.QUANTITY, "亩"),
    "code": face("enterprise.code", FactType.TEXT),
    "place": face("enterprise.place-of-work", FactType.TEXT),
    "award": face("enterprise.award", FactType.TRUTH),
    "fined": face("enterprise.fined", FactType.TRUTH),
    "born": face("enterprise.born", FactType.DATE),
    "listed": face("enterprise.listed", FactType.DATE),
    "tags": face("enterprise.tags", FactType.LIST),
}
UP_TO = [st.integers(0, most) for most in range(60)]
Draw = Callable[[st.SearchStrategy[Any]], Any]


@st.composite
def facts(draw: Draw, keys: Iterable[FactKey]) -> dict[FactKey, Value]:
    """What is known of one subject of these facts and years."""
    found = {key: draw(_VALUES[key[0]]) if draw(UP_TO[4]) else None for key in keys}
    return {key: value for key, value in found.items() if value is not None}


def _quantity(unit: str) -> st.SearchStrategy[Value]:
    scale = scale_of(measure(unit))
    beside = st.tuples(st.sampled_from(BASES), st.integers(-1, 1)).map(sum)
    bases = st.one_of(beside, st.integers(-2_000_000, 2_000_000)).filter(lambda base: abs(base) <= LARGEST)
    return bases.map(lambda base: base // scale if base % scale == 0 else Fraction(base, scale))


def _of(each: FactFace) -> st.SearchStrategy[Value]:
    if each.holds is FactType.QUANTITY:
        return _quantity(each.unit)
    plain: dict[FactType, st.SearchStrategy[Any]] = {
        FactType.TEXT: st.sampled_from(CODES),
        FactType.TRUTH: st.booleans(),
        FactType.DATE: st.sampled_from(DAYS) | st.dates(date(1900, 1, 1), date(2030, 1, 1)),
        FactType.LIST: st.lists(st.sampled_from(TAGS), unique=True).map(tuple),
    }
    return plain[each.holds]


_VALUES: Mapping[str, st.SearchStrategy[Value]] = {each.name: _of(each) for each in FACES.values()}
