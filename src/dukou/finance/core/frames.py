"""What holds for all products: who leads, the white list, reasons of refusal, usual consents, the LPR, the money of pools."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from dukou.finance.core.kinds import Purpose
from dukou.kit.core.labels import Label


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a bank refuses: its code and words; `advice`: what the firm may do, if anything."""

    code: str
    name: Label
    advice: Label | None


@dataclass(frozen=True, slots=True)
class Usual:
    """What a consent for a purpose asks for unless the firm says otherwise: so many days, so many looks."""

    days: int
    looks: int


@dataclass(frozen=True, slots=True)
class Lpr:
    """The loan prime rate from a day on, in hundredths of a percent a year."""

    since: date
    one_year: int
    five_years: int


@dataclass(frozen=True, slots=True)
class Pool:
    """A pool of risk compensation: the money in it (fen; None: not told), and whether that number is an example."""

    key: str
    name: Label
    whole: int | None
    is_example: bool
    policy: Label


@dataclass(frozen=True)
class Frame:
    """The whole of it. `division`: the district's code, for rule books of a place; `whitelist`: slug of its rule book.

    `answer_days`: working days within which a bank answers, as firms are told; the clock itself stands in the profile.
    """

    lead: str
    division: str
    whitelist: str
    profile: str
    answer_days: int
    reasons: tuple[Reason, ...]
    purposes: Mapping[Purpose, Usual]
    lprs: tuple[Lpr, ...]
    pools: tuple[Pool, ...]

    def reason(self, code: str) -> Reason | None:
        """The reason with a code."""
        return next((each for each in self.reasons if each.code == code), None)

    def pool(self, key: str) -> Pool | None:
        """The pool with a key."""
        return next((each for each in self.pools if each.key == key), None)

    def lpr_on(self, day: date, *, term_months: int) -> int | None:
        """The LPR for a loan of a term on a day: of one year up to five years, of five beyond; None before the first that is known."""
        known = [each for each in self.lprs if each.since <= day]
        if not known:
            return None
        last = max(known, key=lambda each: each.since)
        return last.one_year if term_months <= _FIVE_YEARS else last.five_years

    @classmethod
    def read(cls, plain: Mapping[str, Any]) -> Self:
        """The frame that stored plain values tell."""
        lprs = (plain.get("lpr") or {}).get("rates", ())
        return cls(
            lead=plain["lead"],
            division=plain["division"],
            whitelist=plain["whitelist"],
            profile=plain["profile"],
            answer_days=plain["answer_days"],
            reasons=tuple(_reason(each) for each in plain["reasons"]),
            purposes={Purpose.of(key): Usual(each["days"], each["looks"]) for key, each in plain["purposes"].items()},
            lprs=tuple(Lpr(date.fromisoformat(each["from"]), each["one_year"], each["five_years"]) for each in lprs),
            pools=tuple(_pool(each) for each in plain["pools"]),
        )


_FIVE_YEARS = 60  # months: up to five years the one-year rate is the reference that banks price by


def _reason(plain: Mapping[str, Any]) -> Reason:
    advice = plain.get("advice")
    return Reason(plain["code"], Label.read(plain["name"]), Label.read(advice) if advice else None)


def _pool(plain: Mapping[str, Any]) -> Pool:
    return Pool(plain["key"], Label.read(plain["name"]), plain.get("whole"), bool(plain.get("example")), Label.read(plain["policy"]))
