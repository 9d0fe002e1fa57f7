"""Numbers in words: exact where they end, cut for reading where they do not."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dukou.rules.core.shown import number_words, value_words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "0"),
        (-1234567, "-1,234,567"),
        (Fraction(1, 8), "0.125"),
        (Fraction(1, 2**10), "0.0009765625"),  # it ends, so nothing is cut
        (Fraction(1, 3), "0.333333"),
        (Fraction(2, 3), "0.666667"),
        (Fraction(-20, 3), "-6.666667"),
        (Fraction(100_000_001, 100), "1,000,000.01"),
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
