"""Numbers in words: exact as far as fen and millionths go, cut for reading beyond."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dukou.rules.core.shown import number_words, value_words
from dukou.rules.core.values import Span


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "0"),
        (-1234567, "-1,234,567"),
        (Fraction(1, 8), "0.125"),
        (Fraction(1, 2**10), "0.000977"),
        (Fraction(1, 3), "0.333333"),
        (Fraction(2, 3), "0.666667"),
        (Fraction(-20, 3), "-6.666667"),
        (Fraction(100_000_001, 100), "1,000,000.01"),
        (Fraction(10**37 + 1, 4), "2,500,000,000,000,000,000,000,000,000,000,000,000.25"),  # more digits than decimals usually keep
    ],
    ids=str,
)
def test_a_number_in_words(number: Fraction | int, words: str) -> None:
    assert number_words(number) == words


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [
        (3_999_999_900, "万元", "3,999.9999 万元", "39.999999 m yuan"),
        (Fraction(3, 100), "%", "3%", "3%"),
        (Fraction(1, 300), "%", "0.333333%", "0.333333%"),
        (20, "人", "20 人", "20 people"),
    ],
    ids=["money", "share", "share-cut", "people"],
)
def test_a_value_in_its_unit(value: Fraction | int, unit: str, zh: str, en: str) -> None:
    assert value_words(value, unit).as_dict() == {"zh": zh, "en": en}


def test_ends_are_cut_outwards() -> None:
    assert (
        value_words(Span(Fraction(1867386285, 10**11), Fraction(4441228924, 10**11)), "个百分点").zh == "1.8673 个百分点 至 4.4413 个百分点"
    )
    assert value_words(Span(Fraction(-200001, 10**4), None)).en == "at least -20.0001"
