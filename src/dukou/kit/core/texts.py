"""Names and addresses as they arrive: what cannot be seen is taken out and named, what is only habit is put right in silence.

A name may carry signs that turn its reading direction or have no width: two names then look alike and are not. Spaces of every width,
full-width letters and half-width brackets are mere habits of typing.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from dukou.kit.core.labels import LabelledEnum


class Oddity(LabelledEnum):
    """What a text held that nobody can see."""

    BIDI_CONTROL = "bidi_control", "改变文字方向的控制符", "a sign that turns the direction of reading"
    ZERO_WIDTH = "zero_width", "零宽字符", "a sign without width"
    CONTROL = "control", "控制字符", "a control character"


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text fit to be kept and shown, and what was taken out of it."""

    text: str
    oddities: tuple[Oddity, ...] = ()


_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_HALVED = {wide: wide - 0xFEE0 for wide in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_WIDENED = str.maketrans("()", "（）")
_HABIT = re.compile(r"[()０-９Ａ-Ｚａ-ｚ]")
_CHINESE = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_CATEGORIES = {"Cf": Oddity.ZERO_WIDTH, "Cc": Oddity.CONTROL, "Cs": Oddity.CONTROL}


def clean(raw: str) -> Cleaned:
    """`raw` without invisible signs; spaces of every kind are single and plain, brackets beside Chinese wide, letters and digits narrow."""
    # isprintable() is false for invisible signs and for every space but the plain one
    if raw.isprintable() and not _HABIT.search(raw):
        return Cleaned(" ".join(raw.split()) if " " in raw else raw)
    kept, oddities = _seen(raw)
    text = " ".join(kept.split()).translate(_HALVED)
    return Cleaned(text.translate(_WIDENED) if _CHINESE.search(text) else text, oddities)


def visible(raw: str) -> str:
    """`raw` without the signs that nobody can see, and otherwise as it was typed."""
    return _seen(raw)[0].strip()


def _seen(raw: str) -> tuple[str, tuple[Oddity, ...]]:
    oddities = {sign: oddity for sign in set(raw) if (oddity := _oddity(sign))}
    return "".join(sign for sign in raw if sign not in oddities), tuple(each for each in Oddity if each in oddities.values())


def _oddity(sign: str) -> Oddity | None:
    if sign in "\t\n\r":  # a line break inside a cell is a space
        return None
    return Oddity.BIDI_CONTROL if sign in _BIDI else _CATEGORIES.get(unicodedata.category(sign))
