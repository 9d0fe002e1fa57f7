"""Industries by GB/T 4754 (国民经济行业分类). An edition is a table that the office imports; no count and no code stands in the program.

A code says where it stands: a letter is a 门类, two digits a 大类, three a 中类, four a 小类; each begins with the digits of the one above.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest

from dukou.kit.core.labels import Label, LabelledEnum
from dukou.kit.core.refusals import Malformed


class Level(LabelledEnum):
    """The four levels of the classification, from the top."""

    SECTION = "section", "门类", "section"
    DIVISION = "division", "大类", "division"
    GROUP = "group", "中类", "group"
    CLASS = "class", "小类", "class"

    @property
    def depth(self) -> int:
        """1 for a section to 4 for a class, as tables write it."""
        return list(Level).index(self) + 1


class IndustryFault(LabelledEnum):
    """What is wrong in a row of a table of industries."""

    SHAPE = "shape", "代码的形式与层级不符", "the code has not the shape of its level"
    NAMELESS = "nameless", "没有名称", "no name"
    DOUBLED = "doubled", "代码重复", "the code stands twice"
    PARENT = "parent", "上级代码不对", "wrong code above"
    ORPHAN = "orphan", "表中没有上级", "the code above is not in the table"
    SECTION = "section", "门类不对", "wrong section"


@dataclass(frozen=True, slots=True)
class IndustryEntry:
    """A row of an edition as its table states it; `level` is 1 to 4, `parent` is empty for a section."""

    section: str
    level: int
    code: str
    parent: str
    name: str


@dataclass(frozen=True, slots=True)
class IndustryFinding:
    """A fault with the row in which it stands."""

    row: int
    fault: IndustryFault
    label: Label


_LETTER = re.compile("[A-Z]")
_NUMBER = re.compile(r"\d{2,4}", re.ASCII)
_WRITTEN = re.compile(r"(?P<section>[A-Z]?)-?(?P<digits>\d{1,4})(?:\.0+)?(?P<name>(?:[^\d.].*)?)", re.ASCII | re.DOTALL)
_OPEN_SECTION = re.compile(r"(?P<code>[A-Z])(?P<name>[^\dA-Z].*)", re.ASCII | re.DOTALL)
_NEAREST = 3


def level_of(code: str) -> Level | None:
    """The level that the shape of a code says; None where it is no code."""
    if _LETTER.fullmatch(code):
        return Level.SECTION
    return list(Level)[len(code) - 1] if _NUMBER.fullmatch(code) else None


def ancestors(code: str, section: str) -> tuple[str, ...]:
    """The codes above, from the section down: C, 30, 306 for 3061. A section has none."""
    return () if code == section else (section, *(code[:length] for length in range(2, len(code))))


def closure_faults(entries: Sequence[IndustryEntry], first_row: int = 2) -> list[IndustryFinding]:
    """Everything that keeps the entries from being one tree, in the order of rows; `first_row` is the first entry's, below the header."""
    sections = {entry.code: entry.section for entry in entries}
    seen: Counter[str] = Counter()
    found = []
    for row, entry in enumerate(entries, first_row):
        seen[entry.code] += 1
        faults = [*_own_faults(entry), *_tree_faults(entry, sections), *([IndustryFault.DOUBLED] if seen[entry.code] > 1 else [])]
        found += [IndustryFinding(row, fault, _words(row, entry, fault)) for fault in faults]
    return found


def read_industry(text: str, names: Mapping[str, str]) -> str:
    """The code that `text` means among the names by code of an edition: `3061`, `C3061`, `C 3061 玻璃纤维及制品制造`, a whole name, `C`.

    Nothing is guessed. A name must be written in full, and a name beside a code must be that code's. A spreadsheet may have eaten a
    nought: where both 111 and 0111 are codes, a bare 111 is refused; B111 or the name beside it settles it. The letter is not
    weighed further, for the digits alone say where a code stands.
    """
    plain = _folded(text)
    if plain in names and level_of(plain) in (Level.SECTION, Level.CLASS):
        return plain
    if match := _WRITTEN.fullmatch(plain):
        return _by_code(text, match, names)
    if (match := _OPEN_SECTION.fullmatch(plain)) and _is_named(match["code"], match["name"], names):
        return match["code"]
    return _by_name(text, plain, names)


