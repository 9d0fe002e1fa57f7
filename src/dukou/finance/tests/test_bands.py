"""Bands tell their edges and nothing else."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.finance.core.bands import Answer, Bands, Item, Value, answered, seal, statement
from dukou.finance.core.kinds import ToBank
from dukou.kit.core.labels import Label
from dukou.kit.core.units import UNITS

WAN = UNITS["万元"]
INCOME = Bands((Decimal(100), Decimal(500), Decimal("2000.5")), WAN)
NUMBERS = st.decimals(-(10**6), 10**6, places=3)
EDGES = st.lists(NUMBERS, min_size=1, max_size=6, unique=True).map(lambda edges: tuple(sorted(edges)))
NONCE = "5" * 32


def _linear(edges: tuple[Decimal, ...], value: Decimal) -> int:
    return sum(1 for edge in edges if edge <= value)


@given(EDGES, NUMBERS, NUMBERS)
def test_two_values_of_one_band_give_one_answer_and_of_two_bands_two(edges: tuple[Decimal, ...], one: Decimal, other: Decimal) -> None:
    item = Item("income", ToBank.BAND, Bands(edges, WAN))
    told = [answered(item, each) for each in (one, other)]
    assert (told[0] == told[1]) == (_linear(edges, one) == _linear(edges, other))
    texts = [statement([each], consent=1, look=1, nonce=NONCE) for each in told if each is not None]
    assert (texts[0] == texts[1]) == (seal(texts[0]) == seal(texts[1])) == (told[0] == told[1])


@given(EDGES, NUMBERS)
def test_the_band_of_a_value_is_told_by_edges_that_enclose_it_and_no_other_number(edges: tuple[Decimal, ...], value: Decimal) -> None:
    told = answered(Item("income", ToBank.BAND, Bands(edges, WAN)), value)
    beneath, above = [edge for edge in edges if edge <= value], [edge for edge in edges if edge > value]
    shown = [f"{each[0]:,f}" for each in (beneath[-1:], above[:1]) if each]
    assert told is not None and told.code == f"band:{len(beneath)}"
    assert told.label.zh == (
        "–".join(shown) + " 万元" if len(shown) == 2 else f"{shown[0]} 万元及以上" if beneath else f"不到 {shown[0]} 万元"
    )


@pytest.mark.parametrize(
    ("value", "code", "zh", "en"),
    [
        (0, "band:0", "不到 100 万元", "below 1.00 m yuan"),
        (Decimal("99.999"), "band:0", "不到 100 万元", "below 1.00 m yuan"),
        (100, "band:1", "100–500 万元", "1.00 to below 5.00 m yuan"),
        (Decimal("2000.5"), "band:3", "2,000.5 万元及以上", "20.005 m yuan or more"),
        (10**12, "band:3", "2,000.5 万元及以上", "20.005 m yuan or more"),
        (None, "unknown", "未知", "unknown"),
    ],
)
def test_bands_by_hand(value: Value, code: str, zh: str, en: str) -> None:
    assert answered(Item("income", ToBank.BAND, INCOME), value) == Answer("income", code, Label(zh, en))


def test_results_are_words_and_nothing_is_nothing() -> None:
    grade = Item("tax-grade", ToBank.WORD, words={"A": Label("A级", "grade A")})
    clean = Item("no-arrears", ToBank.WORD)
    assert answered(grade, "A") == Answer("tax-grade", "A", Label("A级", "grade A"))
    assert [each and each.code for each in (answered(clean, each) for each in (True, False, None))] == ["yes", "no", "unknown"]
    secret = Item("name-of-owner", ToBank.NEVER)
    for value in (None, True, "somebody", 5):
        assert answered(secret, value) is None


def test_what_has_no_right_shape_is_not_told() -> None:
    amount, word = Item("income", ToBank.BAND, INCOME), Item("tax-grade", ToBank.WORD, words={"A": Label("A级", "grade A")})
    refused: list[tuple[Item, object]] = [
        (amount, True),
        (amount, 1.5),
        (amount, "150"),
        (amount, Decimal("NaN")),
        (word, "B"),
        (word, 150),
    ]
    for item, value in refused:
        with pytest.raises(TypeError):
            answered(item, value)  # type: ignore[arg-type]


def test_a_band_has_its_own_words_where_it_has_any() -> None:
    words = (Label("小", "small"), Label("大", "large"))
    assert [Bands((Decimal(1),), WAN, words).label(band) for band in (0, 1)] == [*words]
    for edges, own in [((), ()), ((Decimal(2), Decimal(1)), ()), ((Decimal(1),), words[:1]), ((Decimal("Infinity"),), ())]:
        with pytest.raises(ValueError, match=r"edge|word"):
            Bands(edges, WAN, own)
    for to_bank, bands in ((ToBank.BAND, None), (ToBank.WORD, INCOME), (ToBank.NEVER, INCOME)):
        with pytest.raises(ValueError, match="bands"):
            Item("income", to_bank, bands)


def test_a_statement_is_one_text_whatever_the_order_and_its_hash_is_sha_256() -> None:
    one, other = Answer("b", "yes", Label("是", "yes")), Answer("a", "band:1", Label("100–500 万元", "1.00 to below 5.00 m yuan"))
    text = statement([one, other], consent=3, look=2, nonce=NONCE)
    assert text == statement([other, one], consent=3, look=2, nonce=NONCE)
    assert json.loads(text) == {
        "consent": 3,
        "look": 2,
        "nonce": NONCE,
        "told": {
            "a": {"code": "band:1", "zh": "100–500 万元", "en": "1.00 to below 5.00 m yuan"},
            "b": {"code": "yes", "zh": "是", "en": "yes"},
        },
    }
    assert seal(text) == hashlib.sha256(text.encode("utf-8")).hexdigest()
    with pytest.raises(ValueError, match="short"):
        statement([one], consent=3, look=2, nonce="1")
    with pytest.raises(ValueError, match="once"):
        statement([one, one], consent=3, look=2, nonce=NONCE)
