"""Tables of administrative divisions: six digits down to the county (GB/T 2260), nine for streets and towns, twelve for communities."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dukou.kit.core.labels import Label, LabelledEnum
from dukou.kit.core.refusals import Malformed


class DivisionLevel(LabelledEnum):
    """The five levels of the statistics office's area codes, from the top."""

    PROVINCE = "province", "省级", "province"
    CITY = "city", "地级", "city or prefecture"
    DISTRICT = "district", "县级", "district or county"
    STREET_OR_TOWN = "street_or_town", "乡级", "street or town"
    COMMUNITY_OR_VILLAGE = "community_or_village", "村级", "community or village"


class DivisionFault(LabelledEnum):
    """What is wrong in a row of a table of divisions."""

    SHAPE = "shape", "代码与层级不符", "the code is not one of its level"
    NAMELESS = "nameless", "没有名称", "no name"
    DOUBLED = "doubled", "代码重复", "the code stands twice"
    PARENT = "parent", "上级代码不对", "wrong code above"
    ORPHAN = "orphan", "没有上级", "the code above is not there"


@dataclass(frozen=True, slots=True)
class DivisionEntry:
    """A row of a table of divisions; `parent` may be empty or stand outside the table down to the county, where tables begin."""

    code: str
    name: str
    level: DivisionLevel
    parent: str = ""


@dataclass(frozen=True, slots=True)
class DivisionFinding:
    """A fault with the position, from 0, of the entry that has it."""

    position: int
    fault: DivisionFault


_CODE = re.compile(r"\d{6}(\d{3}){0,2}", re.ASCII)
_BELOW_COUNTY = {9: (DivisionLevel.STREET_OR_TOWN, 6), 12: (DivisionLevel.COMMUNITY_OR_VILLAGE, 9)}
_BY_WORD = {word: level for level in DivisionLevel for word in (level.value, level.label.zh, level.label.en)}


def read_division_level(text: str) -> DivisionLevel:
    """The level that a table writes as its code or its word in either language."""
    found = _BY_WORD.get(text.strip().lower())
    if found is None:
        words = "、".join(level.label.zh for level in DivisionLevel)
        codes = ", ".join(level.value for level in DivisionLevel)
        raise Malformed(Label(f"“{text}”不是区划的级别", f"“{text}” is no level of divisions"), Label(f"用 {words}", f"use one of {codes}"))
    return found


def division_level_of(code: str) -> DivisionLevel | None:
    """The level that the shape of a code says; None where it is no code."""
    if not _CODE.fullmatch(code):
        return None
    if len(code) in _BELOW_COUNTY:
        return _BELOW_COUNTY[len(code)][0]
    if code.endswith("0000"):
        return DivisionLevel.PROVINCE
    return DivisionLevel.CITY if code.endswith("00") else DivisionLevel.DISTRICT


def division_faults(entries: Sequence[DivisionEntry], known: Collection[str] = ()) -> list[DivisionFinding]:
    """Everything that keeps the entries, beside those `known` already, from being a tree; in their order."""
    codes = {entry.code for entry in entries} | set(known)
    seen: Counter[str] = Counter()
    found = []
    for position, entry in enumerate(entries):
        seen[entry.code] += 1
        faults = [*_own_faults(entry, codes), *([DivisionFault.DOUBLED] if seen[entry.code] > 1 else [])]
        found += [DivisionFinding(position, fault) for fault in faults]
    return found


def _own_faults(entry: DivisionEntry, codes: Collection[str]) -> list[DivisionFault]:
    nameless = [] if entry.name.strip() else [DivisionFault.NAMELESS]
    if division_level_of(entry.code) is not entry.level:
        return [DivisionFault.SHAPE, *nameless]
    if entry.parent not in _lawful_parents(entry.code):
        return [DivisionFault.PARENT, *nameless]
    is_orphan = len(entry.code) in _BELOW_COUNTY and entry.parent not in codes
    return [*([DivisionFault.ORPHAN] if is_orphan else []), *nameless]


def _lawful_parents(code: str) -> tuple[str, ...]:
    """What may stand above: below the county one code; a county may answer to its city or straight to its province."""
    if len(code) in _BELOW_COUNTY:
        return (code[: _BELOW_COUNTY[len(code)][1]],)
    above = (code[:4] + "00", code[:2] + "0000")
    return ("", *(each for each in above if each != code))