def _own_faults(entry: IndustryEntry) -> list[IndustryFault]:
    level = level_of(entry.code)
    faults = [] if level and level.depth == entry.level else [IndustryFault.SHAPE]
    return faults if entry.name.strip() else [*faults, IndustryFault.NAMELESS]


def _tree_faults(entry: IndustryEntry, sections: Mapping[str, str]) -> list[IndustryFault]:
    """Faults against the row above. Without a good shape nobody knows where that is."""
    level = level_of(entry.code)
    if level is None:
        return []
    due = {Level.SECTION: "", Level.DIVISION: entry.section}.get(level, entry.code[:-1])
    if entry.parent != due:
        return [IndustryFault.PARENT]
    if due and due not in sections:
        return [IndustryFault.ORPHAN]
    return [] if entry.section == (sections[due] if due else entry.code) else [IndustryFault.SECTION]


def _words(row: int, entry: IndustryEntry, fault: IndustryFault) -> Label:
    code = entry.code or "—"
    return Label(f"第 {row} 行 {code}：{fault.label.zh}", f"row {row}, {code}: {fault.label.en}")


def _by_code(text: str, match: re.Match[str], names: Mapping[str, str]) -> str:
    code, name = match["digits"], match["name"]
    if code not in names:
        raise _unknown(text, _like_code(code, names), names)
    if name and not _is_named(code, name, names):
        raise Malformed(
            Label(f"“{text}”的代码和名称不一致", f"“{text}”: the code and the name do not agree"),
            _cure([code, *_like_name(name, names)], names),
        )
    if not (name or match["section"]) and f"0{code}" in names:
        raise Malformed(
            Label(f"“{text}”可能丢了开头的 0", f"“{text}” may have lost a nought at its beginning"),
            Label(
                f"带上门类字母或名称：{_listed([code, f'0{code}'], names)}",
                f"write the letter of its section or its name as well: {_listed([code, f'0{code}'], names)}",
            ),
        )
    return code


def _by_name(text: str, plain: str, names: Mapping[str, str]) -> str:
    codes = sorted((code for code, name in names.items() if _folded(name) == plain), key=len)
    if not codes:
        raise _unknown(text, _like_name(plain, names), names)
    # A 中类 that is not divided has one 小类 of the same name, written with a nought: 2770 is all of 277.
    if any(code.ljust(len(codes[-1]), "0") != codes[-1] for code in codes):
        raise Malformed(Label(f"“{text}”是几个类别的名称", f"“{text}” is the name of several industries"), _cure(codes, names))
    return codes[-1]


def _is_named(code: str, name: str, names: Mapping[str, str]) -> bool:
    return code in names and _folded(names[code]) == name


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


def _like_code(code: str, names: Mapping[str, str]) -> list[str]:
    like = sorted(each for each in names if each == f"0{code}" or (len(each) >= max(len(code), 2) and each[:-1] == code[: len(each) - 1]))
    return like[:_NEAREST]


def _like_name(name: str, names: Mapping[str, str]) -> list[str]:
    """Codes whose names share most characters with `name`, at least half of them (Dice)."""
    signs = set(name)
    scores = {code: 2 * len(signs & set(each)) / (len(signs) + len(set(each)) or 1) for code, each in names.items()}
    return nlargest(_NEAREST, (code for code, score in scores.items() if score >= 0.5), key=lambda code: (scores[code], len(code)))


def _unknown(text: str, like: Sequence[str], names: Mapping[str, str]) -> Malformed:
    return Malformed(Label(f"“{text}”不是这一版的行业代码或名称", f"“{text}” is no code or name of this edition"), _cure(like, names))


def _cure(codes: Sequence[str], names: Mapping[str, str]) -> Label:
    if not codes:
        return Label("写代码（如 3061）或分类表中的全称", "write the code, such as 3061, or the whole name as the table has it")
    listed = _listed(codes, names)
    return Label(f"写代码或全称，相近的有：{listed}", f"write the code or the whole name; near it: {listed}")


def _listed(codes: Sequence[str], names: Mapping[str, str]) -> str:
    return "、".join(f"{code} {names[code]}" for code in dict.fromkeys(codes))
