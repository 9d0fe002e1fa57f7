"""Which cases are left after tests: each a box of limits. More cases than there are may be left, never fewer: what is found empty is so.

A name of a fact that is unknown, a quotient by nought and a table without a row count as if they could be anything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import cast

from dukou.rules.core.books import Condition, Derived, Joint
from dukou.rules.core.checking.bounds import Bounds
from dukou.rules.core.checking.limits import Held, Limit, Range, Truths, Words
from dukou.rules.core.expressions import (
    TURNED,
    Among,
    Arithmetic,
    Begins,
    Comparison,
    ComparisonSign,
    Every,
    Expression,
    Has,
    Holds,
    Name,
    Not,
    Some,
    Test,
    Text,
    shifted,
)
from dukou.rules.core.values import bounds
from dukou.rules.core.writing import written

Box = Mapping[Expression, Limit]
Boxes = list[Box]
EVERYTHING: Boxes = [{}]
MOST = 64  # boxes kept apart; where there would be more, a test is taken to leave all as it was
WORK = 4_000  # tests laid on boxes for one question
_OPPOSITE: dict[str, ComparisonSign] = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "!=", "!=": "="}
_TESTS = Comparison | Among | Begins | Has | Holds | Not | Every | Some
_DEEPEST = 60


@dataclass(slots=True)
class Weighing:
    """Lays tests and conditions on boxes."""

    limits: Bounds
    work: int = WORK
    depth: int = field(default=0)

    def test(self, boxes: Boxes, test: Test, *, wanted: bool) -> Boxes:
        """The cases in which the test comes out as wanted."""
        self.work -= len(boxes)
        if not boxes or self.work < 0:
            return boxes
        match test:
            case Not(part):
                return self.test(boxes, part, wanted=not wanted)
            case Every(parts) | Some(parts):
                steps: list[Step] = [partial(self.test, test=part, wanted=wanted) for part in parts]
                return joined(boxes, steps, is_all=isinstance(test, Every) is wanted)
            case Holds(of):
                return self.holds(boxes, of, wanted=wanted)
            case Comparison():
                return self.comparison(boxes, test, wanted=wanted)
            case Among(of, words):
                kept = frozenset(words)
                return self.words(boxes, of, lambda limit: limit.kept(kept) if wanted else limit.without(kept))
            case Begins(of, prefixes):
                return self.words(boxes, of, lambda limit: limit.beginning(prefixes, is_wanted=wanted))
            case Has(of, words):
                return narrowed(boxes, of, Held(), lambda limit: _held(cast(Held, limit), frozenset(words), wanted=wanted))

    def holds(self, boxes: Boxes, name: Name, *, wanted: bool) -> Boxes:
        """A name that stands for a test is that test."""
        definition = self.limits.linked.book.definitions.get(name.name) if not name.of_book else None
        if isinstance(definition, Derived) and isinstance(definition.form, _TESTS) and self.depth < _DEEPEST:
            self.depth += 1
            found = self.test(boxes, cast(Test, shifted(definition.form, name.back)), wanted=wanted)
            self.depth -= 1
            return found
        truth = frozenset([wanted])
        return narrowed(boxes, name, Truths(), lambda limit: Truths(cast(Truths, limit).can_be & truth))

    def words(self, boxes: Boxes, of: Expression, narrow: Callable[[Words], Words]) -> Boxes:
        """A test of a word."""
        return narrowed(boxes, of, Words(self.limits.words(of)), lambda limit: narrow(cast(Words, limit)))

    def comparison(self, boxes: Boxes, test: Comparison, *, wanted: bool) -> Boxes:
        """A comparison with a number or a word narrows what is compared; one of two unknowns narrows their difference."""
        sign, left, right = test.sign if wanted else _OPPOSITE[test.sign], test.left, test.right
        if isinstance(left, Text) or (self.limits.constant(left) is not None):
            sign, left, right = TURNED[sign], right, left
        if isinstance(right, Text):
            word = frozenset([right.value])
            return self.words(boxes, left, lambda limit: limit.kept(word) if sign == "=" else limit.without(word))
        number = self.limits.constant(right)
        if number is not None:
            left, sign, number = self.limits.solved(left, sign, number)
        step = self.limits.step(left)
        if number is None:
            if written(right) < written(left):
                sign, left, right = TURNED[sign], right, left
            left, number, step = Arithmetic("-", left, right), 0, None
        least, most = bounds(self.limits.of(left))
        start = Range(self.limits.least_sensible(left) if least is None else least, most, step=step)
        return narrowed(boxes, left, start, lambda limit: cast(Range, limit).narrowed(sign, number))

    def condition(self, boxes: Boxes, condition: Condition, *, wanted: bool) -> Boxes:
        """The cases in which a condition, or one of its exceptions, comes out as wanted."""
        if not condition.exceptions:
            return self.own(boxes, condition, wanted=wanted)
        steps: list[Step] = [partial(self.own, condition=condition, wanted=wanted)]
        steps += [partial(self.condition, condition=each, wanted=wanted) for each in condition.exceptions]
        return joined(boxes, steps, is_all=not wanted)

    def own(self, boxes: Boxes, condition: Condition, *, wanted: bool) -> Boxes:
        """The cases in which a condition by itself comes out as wanted."""
        if condition.joint is Joint.TEST:
            return self.test(boxes, cast(Test, condition.test), wanted=wanted)
        each_wanted = wanted if condition.joint is not Joint.NOT else not wanted
        steps: list[Step] = [partial(self.condition, condition=part, wanted=each_wanted) for part in condition.parts]
        if condition.joint is Joint.AT_LEAST:
            return self.at_least(boxes, condition.count, steps, wanted=wanted)
        return joined(boxes, steps, is_all=wanted if condition.joint is not Joint.ANY else not wanted)

    def at_least(self, boxes: Boxes, count: int, steps: Sequence[Step], *, wanted: bool) -> Boxes:
        """So many of the parts: all or one of them exactly, otherwise only whether enough can come out so."""
        enough = count if wanted else len(steps) - count + 1
        if enough in (1, len(steps)):
            return joined(boxes, steps, is_all=enough == len(steps))
        return boxes if sum(bool(step(boxes)) for step in steps) >= enough else []


Step = Callable[[Boxes], Boxes]


def joined(boxes: Boxes, steps: Sequence[Step], *, is_all: bool) -> Boxes:
    """The cases left by all steps one after another, or by any of them."""
    if is_all:
        for step in steps:
            boxes = step(boxes)
        return boxes
    found: Boxes = []
    for step in steps:
        found += step(boxes)
        if len(found) > MOST:
            return boxes
    return found


def narrowed(boxes: Boxes, key: Expression, start: Limit, narrow: Callable[[Limit], Limit]) -> Boxes:
    """The boxes with one limit narrowed; without those in which nothing is left."""
    found: Boxes = []
    for box in boxes:
        limit = narrow(box.get(key, start))
        if not limit.is_empty:
            found.append({**box, key: limit})
    return found


def _held(limit: Held, words: frozenset[str], *, wanted: bool) -> Held:
    return Held((*limit.some, words), limit.absent) if wanted else Held(limit.some, limit.absent | words)
