"""Figures in cells: operators, units, kinds, and what is no figure."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.enterprises.core.amounts import read_amount
from dukou.enterprises.core.columns import FigureColumn, Measure
from dukou.enterprises.core.headings import Scale
from dukou.figures.core.claims import ClaimKind
from dukou.figures.core.units import UNITS
from dukou.kit.core.labels import Label
from dukou.kit.core.periods import year
from dukou.kit.core.refusals import Malformed


def column(unit: str = "万元", power: int = 0, *, may_be_negative: bool = False) -> FigureColumn:
    """A column of money."""
    return FigureColumn(Measure("profit", Label("利润", "profit"), "亿元", may_be_negative), year(2023), Scale(UNITS[unit], power))


@pytest.mark.parametrize(
    ("cell", "stated"),
    [
        (1500, "1500万元"),
        (1500.5, "1500.5万元"),
        (0, "0万元"),
        ("1,500", "1500万元"),
        (" １，２００.5 ", "1200.5万元"),
        ("1500.50", "1500.50万元"),
        ("＞1000", ">1000万元"),
        ("约24", "≈24万元"),
        ("近59", "≈59万元"),
        ("80多", "≥80万元"),
        ("100余", "≥100万元"),
        ("500以上", "≥500万元"),
        ("30左右", "≈30万元"),
        ("24亿", "24亿元"),
        ("24亿元", "24亿元"),
        ("5000元", "5000元"),
        ("三万零五", "30005万元"),
    ],
)
def test_a_cell_is_read_in_the_unit_of_its_column_unless_it_states_its_own(cell: object, stated: str) -> None:
    amount = read_amount(cell, column())
    assert (str(amount.quantity), amount.kind, amount.is_rounded) == (stated, None, False)


def test_a_unit_of_thousands_moves_the_point_and_a_unit_of_the_cell_does_not() -> None:
    thousands, cells = column("元", 3), (12, "12.5", ">3", "2万元")
    assert [str(read_amount(cell, thousands).quantity) for cell in cells] == [
        "12000元",
        "12500元",
        ">3000元",
        "2万元",
    ]


@pytest.mark.parametrize(("cell", "stated"), [("△1.2", "-1.2万元"), ("(2.1)", "-2.1万元"), ("−3", "-3万元"), (-4, "-4万元")])
def test_accountants_write_a_loss_in_their_own_ways(cell: object, stated: str) -> None:
    assert str(read_amount(cell, column(may_be_negative=True)).quantity) == stated
    with pytest.raises(Malformed, match="never negative"):
        read_amount(cell, column())


@pytest.mark.parametrize(("cell", "kind"), [("75000（预计）", ClaimKind.EXPECTED), ("9(快报)", ClaimKind.PRELIMINARY), ("9", None)])
def test_a_cell_may_say_its_own_kind(cell: str, kind: ClaimKind | None) -> None:
    assert read_amount(cell, column()).kind is kind


def test_what_a_spreadsheet_computed_is_rounded_to_the_fen_and_says_so() -> None:
    amount = read_amount(123.45678912, column())
    assert (str(amount.quantity), amount.quantity.base_value, amount.is_rounded) == ("123.456789万元", 123456789, True)
    assert not read_amount(0.1 + 0.2, column()).is_rounded


@pytest.mark.parametrize(
    "cell", ["abc", "1-2", "65％", "12人", "", "多", "1.2.3", float("nan"), float("inf"), 1e300, True, "１２３４" * 20]
)
def test_what_is_no_figure_is_never_read_as_one(cell: object) -> None:
    with pytest.raises(Malformed):
        read_amount(cell, column())


@given(st.one_of(st.text(max_size=30), st.floats(), st.integers(), st.text("0123456789.,万亿元多约>(-)△ ", max_size=12)))
def test_reading_never_fails_otherwise(cell: object) -> None:
    with suppress(Malformed):
        assert read_amount(cell, column()).quantity.unit.dimension == "money"
