"""Money is whole fen; offices' units and spellings are read exactly or refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.kit.core.money import FEN_PER_UNIT, from_fen, money_text, parse_money, to_fen
from dukou.kit.core.refusals import Malformed

Fen = st.integers(-(10**20), 10**20)
Units = st.sampled_from(sorted(FEN_PER_UNIT))


@given(Fen, Units)
def test_fen_written_in_any_unit_are_read_back(fen: int, unit: str) -> None:
    assert parse_money(money_text(fen, unit)) == fen
    assert to_fen(from_fen(fen, unit), unit) == fen


@given(st.text(max_size=12))
def test_any_text_is_money_or_is_refused(text: str) -> None:
    try:
        fen = parse_money(text)
    except Malformed:
        return
    assert parse_money(money_text(fen, "元")) == fen


@pytest.mark.parametrize(
    ("text", "fen"),
    {
        "5411.4万元": 5_411_400_000,
        "２.５１亿": 25_100_000_000,
        "1,600万元": 1_600_000_000,
        "1，600 万": 1_600_000_000,
        "0.01元": 1,
        "-3元": -300,
        "\u22123元": -300,
        "+3元": 300,
        "-0元": 0,
    }.items(),
)
def test_offices_spellings(text: str, fen: int) -> None:
    assert parse_money(text) == fen


@pytest.mark.parametrize(
    "text", ["", "3", "万元", "3 dollars", "1,60万元", "1,6000元", ",600元", "1.2.3元", "1e3元", "--3元", "٣元", "3元左右"]
)
def test_what_is_no_money_is_refused_with_the_cure(text: str) -> None:
    with pytest.raises(Malformed) as caught:
        parse_money(text)
    assert caught.value.cure.en == "write a number and its unit, e.g. 5411.4万元"


def test_a_part_smaller_than_a_fen_is_refused_and_not_rounded() -> None:
    assert parse_money("0.000001万元") == 1
    with pytest.raises(Malformed, match="smaller than one fen"):
        parse_money("0.0000001万元")
    with pytest.raises(Malformed, match="smaller than one fen"):
        to_fen(Decimal("0.005"), "元")


def test_an_unknown_unit_is_refused() -> None:
    with pytest.raises(Malformed, match="not a unit of money"):
        to_fen(Decimal(1), "美元")


def test_money_as_an_office_writes_it() -> None:
    assert [money_text(541_140_000_000, unit) for unit in ("元", "万元", "亿元")] == ["5,411,400,000元", "541,140万元", "54.114亿元"]
    assert [money_text(fen, "万元") for fen in (0, -1, 10_000_000_000)] == ["0万元", "-0.000001万元", "10,000万元"]
