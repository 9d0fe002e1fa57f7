"""Scores as SQL: the sum of the items in their worst and in their best case, at most the cap."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from dukou.rules.compile import ratios, wholes
from dukou.rules.compile.house import placed
from dukou.rules.compile.items import Choice
from dukou.rules.compile.numbers import Number, capped, exact, over_one
from dukou.rules.compile.ratios import Keep, Ratio
from dukou.rules.compile.wholes import Whole
from dukou.rules.core.books import Score

if TYPE_CHECKING:
    from dukou.rules.compile.forms import Reader


def score_of(reader: Reader, score: Score) -> Number:
    """The score."""
    choices, den = _choices(reader, score)
    found = bounded(choices, den, reader.house.layers.keep)
    if score.cap is None or found.low is None or found.high is None:
        return found
    low = capped(found.low, ratios.exactly(score.cap))
    return exact(low) if found.is_exact else Number(low, capped(found.high, ratios.exactly(score.cap)))


def bounded(choices: Sequence[Choice], den: int, keep: Keep) -> Number:
    """The sum of some choices over a denominator, between its worst and its best case.

    What surely holds is reckoned once. Only choices that lean on several things are asked again, and only for whom one of these is unknown.
    """
    alike = [choice for choice in choices if choice.hangs_on_one]
    others = [(choice, wholes.kept(choice.sure(), keep)) for choice in choices if not choice.hangs_on_one]
    sure = wholes.kept(_sum([choice.sure() for choice in alike]), keep)

    def end(*, is_most: bool) -> Ratio:
        parts = [sure, *(choice.beyond(is_most=is_most) for choice in alike)]
        parts += [choice.bound(own, is_most=is_most) for choice, own in others]
        return Ratio(wholes.kept(_sum(parts), keep), wholes.const(den))

    is_exact = not alike and all(choice.known is True for choice in choices)
    return exact(end(is_most=False)) if is_exact else Number(end(is_most=False), end(is_most=True))


def _choices(reader: Reader, score: Score) -> tuple[list[Choice], int]:
    told = [points for item in score.items for points in (item.otherwise, *(band.points for band in item.bands))]
    _, den = over_one([*told, Fraction(0)])
    found = []
    for item in score.items:
        tests = [band.when for band in item.bands]
        bands = [(reader.on(placed(band.line, band.place)).test(band.when), int(band.points * den)) for band in item.bands]
        found.append(Choice(bands, int(item.otherwise * den), reader.known(*tests), reader.gap(*tests)))
    return found, den


def _sum(parts: Sequence[Whole]) -> Whole:
    total = wholes.NOUGHT
    for part in parts:
        total = wholes.plus(total, part)
    return total
