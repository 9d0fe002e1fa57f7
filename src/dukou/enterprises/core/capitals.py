"""Registered capital (注册资本) as written and, where it can be read, as money. Unknown stays unknown: never RMB by guess, never 0.

Three million public registration rows write it in 136 ways (field/standards.md 5): `1,500(万美元)`, `500(万)`, `100.000000万元人民币`,
`（万元）`, `N/A`. 元 without another word is RMB, for its unit is the yuan (人民币管理条例 art. 4) and other money is named with its
country; 万 alone names no money.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from dukou.enterprises.core.numerals import FOLD, LONGEST, NUMERALS, parse_numeral
from dukou.kit.core.labels import Label, LabelledEnum
from dukou.kit.core.money import from_fen
from dukou.kit.core.refusals import Malformed

LARGEST = 10**18  # hundredths; a database keeps 9.2 times as much, and no firm has a hundredth of it


class Currency(LabelledEnum):
    """The ten currencies that occur; the code is ISO 4217's (DEM: until 2001)."""

    CNY = "CNY", "人民币", "renminbi"
    USD = "USD", "美元", "US dollar"
    HKD = "HKD", "港元", "Hong Kong dollar"
    EUR = "EUR", "欧元", "euro"
    JPY = "JPY", "日元", "yen"
    GBP = "GBP", "英镑", "pound sterling"
    CAD = "CAD", "加元", "Canadian dollar"
    SGD = "SGD", "新加坡元", "Singapore dollar"
    CHF = "CHF", "瑞士法郎", "Swiss franc"
    DEM = "DEM", "德国马克", "German mark"


class CapitalFault(LabelledEnum):
    """Why a capital is not wholly known."""

    NOT_STATED = "not_stated", "未填写", "not stated"
    UNIT_OPEN = "unit_open", "没有单位（元或万元）", "no unit (yuan or ten thousand)"
    CURRENCY_OPEN = "currency_open", "没有币种", "no currency"
    TOO_FINE = "too_fine", "不足一分", "finer than a hundredth"
    TOO_LARGE = "too_large", "大得不合理", "larger than any capital"
    UNREADABLE = "unreadable", "无法识别", "unreadable"


@dataclass(frozen=True, slots=True)
class Capital:
    """A capital as written; its amount in hundredths of the currency's unit and its currency, each None where it is not known."""

    written: str
    amount: int | None
    currency: Currency | None
    faults: tuple[CapitalFault, ...] = ()

    @property
    def label(self) -> Label:
        """The capital as it is shown: 1,500万美元 / 15,000,000 USD; where it is not known, as written."""
        if self.amount is None:
            shown = self.written.strip() or "—"
            return Label(shown, shown)
        unit = "亿元" if self.amount >= 10**10 else "万元" if self.amount >= 10**6 else "元"
        money = "元人民币" if self.currency is Currency.CNY else self.currency.label.zh if self.currency else "（币种未注明）"
        code = self.currency.value if self.currency else "(currency not stated)"
        return Label(f"{from_fen(self.amount, unit):,f}{unit.removesuffix('元')}{money}", f"{from_fen(self.amount, '元'):,f} {code}")


# What names a currency together with its unit, and what only names it: 500人民币 may be 500 万.
_UNITS: dict[str, Currency | None] = {
    **{currency.value: currency for currency in Currency},
    **{currency.label.zh: currency for currency in Currency if currency is not Currency.CNY},
    "人民币元": Currency.CNY,
    "RMB": Currency.CNY,
    "¥": Currency.CNY,  # in a Chinese register; yen are written 日元
    "美金": Currency.USD,
    "US$": Currency.USD,
    "$": None,  # some country's dollar
    "HK$": Currency.HKD,
    "€": Currency.EUR,
    "£": Currency.GBP,
    "加拿大元": Currency.CAD,
    "瑞郎": Currency.CHF,
}
_NAMES = {"人民币": Currency.CNY, "港币": Currency.HKD, "日币": Currency.JPY}
_MONEYS = _UNITS | _NAMES
_MONEY = "|".join(sorted(map(re.escape, _MONEYS), key=len, reverse=True))
_WRITTEN = re.compile(
    rf"(?P<before>{_MONEY})?:?(?P<number>[\d.,{NUMERALS}]+)(?P<yuan>元)?(?P<after>{_MONEY})?(?P<end>元)?[整正]?",
    re.ASCII,
)
_NOT_STATED = re.compile(rf"(?:{_MONEY})?(?:N/?A|NULL|NONE|无|不详|未知|[-–—/])*[万亿]?(?:元|{_MONEY})*", re.ASCII)
_DROPPED = str.maketrans("圆圓", "元元", "()[]")


def parse_capital(text: str) -> Capital:
    """What `text` says about a capital. Nothing is raised: a row with an odd capital is a good row."""
    if len(text) > LONGEST:
        return Capital(text, None, None, (CapitalFault.UNREADABLE,))
    plain = "".join(unicodedata.normalize("NFKC", text).split()).upper().translate(_DROPPED).translate(FOLD)
    if _NOT_STATED.fullmatch(plain):
        return Capital(text, None, None, (CapitalFault.NOT_STATED,))
    match = _WRITTEN.fullmatch(plain)
    words = [word for word in (match["before"], match["after"]) if word] if match else []
    currencies = {_MONEYS[word] for word in words}
    if match is None or len(currencies) > 1:
        return Capital(text, None, None, (CapitalFault.UNREADABLE,))
    is_yuan = bool(match["yuan"] or match["end"])
    currency = currencies.pop() if words else Currency.CNY if is_yuan else None
    open_currency = () if currency else (CapitalFault.CURRENCY_OPEN,)
    has_unit = is_yuan or not _UNITS.keys().isdisjoint(words) or not {"万", "亿"}.isdisjoint(match["number"])
    if not has_unit:
        return Capital(text, None, currency, (CapitalFault.UNIT_OPEN, *open_currency))
    amount, fault = _hundredths(match["number"])
    return Capital(text, amount, currency, (fault, *open_currency) if fault else open_currency)


def _hundredths(number: str) -> tuple[int | None, CapitalFault | None]:
    try:
        exact = parse_numeral(number) * 100
    except Malformed:
        return None, CapitalFault.UNREADABLE
    if exact > LARGEST:
        return None, CapitalFault.TOO_LARGE
    return (int(exact), None) if exact.denominator == 1 else (None, CapitalFault.TOO_FINE)
