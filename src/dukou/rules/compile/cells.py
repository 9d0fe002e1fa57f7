"""What stands in a cell of the wide table: a known value of a fact as its column holds it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import cast

from dukou.rules.compile.columns import Column
from dukou.rules.core.days import days_since, years_since
from dukou.rules.core.facts import FactFace
from dukou.rules.core.quantities import measure, scale_of
from dukou.rules.core.values import Span, Value

Cell = int | bool | str | None


def cell(column: Column, face: FactFace, value: Value, as_of: date) -> Cell:
    """The cell of a value in its natural size (`core.values`). A quantity of a fact is a whole number of base units, or it is no value.

    A fact that is known between bounds only has no cell: books over such facts (of clusters, which are few) are evaluated one by one.
    """
    if value is None:
        return None
    if isinstance(value, Span):
        raise ValueError(f"{face.name} is known between bounds only; evaluate such subjects one by one")
    match column.sort:
        case "base":
            base = Fraction(cast("Fraction | int", value)) * scale_of(measure(face.unit))
            if base.denominator != 1:
                raise ValueError(f"{face.name}: {value} is no whole number of base units")
            return base.numerator
        case "days":
            return days_since(cast(date, value), as_of)
        case "years":
            return years_since(cast(date, value), as_of)
        case "has":
            return column.word in cast("tuple[str, ...]", value)
    return cast("bool | str", value)
