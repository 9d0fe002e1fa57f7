"""Headings of columns as offices write them: what a column holds, of which period and in which unit.

`2023年营业收入（万元）` · `营业收入(亿元)2023` · `Revenue 2023 (10k yuan)` · `*企业名称（必填）`. What stands in brackets and is neither
a unit, a period nor a mark of the form stays part of the heading: 从业人员（女） is another column than 从业人员.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from dukou.figures.core.units import UNITS, Unit
from dukou.kit.core.periods import Period, parse_period
from dukou.kit.core.refusals import Malformed


@dataclass(frozen=True, slots=True)
class Scale:
    """A unit as a heading names it: a unit of ours, and the power of ten by which its numbers are larger (千元 is 元 with 3)."""

    unit: Unit
    power: int = 0


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading taken apart. `stem`: what the column holds, in the form in which synonyms are compared."""

    written: str
    stem: str
    scale: Scale | None = None
    period: Period | None = None


_SCALES = {code.casefold(): Scale(unit) for code, unit in UNITS.items()} | {
    **dict.fromkeys(("千元", "thousandyuan", "1000yuan", "1kyuan", "kyuan"), Scale(UNITS["元"], 3)),
    **dict.fromkeys(("百万元", "millionyuan", "myuan", "millionrmb", "rmbmillion", "millioncny", "cnymillion"), Scale(UNITS["万元"], 2)),
    **dict.fromkeys(
        ("万", "人民币万元", "万元人民币", "10kyuan", "10000yuan", "tenthousandyuan", "10krmb", "10kcny"), Scale(UNITS["万元"])
    ),
    **dict.fromkeys(("亿", "100millionyuan", "100myuan"), Scale(UNITS["亿元"])),
    **dict.fromkeys(("billionyuan", "bnyuan", "billionrmb", "rmbbillion", "billioncny"), Scale(UNITS["亿元"], 1)),
    **dict.fromkeys(("yuan", "rmb", "cny", "人民币元", "人民币"), Scale(UNITS["元"])),
    **dict.fromkeys(("people", "persons", "heads", "名"), Scale(UNITS["人"])),
    **dict.fromkeys(("percent", "pct"), Scale(UNITS["%"])),
}
_NOTES = frozenset(("必填", "选填", "全称", "required", "optional"))  # marks of the form, not of the column
_BRACKET = re.compile(r"[(\[【{]([^()\[\]【】{}]*)[)\]】}]")
_PERIOD = re.compile(
    r"(?<!\d)((?:19|20)\d{2}"
    r"(?:h[12]|q[1-4]|m\d{2}-\d{2}|-\d{1,2}(?!\d)|年?(?:上半年|下半年|第?[1-4一二三四]季度|\d{1,2}月?[-至~—–]\d{1,2}月|\d{1,2}月)|年)?)(?!\d)"
    r"(?:度|末|底|累计)?"
)
_QUARTERS = str.maketrans("一二三四", "1234")
_UNIT_LINE = re.compile(r"单位[:：]?\s*([^\s)）]+)|\bunits?\s*:\s*([^)）;；]+)", re.IGNORECASE)
_BETWEEN_UNITS = re.compile("[、,，;；/]")


@dataclass(slots=True)
class _Found:
    """What has been found in a heading so far."""

    scale: Scale | None = None
    period: Period | None = None


def read_heading(text: str) -> Heading:
    """The heading taken apart; nothing is raised: what cannot be taken apart is a stem that no synonym knows."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    found = _Found()
    rest = _BRACKET.sub(lambda match: _understood(match, found), plain)
    rest, _, behind = rest.partition("单位:")
    if named := scale_of(behind):
        found.scale = named
    rest = _without_period(rest, found)
    return Heading(" ".join(text.split()), stem_of(rest), found.scale, found.period)


def stem_of(text: str) -> str:
    """The form in which headings and synonyms are compared: letters, digits and Chinese characters in one width and small."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def scale_of(text: str) -> Scale | None:
    """The unit that `text` names and nothing else; None where it names none."""
    return _SCALES.get("".join(unicodedata.normalize("NFKC", text).casefold().replace(",", "").split()))


def scales_above(texts: Iterable[str]) -> list[Scale]:
    """The units that a line above the headings states: 单位：万元、人. 填报单位：示例局 states none."""
    lines = chain.from_iterable(_UNIT_LINE.findall(unicodedata.normalize("NFKC", text)) for text in texts)
    named = (part for pair in lines for part in _BETWEEN_UNITS.split(pair[0] or pair[1]))
    return [scale for part in named if (scale := scale_of(part))]


def _understood(match: re.Match[str], found: _Found) -> str:
    inner = "".join(match[1].split())
    if scale := scale_of(inner):
        found.scale = scale
        return ""
    if inner in _NOTES:
        return ""
    whole = _PERIOD.fullmatch(inner)
    return _without_period(inner, found) if whole else match[0]


def _without_period(text: str, found: _Found) -> str:
    """The text without the first period in it."""
    if found.period:
        return text
    for match in _PERIOD.finditer("".join(text.split()) if not text.isascii() else text):
        try:
            found.period = parse_period(match[1].translate(_QUARTERS).upper())
        except Malformed:  # 2023-13 is no period; it stays in the stem, which then is unknown
            continue
        return match.string[: match.start()] + match.string[match.end() :]
    return text
