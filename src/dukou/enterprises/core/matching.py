"""Are two entries one firm? What speaks for it, what against it, and when a machine may say so by itself.

A wrong merge mixes two firms' figures, a question costs a minute. So only what cannot be meant otherwise is accepted: the same code
under a matching name, the same whole name, or the same place, brand and trade where merely the legal form or its brackets are written
otherwise. A name that is one character off is always a question: 电子 and 电梯 differ by one, and are two firms.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from dukou.enterprises.core.grams import dice
from dukou.enterprises.core.name_words import COMPANY_FORMS
from dukou.enterprises.core.names import NameParts, normal, parts_of
from dukou.kit.core.labels import LabelledEnum

SAFE = 90  # from here on a machine may accept
AHEAD = 5  # if the next likely entry is this far behind
ASKED = 60  # from here on people are asked
_NUMERALS = {numeral: str(value) for value, numeral in enumerate("一二三四五六七八九", 1)} | {"十": "10"}
_LIMITED = ("有限公司", "有限责任公司")  # one and the same form (Company Law, article 7)


class Sameness(LabelledEnum):
    """What follows from the likenesses of one newcomer to the entries of the register."""

    SAME = "same", "是同一家", "same firm"
    ASK = "ask", "请人判断", "people decide"
    DIFFERENT = "different", "不是同一家", "different firms"


class Ground(LabelledEnum):
    """Why two entries may or may not be one firm."""

    SAME_CODE = "same_code", "代码相同", "same code"
    SAME_NAME = "same_name", "名称相同", "same name"
    FORMER_NAME = "former_name", "与曾用名相同", "a former name"
    SHORT_NAME = "short_name", "与简称相同", "a short name"
    SAME_CORE = "same_core", "字号和行业相同", "same brand and trade"
    FORM_MISTYPED = "form_mistyped", "组织形式有一处笔误", "legal form mistyped"
    NEAR_NAME = "near_name", "名称只差一处", "names one slip apart"
    ABBREVIATED = "abbreviated", "一方像是另一方的缩写", "one abbreviates the other"
    SAME_BRAND = "same_brand", "字号相同，行业不同", "same brand, other trade"
    REGION_UNSTATED = "region_unstated", "一方没写区划", "one says no place"
    REGION_NARROWER = "region_narrower", "一方的区划更细", "one place within the other"
    SAME_BRAND_OTHER_REGION = "other_region", "字号相近，区划不同", "like brand, other place"
    FORM_UNSTATED = "form_unstated", "一方没写组织形式", "one says no legal form"
    FORMS_DIFFER = "forms_differ", "组织形式不同", "legal forms differ"
    GROUP_AND_COMPANY = "group", "一方是集团", "one is a group"
    BARE_NAME = "bare_name", "名称没写区划和公司形式，可能不止一家", "name without place and form, maybe of several"
    BRANCH_OF = "branch_of", "一方是分支机构", "one is a branch"
    OTHER_BRANCH = "other_branch", "分支机构不同", "other branches"
    NUMBERS_DIFFER = "numbers_differ", "名称里的数字不同", "numbers in the names differ"
    CODES_DIFFER = "codes_differ", "代码不同", "codes differ"
    NAMES_DIFFER = "names_differ", "代码相同而名称不同", "same code, other name"

    @property
    def ceiling(self) -> int:
        """The highest score beside this ground."""
        return _CEILINGS.get(self, 100)

    @property
    def contradicts(self) -> bool:
        """Whether no machine may accept in spite of it."""
        return self.ceiling < SAFE


_CEILINGS = {
    Ground.FORM_UNSTATED: 93,
    Ground.FORMER_NAME: 88,  # a name may be taken by another firm a year after it was given up
    Ground.REGION_UNSTATED: 86,
    Ground.BARE_NAME: 86,
    Ground.SHORT_NAME: 85,
    Ground.REGION_NARROWER: 84,  # the city's and the district's authority register apart
    Ground.FORMS_DIFFER: 83,
    Ground.GROUP_AND_COMPANY: 82,
    Ground.NEAR_NAME: 80,
    Ground.CODES_DIFFER: 80,
    Ground.ABBREVIATED: 78,
    Ground.NAMES_DIFFER: 75,
    Ground.SAME_BRAND: 45,
    Ground.SAME_BRAND_OTHER_REGION: 50,
    Ground.BRANCH_OF: 40,
    Ground.OTHER_BRANCH: 40,
    Ground.NUMBERS_DIFFER: 40,
}
_LIKE_NAMES = {Ground.SAME_NAME, Ground.SAME_CORE, Ground.FORMER_NAME, Ground.FORM_MISTYPED}
_OTHER_UNIT = {Ground.BRANCH_OF, Ground.OTHER_BRANCH, Ground.NUMBERS_DIFFER, Ground.GROUP_AND_COMPANY}


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an entry or a newcomer. `code` in normal form, and empty where it failed the check: a wrong code is no evidence."""

    key: str
    name: str
    code: str = ""
    former_names: tuple[str, ...] = ()
    short_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Likeness:
    """How likely two entries are one firm, 0 to 100, and why."""

    score: int
    grounds: tuple[Ground, ...]

    @property
    def is_contradicted(self) -> bool:
        """Whether a ground forbids that a machine accepts."""
        return any(ground.contradicts for ground in self.grounds)


