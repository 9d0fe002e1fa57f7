"""Initials of readings: 重庆长安 is found as `cqca`, as people type on a keyboard without switching to Chinese.

A character has its first reading in pypinyin's dictionary, except where firms' names nearly always mean another one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_MOSTLY = {"长": "c", "厦": "x", "茄": "q", "曾": "z"}  # 长安 长江, 厦门, 茄子溪, the family name 曾
_PHRASES = {
    "重庆": "cq",
    "大厦": "ds",
    "成长": "cz",
    "增长": "zz",
    "西藏": "xz",
    "六安": "la",
    "番禺": "py",
    "铅山": "ys",
    "单县": "sx",
    "莘县": "sx",
    "乐清": "yq",
    "音乐": "yy",
    "乐器": "yq",
    "银行": "yh",
    "商行": "sh",
    "洋行": "yh",
    "车行": "ch",
    "行业": "hy",
    "会计": "kj",
    "空调": "kt",
    "调味": "tw",
    "调料": "tl",
    "弹簧": "th",
    "给水": "js",
    "校准": "jz",
    "校验": "jy",
}
_PHRASE = re.compile("|".join(_PHRASES))


class _Initials(dict[int, str]):
    """What `str.translate` puts in the place of each character: an initial, or nothing where there is no reading."""

    def __missing__(self, character: int) -> str:
        return ""


def initials(text: str) -> str:
    """The first letters of the readings in small letters; Latin letters and digits stand as they are, everything else is left out.

    `重庆凯尔夫3D有限公司` gives `cqkef3dyxgs`. The first call loads the dictionary.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    return _PHRASE.sub(_phrase_initials, plain).translate(_initials())


def _phrase_initials(found: re.Match[str]) -> str:
    return _PHRASES[found[0]]


@cache
def _initials() -> _Initials:
    # pypinyin is slow to import (0.3 s with its phrases) and few commands need it
    from pypinyin.constants import PINYIN_DICT

    table = _Initials({character: _first_letter(readings) for character, readings in PINYIN_DICT.items()})
    table |= {ord(character): letter for character, letter in _MOSTLY.items()}
    return _Initials(table | {ord(kept): kept for kept in "abcdefghijklmnopqrstuvwxyz0123456789"})


def _first_letter(readings: str) -> str:
    """`zhòng,chóng` gives z; the tone mark of a syllabic ń or ḿ falls away."""
    letter = unicodedata.normalize("NFD", readings)[:1]
    return letter if letter.isascii() else ""
