"""tmp"""

from __future__ import annotations

from datetime import date

from dukou.rules.compile.columns import Column
from dukou.rules.core.days import days_since, years_since
from dukou.rules.core.facts import FactFace
from dukou.rules.core.quantities import measure, scale_of
from dukou.rules.core.values import Value


def cell(column: Column, face: FactFace, value: Value, as_of: date) -> int | bool | str | None:
    """What a column holds of a known value."""
    if value is None:
        return None
    match column.sort:
        case "base":
            return int(value * scale_of(measure(face.unit)))
        case "days":
            return days_since(value, as_of)
        case "years":
            return years_since(value, as_of)
        case "has":
            return column.word in value
    return value