def decide(candidates: Sequence[Likeness]) -> Sameness:
    """Accept the best of a newcomer's candidates only when that is safe: nothing against it, well ahead, and no other has its code.

    `candidates` are all entries that came near; one that was not looked up cannot hold the best one back.
    """
    ranked = sorted(candidates, key=lambda each: each.score, reverse=True)
    if not ranked or ranked[0].score < ASKED:
        return Sameness.DIFFERENT
    best, others = ranked[0], ranked[1:]
    is_ahead = not others or best.score - others[0].score >= AHEAD
    has_rival = any(Ground.SAME_CODE in other.grounds for other in others)
    return Sameness.SAME if best.score >= SAFE and is_ahead and not has_rival and not best.is_contradicted else Sameness.ASK


def likeness(one: Known, other: Known) -> Likeness:
    """Compare two entries by all their names and their codes. It does not matter which is which."""
    named = max((_named_likeness(one, other, *pair) for pair in _name_pairs(one, other)), key=lambda each: each.score)
    return _with_codes(one.code, other.code, named)


def _with_codes(one: str, other: str, named: Likeness) -> Likeness:
    """A code tells firms apart only from one of its own kind: an old licence number says nothing against a credit code."""
    grounds = named.grounds
    if not one or len(one) != len(other):
        return named
    if one == other:
        agrees = named.score >= ASKED and not _OTHER_UNIT.intersection(grounds)
        # with the same code, what would have been a doubt about the name is only the way it was written
        return Likeness(100, (Ground.SAME_CODE, *_undoubted(grounds))) if agrees else _disputed(grounds)
    ceiling = Ground.CODES_DIFFER.ceiling if _LIKE_NAMES.intersection(grounds) else ASKED - 10
    return Likeness(min(named.score, ceiling), (*grounds, Ground.CODES_DIFFER))


def _undoubted(grounds: tuple[Ground, ...]) -> tuple[Ground, ...]:
    return tuple(ground for ground in grounds if not ground.contradicts)


def _disputed(grounds: tuple[Ground, ...]) -> Likeness:
    return Likeness(Ground.NAMES_DIFFER.ceiling, (Ground.SAME_CODE, *grounds, Ground.NAMES_DIFFER))


def _name_pairs(one: Known, other: Known) -> list[tuple[str, str, Ground | None]]:
    """Each pair of names to compare, with the ground that an agreement of other than present names rests on."""
    aliases = [(Ground.FORMER_NAME, one.former_names, other.former_names), (Ground.SHORT_NAME, one.short_names, other.short_names)]
    pairs: list[tuple[str, str, Ground | None]] = [(one.name, other.name, None)]
    for ground, ours, theirs in aliases:
        pairs += [(one.name, alias, ground) for alias in theirs] + [(alias, other.name, ground) for alias in ours]
    return pairs


def _named_likeness(one: Known, other: Known, ours: str, theirs: str, alias: Ground | None) -> Likeness:
    if alias is None:
        return _alike(ours, theirs)
    return Likeness(alias.ceiling, (alias,)) if normal(ours) == normal(theirs) else Likeness(0, ())


def _alike(ours: str, theirs: str) -> Likeness:
    """Two names: what they share, then everything that lowers it."""
    one, other = _read(ours), _read(theirs)
    if not one.normal or not other.normal:
        return Likeness(0, ())
    found = _shared(one, other)
    doubts = [] if not found.grounds else [*_doubts_of_place(one.parts, other.parts), *_doubts_of_form(one.parts, other.parts, found)]
    if found.grounds:
        doubts += _doubts_of_unit(one, other)
    return replace(found, score=min([found.score, *(doubt.ceiling for doubt in doubts)]), grounds=(*found.grounds, *doubts))


