"""How broad words will be in a drawing, and where they break: estimated, for the server has no fonts."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

CJK_EM, LATIN_EM = 1.0, 0.55
# A piece that stays together: what opens, then one wide sign or a run of Latin signs up to a space, a hyphen or a stroke, then what closes.
_OPENS, _CLOSES, _LATIN = "（《“", "）》”、，。；：！？", "\\x00-\\u02ff\\u2010-\\u2017"
_PIECE = re.compile(rf"[{_OPENS}]*(?:[{_LATIN}]+?(?:[ \-/]+|(?=[^{_LATIN}])|$)|[^{_LATIN}])[{_CLOSES}]*")


def text_width(text: str, size: float) -> float:
    """The breadth of one line of `text` at `size`: wide signs 1 em, all others 0.55 em."""
    return size * sum(CJK_EM if unicodedata.east_asian_width(sign) in "WF" else LATIN_EM for sign in text)


@lru_cache(maxsize=8192)  # a map asks for the same names again, at each breadth and each time it is drawn
def broken(text: str, size: float, width: float) -> tuple[str, ...]:
    """`text` as lines no broader than `width`, nothing left out; a single word that is broader is cut."""
    lines, line = [], ""
    for piece in (part for whole in _PIECE.findall(text.strip()) for part in _cut(whole, size, width)):
        if line and text_width((line + piece).rstrip(), size) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece if line else piece.lstrip()
    return (*lines, line.rstrip()) if line.strip() else tuple(lines)


def _cut(piece: str, size: float, width: float) -> list[str]:
    """`piece` in parts that fit a line, each at least one sign long."""
    parts, part = [], ""
    for sign in piece:
        if part and text_width((part + sign).rstrip(), size) > width:
            parts.append(part)
            part = ""
        part += sign
    return [*parts, part]
