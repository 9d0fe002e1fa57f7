"""Firms' names: the form in which they are searched and compared, and the parts they are made of.

A registered name is place + brand (字号) + trade + legal form (企业名称登记管理规定, article 6), and a branch adds its own words behind:
重庆 / 凯尔夫 / 智能装备 / 有限公司 / 大渡口分公司. Place, form and branch are read off closed lists and patterns; where the brand ends
and the trade begins no list can say for certain, so `trade` is what the lexicon knows and `brand` all the rest.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from dukou.enterprises.core.name_words import CITIES, COMPANY_FORMS, FORMS, OFFSHOOTS, PROVINCES, TRADES

_LEVELS = str.maketrans("", "", "省市区县")
_BRACKET = re.compile(r"[(\[【〔{]([^()\[\]【】〔〕{}]*)[)\]】〕}]")
_FORMER = re.compile(r"(?:原名?|曾用名|现名?)[:：]?.*(?:公司|厂|社|店|行|部|中心|企业|集团)")  # 甲公司（原乙公司）
_COUNTY = r"[一-鿿]{2,10}?自治县|[一-鿿]{2,4}?(?<![小园社景校厂发])区(?!域)|[一-鿿]{1,3}?县(?!城)"
_TOWN = r"[一-鿿]{2,4}?(?:街道|镇|乡)(?!村)"
# 市场, 超市, 城市 and their like are words of the trade, not places
_REGION = re.compile(
    rf"(?:(?:{'|'.join(PROVINCES)})(?:市(?![场政民])|省)?)?"
    rf"(?:(?:{'|'.join(CITIES)})(?:市(?![场政民]))?|[一-鿿]{{2,3}}?(?<![超城都股门夜集菜上花])市(?![场政民]))?"
    rf"(?:(?:{_COUNTY})(?:{_TOWN})?)?"
)
_LAWFUL = r"有限责任公司|有限公司|集团公司|总公司|股份公司|有限合伙|普通合伙|个人独资企业|个人独资(?!企业)|合作社(?!联合社)"
_BEHIND_A_FORM = re.compile(rf"(.+?(?:{_LAWFUL}))(.{{2,}})")
_OFFSHOOT = rf"(?:第?[一二三四五六七八九十\d]{{1,3}})?(?:{'|'.join(OFFSHOOTS)})"
_BEHIND_A_SHOP = re.compile(rf"(.{{2,}}(?:厂|商行|超市|药房|集团|事务所))(.*?{_OFFSHOOT})|(.{{2,}}?)({_OFFSHOOT})")
_TRADE = re.compile(rf"(.{{2,}}?)((?:{'|'.join(sorted(TRADES, key=len, reverse=True))})+)")


@dataclass(frozen=True, slots=True)
class NameParts:
    """The parts in normal form; what a name does not say is empty. `region` joins a leading place and one in brackets."""

    region: str
    brand: str
    trade: str
    form: str
    branch: str

    @property
    def core(self) -> str:
        """Brand and trade."""
        return self.brand + self.trade

    @property
    def place(self) -> str:
        """The region without the words for its level: 重庆市 and 重庆 are one place."""
        return self.region.translate(_LEVELS)

    @property
    def is_company(self) -> bool:
        """Whether the form is one under the Company Law, whose names a registration authority keeps apart."""
        return self.form in COMPANY_FORMS


def normal(name: str) -> str:
    """The form that search and matching use: one width, small letters, nothing but letters, digits and Chinese characters.

    Brackets, spaces, dots and hyphens go, for people write them as they please. A normal form is its own normal form.
    """
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return text if text.isalnum() else unicodedata.normalize("NFKC", "".join(filter(str.isalnum, text)))


def core_of(name: str) -> str:
    """The normal form without place, legal form and branch: what firms are blocked by before they are compared.

    Where nothing else is left (重庆有限公司) it is the whole normal form.
    """
    return _cut(name)[1] or normal(name)


def parts_of(name: str) -> NameParts:
    """The parts of a name. Where brand and trade part is a guess, and may be: matching asks for both together first."""
    region, middle, form, branch = _cut(name)
    split = _TRADE.fullmatch(middle)
    brand, trade = split.groups() if split else (middle, "")
    return NameParts(region, brand, trade, form, branch)


def is_branch(name: str) -> bool:
    """Whether a name is that of a branch (分公司, 办事处, 分厂 …): another unit than the firm in front, with another code."""
    return bool(_cut(name)[3])


@lru_cache(maxsize=2048)  # a name is asked for its core, its branch and its parts in a row
def _cut(name: str) -> tuple[str, str, str, str]:
    """Region, middle, form and branch."""
    text = unicodedata.normalize("NFKC", name)
    bracketed = ""
    if _BRACKET.search(text):
        text, bracketed = _without_brackets(text)
    front, branch = _branch_off(normal(text))
    body, form = _form_off(front)
    region = _region_at(body)
    return region + bracketed, body[len(region) :], form, branch


def _without_brackets(text: str) -> tuple[str, str]:
    """The text without what stands in brackets as a place or a former name, and the place; other brackets lose only their marks."""
    places: list[str] = []

    def put(found: re.Match[str]) -> str:
        inner = normal(found[1])
        if _is_place(inner):
            places.append(inner)
            return ""
        return "" if _FORMER.fullmatch(inner) else inner

    return _BRACKET.sub(put, text), "".join(places)


def _is_place(text: str) -> bool:
    return text == "中国" or bool(text and _REGION.fullmatch(text))


def _branch_off(text: str) -> tuple[str, str]:
    """The firm and its branch: whatever follows a legal form, or a word such as 分店 behind any name."""
    found = _BEHIND_A_FORM.fullmatch(text)
    if found and (found[2].endswith(("分公司", "支公司")) or not found[2].endswith("公司")):
        return found[1], found[2]
    if text.endswith(OFFSHOOTS) and not text.endswith("街道办事处"):  # 街道办事处 is an authority
        shop = _BEHIND_A_SHOP.fullmatch(text)
        if shop:
            return (shop[1], shop[2]) if shop[1] else (shop[3], shop[4])
    return text, ""


def _form_off(text: str) -> tuple[str, str]:
    for form in _forms_by_end().get(text[-1:], ()):
        if text.endswith(form) and len(text) > len(form):
            return text[: -len(form)], form
    return text, ""


@cache
def _forms_by_end() -> dict[str, tuple[str, ...]]:
    ends = {form[-1] for form in FORMS}
    return {end: tuple(sorted((form for form in FORMS if form[-1] == end), key=len, reverse=True)) for end in ends}


def _region_at(text: str) -> str:
    """The place in front; nothing where hardly any name would be left (长春堂)."""
    found = _REGION.match(text)
    return found[0] if found and len(text) - found.end() >= 2 else ""
