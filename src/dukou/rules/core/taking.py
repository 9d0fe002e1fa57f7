"""What a room states, as an evaluation takes it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from dukou.kit.core.refusals import Malformed
from dukou.kit.core.units import Unit
from dukou.rules.core.facts import FactValue, Range
from dukou.rules.core.quantities import measure, natural, scale_of, to_base
from dukou.rules.core.values import Exact, Value, spanned


def taken(told: FactValue, unit: str = "") -> Value:
    """The value in its natural size. A number beyond what can be compared is unknown; a range keeps its ends as fine as they are."""
    if isinstance(told, Range):
        ends = (told.least, told.most)
        return spanned(*(None if end is None else _whole(natural(end, measure(unit))) for end in ends))
    if isinstance(told, Decimal):
        return _number(told, measure(unit)) if unit else None
    return told if isinstance(told, str | bool | date | tuple) else None


def _number(told: Decimal, unit: Unit) -> Value:
    try:
        return _whole(Fraction(to_base(told, unit), scale_of(unit)))
    except Malformed:
        return None


def _whole(exact: Fraction) -> Exact:
    return exact.numerator if exact.denominator == 1 else exact
