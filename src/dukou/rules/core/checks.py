"""Comparisons in words: what is there, what is wanted, and how far short it falls."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from dukou.kit.core.labels import Label, LabelledEnum, same
from dukou.rules.core.answers import Answer, Truth
from dukou.rules.core.books import Row
from dukou.rules.core.evaluating import Evaluation
from dukou.rules.core.expressions import (
    TURNED,
    Among,
    Begins,
    Comparison,
    ComparisonSign,
    Day,
    Every,
    Has,
    Holds,
    Not,
    Number,
    Some,
    Test,
    Text,
)
from dukou.rules.core.formulas import Reckon
from dukou.rules.core.linking import Linked
from dukou.rules.core.quantities import in_unit
from dukou.rules.core.reckoning import Reckoner
from dukou.rules.core.shown import TRUTHS, UNKNOWN, name_words, named_words, outputs_of, unit_of_form, value_words
from dukou.rules.core.values import Span, Value, compared

_SHOWN = {"<=": "≤", ">=": "≥", "!=": "≠"}
_FLOORS = (">", ">=")
_MOST_WORDS = 12


class Direction(LabelledEnum):
    """Which way a number misses what is wanted."""

    UNDER = "under", "不足", "too little"
    OVER = "over", "超出", "too much"


@dataclass(slots=True)  # not frozen: many are made of a firm, and a frozen one takes four times as long
class Check:
    """One comparison of a test: `have` of `what` against `need`.

    `short`: by how much it misses, exactly, where it is a matter of size; then `direction` tells which way, `limit` the number wanted in
    its natural size and `unit` in which it reads best. `of`: the comparison itself.
    """

    what: Label
    truth: Truth
    have: Label
    need: Label
    short: Fraction | None = None
    short_label: Label | None = None
    direction: Direction | None = None
    limit: Fraction | None = None
    unit: str = ""
    of: Test | None = None

    def as_dict(self) -> dict[str, Any]:
        """As JSON doors speak it; numbers in words with their unit."""
        told = {
            "what": self.what.as_dict(),
            "answer": Answer.told(self.truth).code,
            "have": self.have.as_dict(),
            "need": self.need.as_dict(),
        }
        if self.short_label and self.direction:
            told |= {"short": self.short_label.as_dict(), "direction": self.direction.code}
        return told


@dataclass(frozen=True, slots=True, eq=False)
class Asked(ABC):
    """One comparison as the book asks it of every subject: what does not hang on the subject is in words already."""

    test: Test
    truth: Reckon
    what: Label

    @abstractmethod
    def check(self, evaluation: Evaluation) -> Check:
        """The comparison with one subject's values."""

    def is_other(self, evaluation: Evaluation) -> bool:
        """Whether it does not hold, and by no matter of size: the subject is of another kind."""
        return self.truth(evaluation) is False


def checks_of(test: Test, evaluation: Evaluation) -> list[Check]:
    """The comparisons of a test of the book, from left to right."""
    return [each.check(evaluation) for each in asked_by(test, evaluation)]


def asked_by(test: Test, evaluation: Evaluation) -> Sequence[Asked]:
    """What a test of the book compares, from left to right."""
    return evaluation.linked.once(Comparisons).of(test)


@dataclass(slots=True, eq=False)
class Comparisons:
    """What each test of a linked book compares; kept by where the test stands, for equal ones are slow to compare."""

    linked: Linked
    _kept: dict[int, tuple[object, Sequence[Asked]]] = field(default_factory=dict)

    def of(self, test: Test) -> Sequence[Asked]:
        """What a test compares, from left to right."""
        found = self._kept.get(id(test))
        if found is None:
            found = self._kept[id(test)] = (test, _asked(test, self.linked))
        return found[1]

    def of_row(self, row: Row) -> Sequence[Asked]:
        """What the cells of a table's row compare."""
        found = self._kept.get(id(row))
        if found is None:
            tests = [cell.test for cell in row.cells if cell.test is not None]
            found = self._kept[id(row)] = (row, [each for test in tests for each in self.of(test)])
        return found[1]


def _asked(test: Test, linked: Linked) -> Sequence[Asked]:
    if isinstance(test, Every | Some):
        return [each for part in test.parts for each in _asked(part, linked)]
    truth = linked.once(Reckoner).of(test)
    if isinstance(test, Not):
        return [_Negated(test, truth, each.what, each) for each in _asked(test.part, linked)]
    if isinstance(test, Comparison):
        return [_compared(test, truth, linked)]
    return [_Held(test, truth, name_words(linked, test.of)) if isinstance(test, Holds) else _word(test, truth, linked)]


