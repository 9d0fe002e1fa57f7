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
from dukou.rules.compile.sql import Cond
from dukou.rules.compile.wholes import Whole
from dukou.rules.core.books import Score

if TYPE_CHECKING:
    from dukou.rules.compile.forms import Reader


def score_of(reader: Reader, score: Score) -> Number:
    """The score. Where all that it asks is known both ends are one sum, reckoned once."""
    choices, den = _choices(reader, score)
    known = reader.known(*(band.when for item in score.items for band in item.bands))
    found = bounded(choices, known, den, reader.house.layers.keep)
    if score.cap is None or found.low is None or found.high is None:
        return found
    low = capped(found.low, ratios.exactly(score.cap))
    return exact(low) if found.is_exact else Number(low, capped(found.high, ratios.exactly(score.cap)))


def bounded(choices: Sequence[Choice], known: Cond, den: int, keep: Keep) -> Number:
    """The sum of some choices over a denominator, between its worst and its best case. `known`: that both are one."""
    sure = wholes.kept(_sum([choice.sure() for choice in choices]), keep)
    if known is True:
        return exact(Ratio(sure, wholes.const(den)))
    low = sure
    if not all(choice.descends for choice in choices):
        low = wholes.kept(wholes.chosen([(known, sure)], _sum([choice.end(is_most=False) for choice in choices])), keep)
    high = wholes.kept(wholes.chosen([(known, sure)], _sum([choice.end(is_most=True) for choice in choices])), keep)
    return Number(Ratio(low, wholes.const(den)), Ratio(high, wholes.const(den)))


def _choices(reader: Reader, score: Score) -> tuple[list[Choice], int]:
    told = [points for item in score.items for points in (item.otherwise, *(band.points for band in item.bands))]
    _, den = over_one([*told, Fraction(0)])
    found = []
    for item in score.items:
        bands = [(reader.on(placed(band.line, band.place)).test(band.when), int(band.points * den)) for band in item.bands]
        found.append(Choice(bands, int(item.otherwise * den)))
    return found, den


def _sum(parts: Sequence[Whole]) -> Whole:
    total = wholes.NOUGHT
    for part in parts:
        total = wholes.plus(total, part)
    return total
