"""Random forms: as the grammar can read them (any names), and well typed ones over the made-up facts of `written` with small values."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import strategies as st

from dukou.rules.core.expressions import (
    Among,
    Arithmetic,
    Begins,
    Comparison,
    ComparisonSign,
    Day,
    Every,
    Expression,
    Extreme,
    Has,
    Holds,
    Name,
    Not,
    Number,
    Since,
    Some,
    Test,
    Text,
)
from dukou.rules.core.grammar import RESERVED
from dukou.rules.core.quantities import MEASURES

SIGNS: list[ComparisonSign] = ["<", "<=", "=", "!=", ">=", ">"]
_plain_names = st.from_regex(r"[a-z][a-z0-9_]{0,6}", fullmatch=True).filter(lambda name: name not in RESERVED)
_names = st.builds(Name, _plain_names, st.integers(0, 20), st.sampled_from(["", "", "", "answer", "value"]))
_signs = st.characters(exclude_characters='"“”', exclude_categories=["Cs"])
_words = st.text(_signs, max_size=4) | st.sampled_from(["工业", "06", "39a", "_", ""])
_word_lists = st.lists(_words, min_size=1, max_size=5, unique=True).map(tuple) | st.tuples(*map(st.just, ["06", "07", "08", "09", "10"]))
_numbers = st.builds(
    Number,
    st.builds(Fraction, st.integers(-(10**20), 10**20), st.sampled_from([1, 2, 4, 10, 1000, 10**9])),
    st.sampled_from(["", *MEASURES, "万", "亿"]),
)
_days = st.dates(date(1000, 1, 1)).map(Day)


def _values(parts: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    return st.one_of(
        st.builds(Arithmetic, st.sampled_from(["+", "-", "*", "/"]), parts, parts),
        st.builds(Extreme, st.booleans(), st.lists(parts, min_size=2, max_size=3).map(tuple)),
        st.builds(Since, st.sampled_from(["years", "days"]), _names),
    )


def _tests(parts: st.SearchStrategy[Test]) -> st.SearchStrategy[Test]:
    several = st.lists(parts, min_size=2, max_size=3).map(tuple)
    return st.one_of(st.builds(Not, parts), st.builds(Every, several), st.builds(Some, several))


any_value: st.SearchStrategy[Expression] = st.recursive(st.one_of(_numbers, _days, _words.map(Text), _names), _values, max_leaves=5)
any_test: st.SearchStrategy[Test] = st.recursive(
    st.one_of(
        st.builds(Comparison, st.sampled_from(SIGNS), any_value, any_value),
        st.builds(Among, any_value, _word_lists),
        st.builds(Begins, any_value, _word_lists),
        st.builds(Has, _names, _word_lists),
        st.builds(Holds, _names),
    ),
    _tests,
    max_leaves=5,
)

# Well typed, with values so few that every case can be tried: staff 0 to 4, growth in whole percent, four words, three days.
STAFF = (None, 0, 1, 2, 3)
GROWTH = (None, Fraction(-1, 100), 0, Fraction(1, 100))
WORDS = (None, "甲", "06", "061")
DAYS = (None, date(2020, 1, 1), date(2020, 1, 2))
_staff = st.builds(Name, st.just("staff"), st.sampled_from([0, 0, 1]))
_people = st.integers(-1, 4).map(lambda count: Number(Fraction(count)))
_heads = st.one_of(
    _staff,
    _people,
    st.builds(Arithmetic, st.sampled_from(["+", "-", "*"]), _staff, _people),
    st.builds(Extreme, st.booleans(), st.tuples(_staff, _people)),
)
_rates = st.integers(-2, 2).map(lambda count: Number(Fraction(count), "%")) | st.just(Name("growth"))
_industry, _founded = st.just(Name("industry")), st.just(Name("founded_on"))
_some_words = st.lists(st.sampled_from(["甲", "乙", "06", "061"]), min_size=1, max_size=3, unique=True).map(tuple)
_some_prefixes = st.lists(st.sampled_from(["0", "06", "061", "1"]), min_size=1, max_size=2, unique=True).map(tuple)
_some_days = st.sampled_from([date(2019, 12, 31), date(2020, 1, 1), date(2020, 1, 2)]).map(Day)
_leaves: st.SearchStrategy[Test] = st.one_of(
    st.builds(Comparison, st.sampled_from(SIGNS), _heads, _heads),
    st.builds(Comparison, st.sampled_from(SIGNS), st.just(Name("growth")), _rates),
    st.builds(Comparison, st.sampled_from(SIGNS), _founded, _some_days),
    st.builds(Comparison, st.sampled_from(["=", "!="]), _industry, st.sampled_from(["甲", "06"]).map(Text)),
    st.builds(Among, _industry, _some_words),
    st.builds(Begins, _industry, _some_prefixes),
    st.builds(Has, st.just(Name("tags")), _some_words),
    st.builds(Holds, st.just(Name("has_award"))),
)
typed_test: st.SearchStrategy[Test] = st.recursive(_leaves, _tests, max_leaves=6)
