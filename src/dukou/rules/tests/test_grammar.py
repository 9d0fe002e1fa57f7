"""The grammar: what it reads, where it stops, and that nothing makes it do anything else."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dukou.rules.core.expressions import (
    Among,
    Arithmetic,
    Begins,
    Comparison,
    Day,
    Every,
    Expression,
    Extreme,
    Form,
    Has,
    Holds,
    Name,
    Not,
    Number,
    Since,
    Some,
    Test,
    Text,
    names_in,
)
from dukou.rules.core.grammar import DEEPEST, parse_test, parse_value
from dukou.rules.core.tokens import LONGEST, Misread, tokens
from dukou.rules.core.writing import written
from dukou.rules.tests.forms_made import any_test, any_value

A, B, C = Name("a"), Name("b"), Name("c")
ONE, TWO = Number(Fraction(1)), Number(Fraction(2))
READ: dict[str, Form] = {
    "a >= 2000万元": Comparison(">=", A, Number(Fraction(2000), "万元")),
    "a ≥ 1,234.5 万元": Comparison(">=", A, Number(Fraction("1234.5"), "万元")),
    "a＞＝３％": Comparison(">=", A, Number(Fraction(3), "%")),
    "1 <= a < 2": Every((Comparison("<=", ONE, A), Comparison("<", A, TWO))),
    "a + b * c > 1": Comparison(">", Arithmetic("+", A, Arithmetic("*", B, C)), ONE),
    "（a + b） × c > 1": Comparison(">", Arithmetic("*", Arithmetic("+", A, B), C), ONE),
    "a - b - c = 1": Comparison("=", Arithmetic("-", Arithmetic("-", A, B), C), ONE),
    "a ÷ b != 1": Comparison("!=", Arithmetic("/", A, B), ONE),
    "-a < -1": Comparison("<", Arithmetic("*", Number(Fraction(-1)), A), Number(Fraction(-1))),
    "min(a, b) >= max(1, 2, c)": Comparison(">=", Extreme(False, (A, B)), Extreme(True, (ONE, TWO, C))),
    "years_since(a) >= 1年": Comparison(">=", Since("years", A), Number(Fraction(1), "年")),
    "a > 2026-04-01": Comparison(">", A, Day(date(2026, 4, 1))),
    "a in [工业, small, 39, \"a b\"]": Among(A, ("工业", "small", "39", "a b")),
    "a not in [甲]": Not(Among(A, ("甲",))),
    "a begins [08..11, 2]": Begins(A, ("08", "09", "10", "11", "2")),
    "a has [ivd]": Has(A, ("ivd",)),
    "a = \"高新（区）\"": Comparison("=", A, Text("高新（区）")),
    "a or b and not c": Some((Holds(A), Every((Holds(B), Not(Holds(C)))))),
    "(a or b) and c": Every((Some((Holds(A), Holds(B))), Holds(C))),
    "a@2 > b.value": Comparison(">", Name("a", 2), Name("b", 0, "value")),
    "b@1.answer": Holds(Name("b", 1, "answer")),
}  # fmt: skip
STOPPED = {
    "": (0, "a number, date, word or name should stand here, not “end of line”"),
    "a >=": (4, "a number, date, word or name should stand here, not “end of line”"),
    "a > 1 b": (6, "“b” is too much here"),
    "a > 1 ? b": (6, "unknown sign “?”"),
    "a + b": (0, "a comparison is missing here"),
    "a + b and c": (6, "a comparison is missing here"),
    "a in 甲": (5, "“[” should stand here, not “甲”"),
    "a in [甲": (7, "“]” should stand here, not “end of line”"),
    "a in []": (6, "a word should stand here, not “]”"),
    "a in [5人]": (6, "a word should stand here, not “5”"),
    "a begins [46..06]": (10, "a range of codes has two ends of equal length, the lower first"),
    "a begins [0001..9999]": (10, "a range of codes has two ends of equal length, the lower first"),
    "a begins [\"²\"..\"³\"]": (10, "a range of codes has two ends of equal length, the lower first"),
    "a > 2024-02-30": (4, "there is no day 2024-02-30"),
    "min(a) > 1": (0, "min and max take two or more values"),
    "years_since(5) > 1": (0, "the name of a date belongs into these brackets"),
    "a@21 > 1": (0, "too many years back"),
    "and > 1": (0, "a number, date, word or name should stand here, not “and”"),
    "(a > 1": (6, "“)” should stand here, not “end of line”"),
    "__import__": (0, "unknown sign “_”"),
    "a > 1; b": (5, "unknown sign “;”"),
}  # fmt: skip


@pytest.mark.parametrize(("line", "form"), READ.items(), ids=list(READ))
def test_a_line_is_read(line: str, form: Form) -> None:
    assert parse_test(line) == form


@pytest.mark.parametrize(("line", "told"), STOPPED.items(), ids=[line or "empty" for line in STOPPED])
def test_a_line_that_cannot_be_read_says_where_and_what(line: str, told: tuple[int, str]) -> None:
    with pytest.raises(Misread) as misread:
        parse_test(line)
    assert (misread.value.at, misread.value.what.en) == told


def test_brackets_and_lines_have_an_end() -> None:
    parse_test("(" * (DEEPEST - 1) + "a" + ")" * (DEEPEST - 1))
    for line in ("(" * 1000 + "a" + ")" * 1000, "not " * 400 + "a", "-" * 1000 + "a > 1", "a" * (LONGEST + 1)):
        with pytest.raises(Misread):
            parse_test(line)


def test_places_are_those_of_the_line_as_it_was_typed() -> None:
    test = parse_test("（甲 = 5） or  a ≥ b")
    assert isinstance(test, Some)
    comparison = test.parts[1]
    assert isinstance(comparison, Comparison)
    assert (comparison.at, comparison.left.at, comparison.right.at) == (12, 12, 16)


@settings(max_examples=120)
@given(any_test)
def test_a_written_test_reads_as_itself(test: Test) -> None:
    assert parse_test(written(test)) == test


@settings(max_examples=120)
@given(any_value)
def test_a_written_value_reads_as_itself(value: Expression) -> None:
    assert parse_value(written(value)) == value


@settings(max_examples=300)
@given(st.text(max_size=40) | st.text('ab 1.,@()[]<>=!+-*/"%万元人年工业and or not in begins has min max≥（）…²٣', max_size=40))
def test_any_text_is_read_or_misread(line: str) -> None:
    for parse in (parse_test, parse_value):
        try:
            form: Form = parse(line)
        except Misread as misread:
            assert 0 <= misread.at <= len(line)
        else:
            assert parse(written(form)) == form
            assert all(0 <= name.at < len(line) for name in names_in(form))


@given(any_test, st.integers(0, 60), st.characters(exclude_categories=["Cs"]))
def test_a_line_with_one_sign_changed_is_read_or_misread(test: Test, at: int, sign: str) -> None:
    line = written(test)
    changed = line[: at % len(line)] + sign + line[at % len(line) + 1 :]
    try:
        assert parse_test(written(parse_test(changed))) == parse_test(changed)
    except Misread as misread:
        assert 0 <= misread.at <= len(changed)


def test_signs_keep_their_places() -> None:
    assert [(each.text, each.at) for each in tokens("a≥1,000 万元")] == [("a", 0), (">=", 1), ("1000", 2), ("", 10)]
