"""Which consent covers a bank's question: one function for every door (page, list, search, export, API).

The firm and the office may learn why a question is not covered. A bank gets one and the same answer for whatever it may not know, and for a
firm that does not exist; a door never lets `NotCovered.reason` through to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from dukou.finance.core.kinds import Purpose
from dukou.kit.core.labels import LabelledEnum

LONGEST, MOST_LOOKS = 366, 100  # days, and looks, of one consent at most


class WhyNotCovered(LabelledEnum):
    """Why no consent covers a question, of the consent that comes nearest to it. For the firm and the office alone."""

    NO_CONSENT = "no_consent", "企业未授权该银行", "the firm gave this bank no consent"
    OTHER_PURPOSE = "other_purpose", "授权用途不同", "its consent is for another purpose"
    OTHER_PRODUCT = "other_product", "授权产品不同", "its consent is for another product"
    WITHDRAWN = "withdrawn", "授权已撤回", "its consent was withdrawn"
    NOT_BEGUN = "not_begun", "授权尚未生效", "its consent has not begun"
    EXPIRED = "expired", "授权已到期", "its consent has expired"
    USED_UP = "used_up", "授权查询次数已用完", "all looks of its consent are taken"
    OTHER_ITEMS = "other_items", "授权不含所查项目", "its consent does not cover these items"


_ORDER = {reason: at for at, reason in enumerate(WhyNotCovered)}  # the later, the nearer the consent came


@dataclass(frozen=True, slots=True)
class Consent:
    """What a firm lets a bank learn. `product`: empty for any. Both days count. Once `withdrawn_at` is told it is none, for any moment."""

    number: int
    bank: int
    firm: int
    product: str
    purpose: Purpose
    items: frozenset[str]
    from_on: date
    until_on: date
    looks: int
    given_at: datetime
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """What a bank asks. `product`: empty where it asks for none in particular. `on`: the day of `at` in the district."""

    bank: int
    firm: int
    product: str
    purpose: Purpose
    items: frozenset[str]
    at: datetime
    on: date


@dataclass(frozen=True, slots=True)
class Covered:
    """The consent under which the look is counted."""

    consent: Consent


@dataclass(frozen=True, slots=True)
class NotCovered:
    """Nothing is told. `reason` is for the firm and the office, never for a bank."""

    reason: WhyNotCovered

    def __bool__(self) -> bool:
        return False


def covering(consents: Iterable[Consent], ask: Ask, taken: Mapping[int, int]) -> Covered | NotCovered:
    """The consent that covers all of what is asked; of several the one with the fewest items, then the first to end, then the first given.

    `taken`: by number of consent, how many looks were taken under it. Consents are not put together: each look is counted under one. A
    question for no item is never covered.
    """
    found = [(consent, _lack(consent, ask, taken.get(consent.number, 0))) for consent in consents]
    covers = [consent for consent, lack in found if lack is None]
    if covers:
        return Covered(min(covers, key=lambda each: (len(each.items), each.until_on, each.given_at, each.number)))
    lacks = [lack for _, lack in found if lack is not None]
    return NotCovered(max(lacks, key=_ORDER.__getitem__, default=WhyNotCovered.NO_CONSENT))


def ended(consent: Consent, taken: int, at: datetime, on: date) -> WhyNotCovered | None:
    """Why a consent cannot be used at this moment, for the firm to read; None where its bank may still look."""
    return _lack_in_time(consent, at, on) or (WhyNotCovered.USED_UP if taken >= consent.looks else None)


def live(consents: Iterable[Consent], bank: int, taken: Mapping[int, int], at: datetime, on: date) -> list[Consent]:
    """The consents under which a bank may still look at this moment: its lists hold the firms of these and no other."""
    return [each for each in consents if each.bank == bank and ended(each, taken.get(each.number, 0), at, on) is None]


def _lack(consent: Consent, ask: Ask, taken: int) -> WhyNotCovered | None:
    """What a consent lacks for a question; None where it covers it."""
    if (consent.bank, consent.firm) != (ask.bank, ask.firm):
        return WhyNotCovered.NO_CONSENT
    if consent.purpose is not ask.purpose:
        return WhyNotCovered.OTHER_PURPOSE
    if consent.product not in ("", ask.product):
        return WhyNotCovered.OTHER_PRODUCT
    if lack := ended(consent, taken, ask.at, ask.on):
        return lack
    return None if ask.items and ask.items <= consent.items else WhyNotCovered.OTHER_ITEMS


def _lack_in_time(consent: Consent, at: datetime, on: date) -> WhyNotCovered | None:
    if consent.withdrawn_at is not None:  # whatever the moments: a question put before may be answered after it
        return WhyNotCovered.WITHDRAWN
    if on < consent.from_on or at < consent.given_at:
        return WhyNotCovered.NOT_BEGUN
    return WhyNotCovered.EXPIRED if on > consent.until_on else None
