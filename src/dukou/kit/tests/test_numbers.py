"""Whole numbers as anybody may write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.kit.core.numbers import whole_number


@given(st.integers(0, 10**18 - 1))
def test_a_number_is_read_as_it_is_written(number: int) -> None:
    assert whole_number(str(number)) == number


@given(st.text(st.characters(categories=["Nd", "No", "Nl", "Lo", "Zs"]), max_size=25))
def test_what_is_written_otherwise_is_none_and_harms_nobody(text: str) -> None:
    plain = set(text) <= set("0123456789") and 0 < len(text) <= 18
    assert (whole_number(text) is None) is not plain


@pytest.mark.parametrize("text", ["", "²", "①", "１２", "١", "-1", "+1", " 1", "1_0", "1.0", "9" * 19])
def test_what_is_no_number(text: str) -> None:
    assert whole_number(text) is None
