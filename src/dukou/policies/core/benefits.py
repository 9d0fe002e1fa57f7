"""How much a measure gives, in whole fen: exact, or between two bounds where what it depends on is known only in part.

A part of a fen is dropped, as an office pays it. A benefit never falls as its base rises, so bounds of the base give bounds of the benefit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from dukou.kit.core.labels import Label
from dukou.kit.core.money import money_text
from dukou.policies.core.kinds import BenefitKind
from dukou.rules.core.values import Exact, Value, bounds

YUAN, WAN = "元", "万元"


@dataclass(frozen=True, slots=True)
class Amount:
    """Money in fen between `least` and `most`, both included; `most` None: no upper bound is known."""

    least: int
    most: int | None

    @property
    def is_exact(self) -> bool:
        """Whether both bounds are one number."""
        return self.least == self.most

    @property
    def label(self) -> Label:
        """The amount in words with its unit."""
        least = money_words(self.least)
        if self.is_exact:
            return least
        if self.most is None:
            return Label(f"至少 {least.zh}", f"at least {least.en}") if self.least else Label("金额未知", "amount unknown")
        most = money_words(self.most)
        if not self.least:
            return Label(f"至多 {most.zh}", f"at most {most.en}")
        return Label(f"{least.zh} 至 {most.zh}", f"{least.en} to {most.en}")

    def as_dict(self) -> dict[str, Any]:
        """As JSON doors speak it: fen, and words."""
        return {"least_fen": self.least, "most_fen": self.most, "label": self.label.as_dict()}


@dataclass(frozen=True, slots=True)
class Slice:
    """One step of a scale: `rate` for the part of the base up to `to` (fen; None: all that is left)."""

    to: int | None
    rate: Fraction


@dataclass(frozen=True, slots=True)
class Benefit:
    """What a measure gives. All but FIXED and SERVICE are reckoned of the value that the rule book gives (money).

    `amount`: of FIXED. `rate`: of PERCENT. `slices`: of SCALE, from below. `cap`: most, in fen. `words`: what a SERVICE is.
    """

    kind: BenefitKind
    amount: int = 0
    rate: Fraction = Fraction(0)
    slices: tuple[Slice, ...] = ()
    cap: int | None = None
    words: Label | None = None

    @property
    def is_money(self) -> bool:
        """Whether it is paid in money."""
        return self.kind is not BenefitKind.SERVICE

    @property
    def needs_value(self) -> bool:
        """Whether it is reckoned of the rule book's value."""
        return self.kind in (BenefitKind.PERCENT, BenefitKind.SCALE, BenefitKind.VALUE)

    def of(self, value: Value) -> Amount:
        """The amount for a firm whose rule book gives this value, in fen; unknown values leave it between nought and the cap."""
        if not self.needs_value:
            return Amount(self.amount, self.amount)
        least, most = bounds(value) if not isinstance(value, str | frozenset | tuple) else (None, None)  # type: ignore[arg-type]
        return Amount(0 if least is None else self._exact(least), self.cap if most is None else self._exact(most))

    def _exact(self, base: Exact) -> int:
        given = max(Fraction(base), Fraction(0))
        if self.kind is BenefitKind.PERCENT:
            given *= self.rate
        elif self.kind is BenefitKind.SCALE:
            given = _by_slices(given, self.slices)
        whole = int(given)  # towards nought: a part of a fen is dropped
        return whole if self.cap is None else min(whole, self.cap)

    @property
    def label(self) -> Label:
        """The benefit as a clause says it."""
        if self.kind is BenefitKind.SERVICE:
            return self.words or self.kind.label
        if self.kind is BenefitKind.FIXED:
            return money_words(self.amount)
        said = _scale_words(self.slices) if self.kind is BenefitKind.SCALE else self.kind.label
        if self.kind is BenefitKind.PERCENT:
            percent = percent_words(self.rate)
            said = Label(f"按 {percent} 计", f"{percent} of the base")
        if self.cap is None:
            return said
        most = money_words(self.cap)
        return Label(f"{said.zh}，最高 {most.zh}", f"{said.en}, at most {most.en}")

    def plain(self) -> dict[str, Any]:
        """As JSON that reads back exactly."""
        return {
            "kind": self.kind.value,
            "amount": self.amount,
            "rate": str(self.rate),
            "slices": [[each.to, str(each.rate)] for each in self.slices],
            "cap": self.cap,
            "words": self.words.as_dict() if self.words else None,
        }

    @classmethod
    def of_plain(cls, plain: Mapping[str, Any]) -> Benefit:
        """The benefit that `plain` wrote."""
        words = plain["words"]
        return cls(
            BenefitKind.of(plain["kind"]),
            plain["amount"],
            Fraction(plain["rate"]),
            tuple(Slice(to, Fraction(rate)) for to, rate in plain["slices"]),
            plain["cap"],
            Label(words["zh"], words["en"]) if words else None,
        )


def money_words(fen: int) -> Label:
    """Fen as each language writes it: from ten thousand yuan on in 万元, beneath in 元."""
    text = money_text(fen, WAN if abs(fen) >= 1_000_000 else YUAN)
    digits = money_text(fen, YUAN).removesuffix(YUAN)
    return Label(text.replace("万元", " 万元") if text.endswith("万元") else text.replace("元", " 元"), f"{digits} yuan")


def percent_words(rate: Fraction) -> str:
    """A rate as percent, without needless digits."""
    return f"{float(rate * 100):g}%"


def _by_slices(base: Fraction, slices: tuple[Slice, ...]) -> Fraction:
    given, below = Fraction(0), Fraction(0)
    for each in slices:
        upper = base if each.to is None else min(base, Fraction(each.to))
        given += max(upper - below, Fraction(0)) * each.rate
        below = max(below, upper)
    return given


def _scale_words(slices: tuple[Slice, ...]) -> Label:
    zh, en = [], []
    for each in slices:
        rate = percent_words(each.rate)
        to = money_words(each.to) if each.to is not None else None
        zh.append(f"{to.zh}以内的部分 {rate}" if to else f"以上部分 {rate}")
        en.append(f"{rate} up to {to.en}" if to else f"{rate} beyond")
    return Label("、".join(zh), ", ".join(en))