@dataclass(frozen=True, slots=True)
class _Read:
    normal: str
    parts: NameParts
    numbers: str


@lru_cache(maxsize=4096)
def _read(name: str) -> _Read:
    plain = normal(name)
    return _Read(plain, parts_of(name), "".join(_NUMERALS.get(each, each) for each in plain if each in _NUMERALS or each.isdigit()))


def _shared(one: _Read, other: _Read) -> Likeness:
    """The strongest thing that two names have in common."""
    ours, theirs = one.parts.core, other.parts.core
    if one.normal == other.normal:
        return Likeness(100, (Ground.SAME_NAME,))
    if ours == theirs:
        return Likeness(96, (Ground.SAME_CORE,))
    if _is_form_mistyped(one, other) or _is_form_mistyped(other, one):
        return Likeness(91, (Ground.FORM_MISTYPED,))
    if _is_one_slip(ours, theirs) and min(len(ours), len(theirs)) > 3:  # of two or three characters, one is too much
        return Likeness(60 + round(20 * dice(ours, theirs)), (Ground.NEAR_NAME,))
    if _abbreviates(ours, theirs) or _abbreviates(theirs, ours):
        return Likeness(62 + round(16 * dice(ours, theirs)), (Ground.ABBREVIATED,))
    if one.parts.brand == other.parts.brand:
        return Likeness(45, (Ground.SAME_BRAND,))
    return Likeness(round(44 * dice(ours, theirs)), ())


def _doubts_of_place(one: NameParts, other: NameParts) -> list[Ground]:
    ours, theirs = sorted((one.place, other.place), key=len)
    if ours == theirs:
        return []
    if not ours:
        return [Ground.REGION_UNSTATED]
    return [Ground.REGION_NARROWER if theirs.startswith(ours) else Ground.SAME_BRAND_OTHER_REGION]


def _doubts_of_form(one: NameParts, other: NameParts, found: Likeness) -> list[Ground]:
    if Ground.FORM_MISTYPED in found.grounds:
        return []
    bare = [Ground.BARE_NAME] if any(not each.place and not each.is_company for each in (one, other)) else []
    if one.form == other.form or (one.form in _LIMITED and other.form in _LIMITED):
        return bare
    if not one.form or not other.form:
        return [*bare, Ground.FORM_UNSTATED]
    is_group = ("集团" in one.form) != ("集团" in other.form)
    return [*bare, Ground.GROUP_AND_COMPANY if is_group else Ground.FORMS_DIFFER]


def _doubts_of_unit(one: _Read, other: _Read) -> list[Ground]:
    doubts = []
    if one.parts.branch != other.parts.branch:
        doubts.append(Ground.OTHER_BRANCH if one.parts.branch and other.parts.branch else Ground.BRANCH_OF)
    if one.numbers != other.numbers:
        doubts.append(Ground.NUMBERS_DIFFER)
    return doubts


def _gap(one: str, other: str) -> tuple[int, str, str]:
    """Where two texts part, and what of each stands between their common beginning and their common end."""
    shorter = min(len(one), len(other))
    head = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    tail = next((at for at in range(shorter - head) if one[-1 - at] != other[-1 - at]), shorter - head)
    return head, one[head : len(one) - tail], other[head : len(other) - tail]


def _is_one_slip(one: str, other: str) -> bool:
    """Whether a single character is changed, lost or added, or two neighbours are swapped."""
    _, ours, theirs = _gap(one, other)
    return max(len(ours), len(theirs)) == 1 or (len(ours) == 2 and ours == theirs[::-1])


def _is_form_mistyped(typed: _Read, meant: _Read) -> bool:
    """Whether the only slip lies inside the other's legal form (有限公同): forms are a closed list, so nothing else can be meant."""
    form = meant.parts.form
    head, _, _ = _gap(typed.normal, meant.normal)
    return (
        form in COMPANY_FORMS
        and len(typed.parts.form) < len(form)
        and head >= len(meant.normal) - len(form)
        and meant.normal.endswith(form)
        and _is_one_slip(typed.normal, meant.normal)
    )


def _abbreviates(short: str, full: str) -> bool:
    """Whether one begins like the other and leaves characters out: 凯尔夫装备 for 凯尔夫智能装备."""
    rest = iter(full)
    return 2 <= len(short) < len(full) and short[:2] == full[:2] and all(character in rest for character in short)
