"""A choice among numbers as SQL: the first test that holds gives its number. So are items of scores, and tables of numbers without gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dukou.rules.compile import sql, wholes
from dukou.rules.compile.sql import Cond, Sql
from dukou.rules.compile.truths import Truth
from dukou.rules.compile.wholes import Whole


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """`bands`: whether each holds, and its number over some denominator; `otherwise` is given where none holds.

    `known`: that all that the bands ask of is known. `gap`: where that is one thing only, that it is not; then no band is known either way.
    """

    bands: Sequence[tuple[Truth, int]]
    otherwise: int
    known: Cond
    gap: Sql | None = None

    @property
    def hangs_on_one(self) -> bool:
        """Whether all bands are known, or none is."""
        return self.gap is not None and not any(truth.is_constant for truth, _ in self.bands)

    def beyond(self, *, is_most: bool) -> Whole:
        """What an end lies beyond `sure`, of a choice that hangs on one thing: something only where that is unknown."""
        assert self.gap is not None
        numbers = [self.otherwise, *(number for _, number in self.bands)]
        apart = (max(numbers) if is_most else min(numbers)) - self.otherwise
        return wholes.chosen([(self.gap, wholes.const(apart))], wholes.NOUGHT)

    def bound(self, sure: Whole, *, is_most: bool) -> Whole:
        """An end; `sure`: the same as a column."""
        if self.known is True or (self.descends and not is_most):
            return sure
        return wholes.chosen([(self.known, sure)], self.end(is_most=is_most))

    @property
    def descends(self) -> bool:
        """Whether earlier numbers are never smaller: then the worst case is what surely holds."""
        numbers = [*(number for _, number in self.bands), self.otherwise]
        return numbers == sorted(numbers, reverse=True)

    def sure(self) -> Whole:
        """The number of the first band that surely holds."""
        return wholes.chosen([(truth.yes, wholes.const(number)) for truth, number in self.bands], wholes.const(self.otherwise))

    @property
    def is_plain(self) -> bool:
        """Whether each number lies beyond all that follow, on one side or the other: then each end is one pass over the bands."""
        numbers = [*(number for _, number in self.bands), self.otherwise]
        return all(number >= max(numbers[at + 1 :]) or number <= min(numbers[at + 1 :]) for at, number in enumerate(numbers[:-1]))

    def end(self, *, is_most: bool) -> Whole:
        """The least or the most that can be given."""
        return self._in_one_pass(is_most=is_most) if self.is_plain else self._of_all(is_most=is_most)

    def _in_one_pass(self, *, is_most: bool) -> Whole:
        """A band whose number lies beyond all that follow on the wanted side counts as soon as it may hold, others where they surely do."""
        found: list[tuple[Cond, Whole]] = []
        last = wholes.const(self.otherwise)
        following = [self.otherwise]
        for truth, number in reversed(self.bands):
            if number <= min(following) if is_most else number >= max(following):
                found.insert(0, (truth.yes, wholes.const(number)))
            else:
                last, found = wholes.chosen([(truth.no, wholes.chosen(found, last))], wholes.const(number)), []
            following.append(number)
        return wholes.chosen(found, last)

    def _of_all(self, *, is_most: bool) -> Whole:
        """One end, of bands in any order: the first of the numbers in their order that can be given."""
        ways: dict[int, list[Cond]] = {}
        before: list[Cond] = []
        for truth, number in self.bands:
            ways.setdefault(number, []).append(sql.both((*before, truth.maybe())))
            before.append(sql.not_given(truth.yes))
        ways.setdefault(self.otherwise, []).append(sql.both(before))
        numbers = sorted(ways, reverse=is_most)
        whens = [(sql.either(ways[number]), wholes.const(number)) for number in numbers[:-1]]
        return wholes.chosen(whens, wholes.const(numbers[-1]))
