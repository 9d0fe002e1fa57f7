"""How a figure is meant: exactly, about, more than … A word like “over” survives every sum and quotient it enters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dukou.kit.core.labels import LabelledEnum


class Operator(LabelledEnum):
    """The six ways in which a figure is stated."""

    EQUAL = "=", "等于", "equal to"
    ABOUT = "≈", "约", "about"
    ABOVE = ">", "超过", "more than"
    AT_LEAST = "≥", "不低于", "at least"
    BELOW = "<", "不到", "less than"
    AT_MOST = "≤", "不高于", "at most"

    @property
    def sign(self) -> str:
        """The sign shown before a number; an exact figure has none."""
        return "" if self is Operator.EQUAL else self.value


@dataclass(frozen=True, slots=True)
class Leaning:
    """To which side the truth may lie: up (>, ≥), down (<, ≤), and whether the bound itself is excluded."""

    up: bool = False
    down: bool = False
    strict: bool = False
    about: bool = False

    def turned(self) -> Leaning:
        """The leaning of a result that falls when this rises."""
        return Leaning(up=self.down, down=self.up, strict=self.strict, about=self.about)


_LEANINGS = {
    Operator.EQUAL: Leaning(),
    Operator.ABOUT: Leaning(about=True),
    Operator.ABOVE: Leaning(up=True, strict=True),
    Operator.AT_LEAST: Leaning(up=True),
    Operator.BELOW: Leaning(down=True, strict=True),
    Operator.AT_MOST: Leaning(down=True),
}


def leaning_of(operator: Operator | None) -> Leaning:
    """The leaning that an operator expresses; None, the operator of the undecided, leans both ways."""
    return Leaning(up=True, down=True) if operator is None else _LEANINGS[operator]


def operator_of(leanings: Iterable[Leaning]) -> Operator | None:
    """The operator of a result that rises with each of `leanings`; None where they pull to both sides."""
    parts = list(leanings)
    up, down = any(part.up for part in parts), any(part.down for part in parts)
    strict = any(part.strict for part in parts)
    if up and down:
        return None
    if up:
        return Operator.ABOVE if strict else Operator.AT_LEAST
    if down:
        return Operator.BELOW if strict else Operator.AT_MOST
    return Operator.ABOUT if any(part.about for part in parts) else Operator.EQUAL
