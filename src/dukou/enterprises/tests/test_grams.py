"""Bigrams, their likeness, and the initials of readings."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.enterprises.core.grams import dice, grams, rarest
from dukou.enterprises.core.pinyin import initials

words = st.text("甲乙丙丁ab", max_size=12)


@pytest.mark.parametrize(
    ("text", "bigrams"),
    [("凯尔夫", ["凯尔", "尔夫"]), ("天天天", ["天天", "天天"]), ("凯", ["凯"]), ("", [])],
)
def test_bigrams_stand_in_their_order(text: str, bigrams: list[str]) -> None:
    assert grams(text) == bigrams


@given(words)
def test_a_text_can_be_put_together_again_from_its_bigrams(text: str) -> None:
    assert "".join(gram[0] for gram in grams(text)) + (text[-1] if len(text) > 1 else "") == text


@pytest.mark.parametrize(
    ("one", "other", "score"),
    [
        ("凯尔夫", "凯尔夫", 1.0),
        ("凯尔夫", "凯尔天", 0.5),
        ("天天天", "天天", 2 / 3),
        ("凯", "凯", 1.0),
        ("凯", "凯尔", 0.0),
        ("", "", 0.0),
        ("凯尔夫", "", 0.0),
    ],
)
def test_likeness_is_the_share_of_common_bigrams(one: str, other: str, score: float) -> None:
    assert dice(one, other) == pytest.approx(score)


@given(words, words)
def test_likeness_counts_repeated_bigrams_and_does_not_care_for_the_order(one: str, other: str) -> None:
    ours, theirs = Counter(grams(one)), Counter(grams(other))
    total = ours.total() + theirs.total()
    assert dice(one, other) == dice(other, one) == (2 * (ours & theirs).total() / total if total else 0)


def test_the_rarest_come_first_and_each_once() -> None:
    assert rarest(["有限", "凯尔", "有限", "尔夫", "限公"], {"有限": 90, "限公": 80, "尔夫": 2}, 3) == ["凯尔", "尔夫", "限公"]
    assert rarest(["甲乙", "乙丙"], {}, 3) == ["甲乙", "乙丙"]


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("重庆长安汽车", "cqcaqc"),
        ("厦门重工", "xmzg"),
        ("大厦", "ds"),
        ("示例银行", "slyh"),
        ("茄子溪", "qzx"),
        ("ＡＢ3D凯尔夫（示例）", "ab3dkefsl"),
        ("西藏收藏", "xzsc"),
        ("嗯·!é", "n"),
        ("", ""),
    ],
)
def test_initials_are_what_people_type(text: str, letters: str) -> None:
    assert initials(text) == letters


@given(st.text(max_size=30))
def test_initials_are_small_letters_and_digits(text: str) -> None:
    assert set(initials(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789")


@given(st.text("abcXYZ019", max_size=20))
def test_latin_letters_and_digits_stand_as_they_are(text: str) -> None:
    assert initials(text) == text.casefold()
