"""What is known of one value after some tests: a range of numbers, a choice of words, a truth, what a list holds. Each is never changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor

from dukou.rules.core.expressions import ComparisonSign
from dukou.rules.core.values import Exact

MOST_PREFIXES = 2000  # pairs of prefixes that are weighed; beyond that nothing is concluded


@dataclass(frozen=True, slots=True)
class Range:
    """Numbers between two ends, without those that are left out, on a grid where there is one."""

    least: Exact | None = None
    most: Exact | None = None
    is_above: bool = False  # the least itself is not in it
    is_below: bool = False
    left_out: frozenset[Exact] = frozenset()
    step: Fraction | None = None

    def narrowed(self, sign: ComparisonSign, number: Exact) -> Range:
        """Those of its numbers that stand so to `number`."""
        if sign == "!=":
            return replace(self, left_out=self.left_out | {number})
        found = self
        if sign in (">", ">=", "=") and (found.least is None or number > found.least or (number == found.least and sign == ">")):
            found = replace(found, least=number, is_above=sign == ">")
        if sign in ("<", "<=", "=") and (found.most is None or number < found.most or (number == found.most and sign == "<")):
            found = replace(found, most=number, is_below=sign == "<")
        return found

    @property
    def is_empty(self) -> bool:
        """Whether no number is left."""
        if self.least is None or self.most is None:
            return False
        if self.step is None:
            is_point = self.least == self.most
            return self.least > self.most or (is_point and (self.is_above or self.is_below or self.least in self.left_out))
        count = -floor(-self.least / self.step)  # the first point of the grid that is not below the least
        count += self.is_above and count * self.step == self.least
        while count * self.step in self.left_out:
            count += 1
        first = count * self.step
        return first > self.most or (self.is_below and first == self.most)


@dataclass(frozen=True, slots=True)
class Words:
    """Words out of a list (None: any), without some; beginning with one of each of `begins`, with none of `begins_not`."""

    among: frozenset[str] | None = None
    left_out: frozenset[str] = frozenset()
    begins: tuple[tuple[str, ...], ...] = ()
    begins_not: tuple[str, ...] = ()

    def kept(self, words: frozenset[str]) -> Words:
        """Those that are among `words`."""
        return replace(self, among=words if self.among is None else self.among & words)

    def without(self, words: frozenset[str]) -> Words:
        """Those that are not among `words`."""
        return replace(self, left_out=self.left_out | words)

    def beginning(self, prefixes: tuple[str, ...], *, is_wanted: bool) -> Words:
        """Those that begin, or do not begin, with one of the prefixes."""
        if is_wanted:
            return replace(self, begins=(*self.begins, prefixes))
        return replace(self, begins_not=(*self.begins_not, *prefixes))

    @property
    def is_empty(self) -> bool:
        """Whether no word is left."""
        if self.among is not None:
            return not any(self._fits(word) for word in self.among)
        stems = [""]
        for prefixes in self.begins:
            if len(stems) * len(prefixes) > MOST_PREFIXES:
                return False
            pairs = [(stem, prefix) for stem in stems for prefix in prefixes]
            stems = list({max(pair, key=len) for pair in pairs if pair[0].startswith(pair[1]) or pair[1].startswith(pair[0])})
        return not any(not stem.startswith(self.begins_not) for stem in stems)

    def _fits(self, word: str) -> bool:
        begins = all(word.startswith(prefixes) for prefixes in self.begins)
        return begins and word not in self.left_out and not word.startswith(self.begins_not)


@dataclass(frozen=True, slots=True)
class Held:
    """A list that holds one of each of `some`, and none of `absent`."""

    some: tuple[frozenset[str], ...] = ()
    absent: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether no list is left."""
        return any(words <= self.absent for words in self.some)


@dataclass(frozen=True, slots=True)
class Truths:
    """Yes, no, or either; neither where both were asked for."""

    can_be: frozenset[bool] = frozenset((True, False))

    @property
    def is_empty(self) -> bool:
        """Whether neither is left."""
        return not self.can_be


Limit = Range | Words | Held | Truths