@dataclass(frozen=True, slots=True, eq=False)
class _Compared(Asked):
    """Two values by size, or two words. `sign` is turned where a written number stands on the left; `wanted`: None where it differs."""

    sign: ComparisonSign
    left: Reckon
    right: Reckon
    unit: str
    outputs: Mapping[str, Label]
    wanted: Label | None

    def check(self, evaluation: Evaluation) -> Check:
        have, need = self.left(evaluation), self.right(evaluation)
        truth = compared(self.sign, have, need)
        there = named_words(have, self.unit, self.outputs)
        wanted = self.wanted or _need_words(self.sign, need, self.unit, self.outputs)
        short = _shortfall(self.sign, have, need) if truth is False else None
        if short is None:
            return Check(self.what, truth, there, wanted, unit=self.unit, of=self.test)
        direction = Direction.UNDER if self.sign in _FLOORS else Direction.OVER
        return Check(self.what, truth, there, wanted, short, value_words(short, self.unit), direction, Fraction(need), self.unit, self.test)

    def is_other(self, evaluation: Evaluation) -> bool:
        return self.truth(evaluation) is False and _shortfall(self.sign, self.left(evaluation), self.right(evaluation)) is None


def _compared(test: Comparison, truth: Reckon, linked: Linked) -> _Compared:
    left, sign, right = test.left, test.sign, test.right
    if isinstance(left, Number) and not isinstance(right, Number):
        left, sign, right = right, TURNED[sign], left
    unit = unit_of_form(linked, right) or unit_of_form(linked, left)
    outputs = outputs_of(linked, left) or outputs_of(linked, right)
    need = in_unit(right.value, right.unit) if isinstance(right, Number) else right.value if isinstance(right, Text | Day) else None
    wanted = None if need is None else _need_words(sign, need, unit, outputs)
    reckoner = linked.once(Reckoner)
    return _Compared(test, truth, name_words(linked, left), sign, reckoner.of(left), reckoner.of(right), unit, outputs, wanted)


def _need_words(sign: ComparisonSign, need: Value, unit: str, outputs: Mapping[str, Label]) -> Label:
    wanted, shown = named_words(need, unit, outputs), _SHOWN.get(sign, sign)
    return wanted if sign == "=" else Label(f"{shown} {wanted.zh}", f"{shown} {wanted.en}")


def _shortfall(sign: ComparisonSign, have: Value, need: Value) -> Fraction | None:
    """By how much a number misses; of a span the nearer bound."""
    near = (have.most if sign in _FLOORS else have.least) if isinstance(have, Span) else have
    if sign in ("=", "!=") or not isinstance(near, int | Fraction) or not isinstance(need, int | Fraction):
        return None
    return None if isinstance(near, bool) or isinstance(need, bool) else Fraction(abs(need - near))  # type: ignore[call-overload]  # abs of both sorts


@dataclass(frozen=True, slots=True, eq=False)
class _Negated(Asked):
    """A comparison within what must not hold: it stands with the truth of the whole."""

    within: Asked

    def check(self, evaluation: Evaluation) -> Check:
        within = self.within.check(evaluation)
        need = Label(f"不是：{within.need.zh}", f"not: {within.need.en}")
        return Check(self.what, self.truth(evaluation), within.have, need, of=self.test)


@dataclass(frozen=True, slots=True, eq=False)
class _Held(Asked):
    """A fact, or a named test, that is to be true."""

    def check(self, evaluation: Evaluation) -> Check:
        truth = self.truth(evaluation)
        return Check(self.what, truth, UNKNOWN if truth is None else TRUTHS[truth], TRUTHS[True], of=self.test)


@dataclass(frozen=True, slots=True, eq=False)
class _Word(Asked):
    """A word that is to be one of several, or to begin with one; or a list that is to hold one."""

    word: Reckon
    outputs: Mapping[str, Label]
    wanted: Label

    def check(self, evaluation: Evaluation) -> Check:
        have = named_words(self.word(evaluation), "", self.outputs)
        return Check(self.what, self.truth(evaluation), have, self.wanted, of=self.test)


def _word(test: Among | Begins | Has, truth: Reckon, linked: Linked) -> _Word:
    words = test.prefixes if isinstance(test, Begins) else test.words
    outputs = outputs_of(linked, test.of)
    labels = [outputs.get(word) or same(word or "—") for word in words[:_MOST_WORDS]]
    more = "…" if len(words) > _MOST_WORDS else ""
    told = {Among: ("属于", "one of"), Begins: ("开头为", "begins with"), Has: ("含有", "holds")}[type(test)]
    need = Label(f"{told[0]} {'、'.join(label.zh for label in labels)}{more}", f"{told[1]} {', '.join(label.en for label in labels)}{more}")
    return _Word(test, truth, name_words(linked, test.of), linked.once(Reckoner).of(test.of), outputs, need)
