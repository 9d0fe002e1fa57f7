"""Leads: who was first, how long that counts, what may be told of it, and what is judged. No name is told that was not known before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dukou.enterprises.core.names import core_of, normal, parts_of
from dukou.kit.core.labels import LabelledEnum


class LeadNote(LabelledEnum):
    """What is noted of a lead."""

    JUDGED = "judged", "研判", "lead judged"
    FED_BACK = "fed_back", "反馈推荐人", "word to the referrer"
    REPORTED = "reported", "进展报告", "progress report"


class Verdict(LabelledEnum):
    """What a lead is judged to be. Experts take longer: another grade of time."""

    PURSUE = "pursue", "值得跟进", "worth pursuing"
    EXPERTS = "experts", "提请专家论证", "put before experts"
    DECLINE = "decline", "不宜跟进", "not to be pursued"


@dataclass(frozen=True, slots=True)
class Investor:
    """An investor as told: the name as written, the unified code (empty: not known)."""

    firm: str
    code: str = ""

    @property
    def core(self) -> str:
        """Brand and trade, by which two are looked up before they are compared."""
        return core_of(self.firm)

    def meets(self, other: Investor) -> bool:
        """Whether both are one investor. Two codes decide alone; else the names without legal form and branch, and without place unless
        both tell one: firms of one brand in two cities are two.
        """
        if self.code and other.code:
            return self.code.upper() == other.code.upper()
        if self.core != other.core:
            return False
        here, there = parts_of(self.firm).place, parts_of(other.firm).place
        return not here or not there or here == there


def masked(name: str) -> str:
    """What may be told of a name to somebody who is not to learn it: its first two characters and whether it is a company.

    Of a name of up to three characters only the first.
    """
    text = normal(name)
    return f"{text[: 2 if len(text) > 3 else 1]}**{'公司' if text.endswith('公司') else ''}"


def is_protected(heard_on: date, on: date, days: int) -> bool:
    """Whether the first registration still counts: something was heard of it within so many days."""
    return (on - heard_on).days <= days
