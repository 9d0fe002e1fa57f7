"""Products of banks that the district keeps as files: dated versions of who may have how much, at what rate, and who bears the loss."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dukou.credit.core.kinds import Standing
from dukou.finance.core.kinds import Guarantee, Repayment
from dukou.kit.core.labels import Label, LabelledEnum

MOST_CASES = 1_000_000  # a cap of cases: more than there are firms


class RateKind(LabelledEnum):
    """From where a rate of interest is counted."""

    OVER_LPR = "over_lpr", "LPR 加点", "points over the LPR"
    FIXED = "fixed", "固定利率", "a fixed rate"


@dataclass(frozen=True, slots=True)
class Rate:
    """At most so much a year, in hundredths of a percent: over the LPR of the day (may be below nought), or by itself."""

    kind: RateKind
    most: int

    def on(self, lpr: int | None) -> int | None:
        """The highest rate for an LPR (hundredths of a percent); None where it hangs on an LPR that is not known."""
        if self.kind is RateKind.FIXED:
            return self.most
        return None if lpr is None else lpr + self.most


@dataclass(frozen=True, slots=True)
class Subsidy:
    """What is given towards the interest, in words; `of`: the measure of `policies` that pays it, empty where none does here."""

    words: Label
    of: str


@dataclass(frozen=True, slots=True)
class LossShare:
    """How a pool shares what is lost of a loan. Shares in whole percent, the rest in hundredths of a percent; None: not known.

    `share`: of overdue principal that the pool pays, the bank bears the rest and all interest; `parts`: who fills the pool, in percent.
    `accrual`: of each loan that the pool sets aside; `cap`: of the bank's balance of such loans that it pays at most; `breaker`: at this
    share overdue no new loan comes under the pool. `pool`: its key in the frame, where money is told.
    """

    share: int | None
    parts: Mapping[str, int]
    accrual: int | None
    cap: int | None
    breaker: int | None
    pool: str


@dataclass(frozen=True, slots=True)
class Version:
    """One dated version. `conditions`, `limit`, `score` (or empty): slugs of rule books, which all have to say yes of a firm.

    The value of `limit` is the most that is lent; that of `score` the points. `term_months`: at most, None: not known. `prior`: the chance
    in percent that the bank grants, used until there are applications. `answer_days`: working days, None: as the frame says.
    `unverified`: the parts that were not seen in a source.
    """

    version: str
    since: date
    until: date | None
    standing: Standing
    source: Label
    number: str
    note: Label | None
    conditions: str
    limit: str
    score: str
    rate: Rate | None
    term_months: int | None
    guarantee: Guarantee
    repayment: tuple[Repayment, ...]
    subsidy: Subsidy | None
    loss: LossShare | None
    prior: int
    answer_days: int | None
    unverified: frozenset[str]

    @property
    def books(self) -> tuple[str, ...]:
        """Slugs of the rule books that it asks, each once."""
        return tuple(dict.fromkeys(slug for slug in (self.conditions, self.limit, self.score) if slug))

    def is_in_force(self, on: date) -> bool:
        """Whether the version holds on a day."""
        return self.since <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class Product:
    """One product with all its versions, as one text tells it."""

    key: str
    text: int
    name: Label
    about: Label | None
    order: int
    versions: tuple[Version, ...]

    def on(self, day: date) -> Version | None:
        """The version in force on a day; None where none is."""
        return next((each for each in self.versions if each.is_in_force(day)), None)

    def version(self, name: str) -> Version | None:
        """A version by its name."""
        return next((each for each in self.versions if each.version == name), None)

    @classmethod
    def read(cls, key: str, text: int, plain: Mapping[str, Any]) -> Product:
        """The product that stored plain values tell."""
        about = plain.get("about")
        versions = tuple(_version(each) for each in plain["versions"])
        return cls(key, text, Label.read(plain["name"]), Label.read(about) if about else None, plain["order"], versions)


def in_order(products: Iterable[Product]) -> list[Product]:
    """Products as they are listed."""
    return sorted(products, key=lambda each: (each.order, each.key))


def _version(plain: Mapping[str, Any]) -> Version:
    source, rate, subsidy, loss = plain["source"], plain.get("rate"), plain.get("subsidy"), plain.get("pool")
    until, term, note = plain.get("until"), plain.get("term_months"), source.get("note")
    return Version(
        version=plain["version"],
        since=date.fromisoformat(plain["from"]),
        until=date.fromisoformat(until) if until else None,
        standing=Standing.of(plain["standing"]),
        source=Label.read(source["title"]),
        number=source.get("number") or "",
        note=Label.read(note) if note else None,
        conditions=plain["conditions"],
        limit=plain["limit"],
        score=plain.get("score") or "",
        rate=Rate(RateKind.of(rate["kind"]), rate["most"]) if rate else None,
        term_months=term["most"] if term else None,
        guarantee=Guarantee.of(plain["guarantee"]),
        repayment=tuple(Repayment.of(each) for each in plain["repayment"]),
        subsidy=Subsidy(Label.read(subsidy["words"]), subsidy.get("of") or "") if subsidy else None,
        loss=_loss(loss) if loss else None,
        prior=plain["prior"],
        answer_days=plain.get("answer_days"),
        unverified=frozenset(plain.get("unverified", ())),
    )


def _loss(plain: Mapping[str, Any]) -> LossShare:
    told = {name: plain.get(name) for name in ("share", "accrual", "cap", "breaker")}
    return LossShare(**told, parts=dict(plain.get("parts") or {}), pool=plain.get("of") or "")
