"""How far a comparison misses, in words that say which way: short of a floor, beyond a ceiling, or just at an end that does not count."""

from __future__ import annotations

from decimal import ROUND_CEILING
from fractions import Fraction

from dukou.kit.core.labels import Label
from dukou.kit.core.units import POINTS, Unit
from dukou.rules.core.checks import Check, Direction
from dukou.rules.core.quantities import measure, scale_of
from dukou.rules.core.shown import number_words, value_words

_DIGITS = 2  # finer than any document asks
_FEN = 2  # places of a yuan


def distance_words(check: Check) -> Label | None:
    """`还差 0.5 万元`, `超出 3 年`, `须大于 5%`; None where a comparison does not miss or is no matter of size.

    What is cut is cut upwards: whoever makes up what is told has enough.
    """
    if check.short is None or check.direction is None or check.limit is None:
        return None
    if check.short == 0:
        return _beyond(check.direction).filled(limit=value_words(check.limit, check.unit))
    shape = {Direction.UNDER: Label("还差 {short}", "{short} short"), Direction.OVER: Label("超出 {short}", "{short} too much")}
    return shape[check.direction].filled(short=size_words(check.short, check.unit))


def relative_distance(check: Check) -> Fraction | None:
    """What is missed as a share of what is wanted; None where either is no number, or nought is wanted."""
    return abs(check.short / check.limit) if check.short is not None and check.limit else None


def _beyond(direction: Direction) -> Label:
    return {
        Direction.UNDER: Label("须大于 {limit}", "must exceed {limit}"),
        Direction.OVER: Label("须小于 {limit}", "must be below {limit}"),
    }[direction]


def size_words(short: Fraction, code: str, rounding: str = ROUND_CEILING) -> Label:
    """A size in its unit: money to the fen, everything else to two places; between shares lie points."""
    if not code:
        told = number_words(short, _DIGITS, rounding)
        return Label(told, told)
    unit = POINTS if code == "%" else measure(code)
    size = short * scale_of(unit) / unit.per_base
    return unit.beside(Label(_cut(size, unit, 0, rounding), _cut(size / 10**unit.english_power, unit, unit.english_power, rounding)))


def _cut(size: Fraction, unit: Unit, moved: int, rounding: str) -> str:
    """`moved`: by how many places English moved the point, so that both languages cut at the same place."""
    digits = _DIGITS if unit.dimension != "money" else _FEN + len(str(unit.per_base // 100)) - 1 + moved
    return number_words(size, digits, rounding)
