"""Numbers in Chinese characters, exactly: 三十亿 · 伍佰万 · 三千零五 · 二〇一九 · 3亿5000万 · 1.5亿.

What can be read in two ways is not read: 三万五 is 35,000 to the ear and 30,005 by its places.
"""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Malformed

NUMERALS = "零一二三四五六七八九十百千万亿"
FOLD = str.maketrans("〇○两壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬億", "零零二一二二三三四五六六七八九十百千万亿")
LONGEST = 40  # more characters than any number of this world needs

_DIGITS = {sign: str(value) for value, sign in enumerate("零一二三四五六七八九")} | {sign: sign for sign in "0123456789"}
_ARABIC = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?([十百千]?)", re.ASCII)  # commas only between thousands
_PLACED = re.compile("[零一二三四五六七八九]{2,}")
_ONE = "([1-9一二三四五六七八九])"
_SPOKEN = re.compile(f"零?(?:{_ONE}千)?(?:零?{_ONE}百)?(?:零?{_ONE}?(十){_ONE}?|(零?){_ONE})?")
_TENS = {"": 1, "十": 10, "百": 100, "千": 1000}


def parse_numeral(text: str) -> Fraction:
    """The number that `text` writes; anything else, or what has two readings, is Malformed."""
    plain = unicodedata.normalize("NFKC", text[:LONGEST]).translate(FOLD)
    number = _value(plain) if len(text) <= LONGEST else None
    if number is None:
        raise Malformed(
            Label(f"“{text[:LONGEST]}”不是数", f"“{text[:LONGEST]}” is not a number"),
            Label("写成 1500、1,500.5、三十亿、三万零五 这样", "write it like 1500, 1,500.5 or “三十亿”"),
        )
    return number


def _value(plain: str) -> Fraction | None:
    for sign, size in (("亿", 10**8), ("万", 10**4)):
        many, found, rest = plain.rpartition(sign)
        if found:
            return _with_rest(many, size, rest)
    return _below_ten_thousand(plain)


def _with_rest(many: str, size: int, rest: str) -> Fraction | None:
    count = _value(many)
    if count is None or (count >= size and not _ARABIC.fullmatch(many)):
        return None
    if not rest:
        return count * size
    more = _value(rest)
    if more is None or more >= size or len(rest) == 1 or count.denominator != 1:
        return None
    return count * size + more


def _below_ten_thousand(plain: str) -> Fraction | None:
    """Digits of any number, or characters for a number below ten thousand."""
    if match := _ARABIC.fullmatch(plain):
        whole, part, tens = match.groups()
        return Fraction(whole.replace(",", "") + (part or "")) * _TENS[tens]
    if plain == "零" or _PLACED.fullmatch(plain):
        return Fraction("".join(_DIGITS[sign] for sign in plain))
    return _spoken(plain)


def _spoken(plain: str) -> Fraction | None:
    match = _SPOKEN.fullmatch(plain)
    if match is None or not plain.strip("零"):
        return None
    thousands, hundreds, tens, ten, ones, gap, last = match.groups()
    if last and not gap and (thousands or hundreds):  # 三百五: 350 or 305
        return None
    places = (thousands, hundreds, tens or ("1" if ten else ""), ones or last)
    return Fraction("".join(_DIGITS[sign] if sign else "0" for sign in places))
