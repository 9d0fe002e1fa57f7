"""Numbers in Chinese characters: exact, and unread where they have two readings."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.enterprises.core.numerals import parse_numeral
from dukou.kit.core.refusals import Malformed

DIGITS = "零一二三四五六七八九"
FORMAL = str.maketrans("一二三四五六七八九十百千万亿", "壹贰叁肆伍陆柒捌玖拾佰仟萬億")

WRITTEN = {
    "零": "0",
    "十": "10",
    "十五": "15",
    "二十": "20",
    "两千": "2000",
    "一百一十": "110",
    "三百零五": "305",
    "三千零五十": "3050",
    "三千五十": "3050",
    "伍佰万": "5000000",
    "三万零五": "30005",
    "三万五千": "35000",
    "三亿零五百万": "305000000",
    "三十亿": "3000000000",
    "一万二千三百四十五": "12345",
    "一万亿": "1000000000000",
    "二〇一九": "2019",
    "３亿５０００万": "350000000",
    "2千5百万": "25000000",
    "3千万": "30000000",
    "15000万": "150000000",
    "1.5亿": "150000000",
    "1.7万亿": "1700000000000",
    "1,500.25": "6001/4",
    "3万零5": "30005",
}

UNREAD = [
    *("三万五", "三百五", "三千五", "3万5", "3亿5", "1.5万500"),  # two readings
    *("万", "亿五", "百", "一万亿五千亿", "二百三百", "十十", "五万万", "3万50000", "5亿99999万", "半亿", "八十多"),
    *("1,5", "1,2345", "1.2.3", "1.", ".5", "-5", "+5", "٣", "1e3", "", "9" * 41, "5 0"),
]


@pytest.mark.parametrize(("text", "number"), WRITTEN.items())
def test_numerals_are_read_exactly(text: str, number: str) -> None:
    assert parse_numeral(text) == Fraction(number)


@pytest.mark.parametrize("text", UNREAD)
def test_what_is_no_number_or_two_numbers_is_not_read(text: str) -> None:
    with pytest.raises(Malformed) as refused:
        parse_numeral(text)
    assert refused.value.cure.zh and refused.value.cure.en


def spelled(number: int) -> str:
    """A whole number below 10^12 as a schoolbook spells it."""
    if number == 0:
        return DIGITS[0]
    for size, sign in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        many, rest = divmod(number, size)
        if many:
            gap = DIGITS[0] if rest and rest < size // 10 else ""
            return spelled(many) + sign + gap + (spelled(rest) if rest else "")
    return DIGITS[number]


@given(st.integers(0, 10**12 - 1))
def test_a_spelled_number_is_read_back(number: int) -> None:
    assert parse_numeral(spelled(number)) == number
    assert parse_numeral(spelled(number).translate(FORMAL)) == number


@given(st.integers(0, 10**12), st.integers(0, 6), st.sampled_from([("", 1), ("千", 1000), ("万", 10**4), ("千万", 10**7), ("亿", 10**8)]))
def test_digits_are_read_back_with_their_decimals_and_scale(number: int, places: int, scale: tuple[str, int]) -> None:
    exact = Fraction(number, 10**places)
    whole, part = divmod(number, 10**places)
    text = f"{whole:,}" + (f".{part:0{places}d}" if places else "")
    assert parse_numeral(text + scale[0]) == exact * scale[1]


@given(st.text(st.sampled_from("零一二两三九十百千万亿〇壹拾0129.,")))
def test_any_row_of_signs_is_a_number_or_malformed(text: str) -> None:
    try:
        assert parse_numeral(text) >= 0
    except Malformed as refused:
        assert refused.what.zh.startswith(f"“{text[:40]}”")
