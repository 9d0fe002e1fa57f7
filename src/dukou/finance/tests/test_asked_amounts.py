"""Amounts as people type them, and the fault that 万 is read as 元."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.finance.core import matching
from dukou.finance.core.amounts import LEAST, MOST, UTMOST, read_asked
from dukou.kit.core.labels import Label
from dukou.kit.core.money import from_fen
from dukou.kit.core.refusals import Malformed

NINETY_NINE = 99_000_000  # 99万元 in fen


@pytest.mark.parametrize(
    "text",
    [
        "99万",
        "99 万元",
        "990000元",
        "990,000 元",
        "0.99百万",
        "0.99百万元",
        "９９万元",
        "¥99万",
        "人民币99万元整",
        "￥990,000.00元",
        "0.0099亿",
        "9.9十万",
    ],
)
def test_one_amount_however_it_is_typed(text: str) -> None:
    assert read_asked(text).fen == NINETY_NINE and read_asked(text).doubt is None


def test_an_amount_is_told_back_in_both_units() -> None:
    assert read_asked("99万").told_back == Label("99万元，即 990,000元", "990,000 yuan (99万元)")
    assert read_asked("3千万").told_back == Label("3,000万元，即 30,000,000元", "30,000,000 yuan (3,000万元)")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("99", "“99” has no unit"),
        ("990,000", "“990,000” has no unit"),
        ("100.01亿元", "the amount is above 10 bn yuan"),
        ("99999999999999999亿元", "the amount is above 10 bn yuan"),
        ("0元", "an amount is above nought"),
        ("-5万", "an amount is above nought"),
        ("约99万", "“约99万” is not an amount of money"),
        ("99万美元", "“99万美元” is not an amount of money"),
        ("99-120万", "“99-120万” is not an amount of money"),
        ("", "“” is not an amount of money"),
    ],
)
def test_what_has_no_unit_or_is_no_amount_is_refused(text: str, what: str) -> None:
    with pytest.raises(Malformed) as refused:
        read_asked(text)
    assert refused.value.what.en == what


def test_a_size_that_is_rare_for_a_loan_is_asked_back() -> None:
    asked = {"99元": "was 万元 meant?", "999.99元": "was 万元 meant?", "1,000元": "", "10亿": "", "990000万": "was 元 meant?"}
    for text, doubt in asked.items():
        found = read_asked(text).doubt
        assert (found.en.partition(": ")[2] if found else "") == doubt


def test_no_amount_is_read_that_a_plan_could_not_reckon_with() -> None:
    assert read_asked("100亿元").fen == UTMOST == matching.MOST


@given(st.integers(1, UTMOST))
def test_whatever_is_told_back_is_read_as_the_same_amount(fen: int) -> None:
    for unit in ("元", "万元", "亿元"):
        assert read_asked(f"{from_fen(fen, unit):f}{unit}").fen == fen
    asked = read_asked(f"{Decimal(fen) / 100:,f}元")
    assert asked.fen == fen and all(read_asked(part).fen == fen for part in asked.told_back.zh.split("，即 "))
    assert (asked.doubt is None) == (LEAST <= fen <= MOST)
