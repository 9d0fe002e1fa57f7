"""Texts as they arrive: invisible signs are taken out and named, habits of typing are put right in silence."""

from __future__ import annotations

import unicodedata
from string import ascii_letters, digits

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.kit.core.texts import Cleaned, Oddity, clean

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e"
CONTROL = "\x00\x01\x08\x1b\x1c\x7f\x85\ud800"
SPACES = " \u00a0\u2002\u3000\u2028\t\n\r"

NAME = "示例市渡口新材料有限公司"
texts = st.text(st.one_of(st.characters(), st.sampled_from(BIDI + ZERO_WIDTH + CONTROL + SPACES + "()（）Ａａ０示例A1")))


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (NAME, NAME),
        ("", ""),
        (f"\u3000{NAME}\u00a0 ", NAME),
        ("示例市  渡口\u3000\u3000公司", "示例市 渡口 公司"),
        ("示例市渡口\n公司", "示例市渡口 公司"),
        ("示例市甲(集团)公司", "示例市甲（集团）公司"),
        ("示例市甲（集团）公司", "示例市甲（集团）公司"),
        ("Example (Shili) Ltd", "Example (Shili) Ltd"),
        ("Example （Shili） Ltd", "Example （Shili） Ltd"),
        ("示例市ＡＢｃ１２３号", "示例市ABc123号"),
        ("".join(chr(ord(sign) + 0xFEE0) for sign in ascii_letters + digits), ascii_letters + digits),
        ("示例市甲，乙＆丙", "示例市甲，乙＆丙"),
        ("𠀀(甲)", "𠀀（甲）"),
    ],
)
def test_habits_are_put_right_and_not_named(raw: str, text: str) -> None:
    assert clean(raw) == Cleaned(text)


@pytest.mark.parametrize(
    ("signs", "oddity"),
    [(BIDI, Oddity.BIDI_CONTROL), (ZERO_WIDTH, Oddity.ZERO_WIDTH), (CONTROL, Oddity.CONTROL)],
)
def test_each_invisible_sign_is_taken_out_and_named(signs: str, oddity: Oddity) -> None:
    for sign in signs:
        assert clean(f"示例{sign}市") == Cleaned("示例市", (oddity,))


def test_an_oddity_is_named_once_and_in_one_order() -> None:
    assert clean("\x00示\u200b例\u202e市\u200b\u202e") == Cleaned("示例市", (Oddity.BIDI_CONTROL, Oddity.ZERO_WIDTH, Oddity.CONTROL))


@pytest.mark.parametrize("space", SPACES)
def test_a_space_of_any_kind_is_one_plain_space(space: str) -> None:
    assert clean(f"{space}示例{space}{space}市{space}") == Cleaned("示例 市")


@given(texts)
def test_what_is_cleaned_is_clean(raw: str) -> None:
    text = clean(raw).text
    assert clean(text) == Cleaned(text)
    assert not [sign for sign in text if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp") or (sign.isspace() and sign != " ")]
    assert text == text.strip() and "  " not in text


@given(texts)
def test_nothing_visible_is_lost(raw: str) -> None:
    def seen(text: str) -> str:
        return "".join(sign for sign in unicodedata.normalize("NFKC", text) if sign.isprintable() and sign != " ")

    assert seen(clean(raw).text) == seen("".join(sign for sign in raw if unicodedata.category(sign) not in ("Cc", "Cf", "Cs")))
