"""Bands tell their words and nothing else."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.finance.core.bands import Answer, Value, answered, seal, statement
from dukou.finance.core.items import Band, Item
from dukou.finance.core.kinds import Ground, ToBank
from dukou.kit.core.labels import Label, same
from dukou.rules.core.facts import Range

NUMBERS = st.decimals(-(10**6), 10**6, places=3)
EDGES = st.lists(st.integers(-(10**6), 10**6), min_size=1, max_size=6, unique=True).map(sorted)
NONCE = "5" * 32


def banded(edges: list[int]) -> Item:
    ends = [None, *edges, None]
    bands = tuple(Band(same(f"band {number}"), *ends[number : number + 2]) for number in range(len(edges) + 1))
    return Item("income", same("income"), "growth", "made.income", 0, False, Ground.CONSENT, ToBank.BAND, "万元", bands, {})


INCOME = banded([100, 500, 2_000])
CLEAN = replace(INCOME, key="no-arrears", to_bank=ToBank.WORD, unit="", bands=())
SECRET = replace(CLEAN, key="name-of-owner", to_bank=ToBank.NEVER)


def _linear(edges: list[int], value: Decimal) -> int:
    return sum(1 for edge in edges if edge <= value)


@given(EDGES, NUMBERS, NUMBERS)
def test_two_values_of_one_band_give_one_answer_and_of_two_bands_two(edges: list[int], one: Decimal, other: Decimal) -> None:
    told = [answered(banded(edges), each, "万元") for each in (one, other)]
    assert (told[0] == told[1]) == (_linear(edges, one) == _linear(edges, other))
    texts = [statement([each], consent=1, look=1, nonce=NONCE) for each in told if each is not None]
    assert (texts[0] == texts[1]) == (seal(texts[0]) == seal(texts[1])) == (told[0] == told[1])


@given(EDGES, NUMBERS, st.sampled_from([("万元", 1), ("元", 10_000)]))
def test_every_value_however_extreme_has_its_band_in_whatever_unit_it_comes(
    edges: list[int], value: Decimal, unit: tuple[str, int]
) -> None:
    band = _linear(edges, value)
    assert answered(banded(edges), value * unit[1], unit[0]) == Answer("income", f"band:{band}", same(f"band {band}"))


@given(EDGES, NUMBERS, st.decimals(0, 10, places=1))
def test_what_is_known_roughly_has_a_band_only_where_all_it_may_be_lies_in_it(edges: list[int], least: Decimal, breadth: Decimal) -> None:
    told = answered(banded(edges), Range(least, least + breadth), "万元")
    ends = {_linear(edges, least), _linear(edges, least + breadth)}
    assert told is not None and told.code == (f"band:{ends.pop()}" if len(ends) == 1 else "unknown")


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (0, "band:0"),
        (Decimal("99.999"), "band:0"),
        (100, "band:1"),
        (2_000, "band:3"),
        (10**12, "band:3"),
        (-(10**12), "band:0"),
        (None, "unknown"),
    ],
)
def test_bands_by_hand(value: Value, code: str) -> None:
    told = answered(INCOME, value, "万元")
    assert told is not None and told.code == code


def test_results_are_words_and_nothing_is_nothing() -> None:
    assert answered(CLEAN, Label("A级", "grade A")) == Answer("no-arrears", "word", Label("A级", "grade A"))
    assert [each and each.code for each in (answered(CLEAN, each) for each in (True, False, None))] == ["yes", "no", "unknown"]
    told: list[Value] = [None, True, same("somebody"), 5]
    assert [answered(SECRET, each) for each in told] == [None] * 4


def test_what_has_no_right_shape_is_not_told() -> None:
    bad: list[tuple[Item, object]] = [(INCOME, each) for each in (True, 1.5, "150", Decimal("NaN"), same("150"))]
    for item, value in [*bad, (CLEAN, "B"), (CLEAN, 150), (CLEAN, Decimal(150))]:
        with pytest.raises(TypeError):
            answered(item, value, "万元")  # type: ignore[arg-type]


def test_a_statement_is_one_text_whatever_the_order_and_its_hash_is_sha_256() -> None:
    one, other = Answer("b", "yes", Label("是", "yes")), Answer("a", "band:1", Label("低", "low"))
    text = statement([one, other], consent=3, look=2, nonce=NONCE)
    assert text == statement([other, one], consent=3, look=2, nonce=NONCE)
    assert json.loads(text) == {
        "consent": 3,
        "look": 2,
        "nonce": NONCE,
        "told": {"a": {"code": "band:1", "zh": "低", "en": "low"}, "b": {"code": "yes", "zh": "是", "en": "yes"}},
    }
    assert seal(text) == hashlib.sha256(text.encode("utf-8")).hexdigest()
    with pytest.raises(ValueError, match="short"):
        statement([one], consent=3, look=2, nonce="1")
    with pytest.raises(ValueError, match="once"):
        statement([one, one], consent=3, look=2, nonce=NONCE)


def test_codes_of_a_text_are_read_in_words_and_others_stand_as_they_are() -> None:
    item = replace(banded([]), words={"active": Label("存续", "active")})
    assert [item.read(code) for code in ("active", "asleep")] == [Label("存续", "active"), same("asleep")]
