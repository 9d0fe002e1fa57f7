"""Conditions as JSON Schema: one that holds where the condition surely does, one that holds where it surely does not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from dukou.rules.core.expressions import (
    TURNED,
    Among,
    Begins,
    Comparison,
    ComparisonSign,
    Day,
    Every,
    Expression,
    Has,
    Holds,
    Name,
    Not,
    Number,
    Some,
    Test,
    Text,
)

Schema = dict[str, Any] | bool
Truths = tuple[Schema, Schema]  # surely yes, surely no; neither is: not known, or not to be said
Answered = Callable[[str, Schema], Schema]  # a concept whose answer is like that
_BOUNDS = {"<": "exclusiveMaximum", "<=": "maximum", ">": "exclusiveMinimum", ">=": "minimum"}


def ref(name: str) -> dict[str, Any]:
    """What stands under a name among the definitions."""
    return {"$ref": f"#/$defs/{name}"}


def both(parts: Iterable[Schema]) -> Schema:
    """All of them; nothing is said by those that always hold."""
    told = [each for each in parts if each is not True]
    if False in told:
        return False
    return True if not told else told[0] if len(told) == 1 else {"allOf": told}


def either(parts: Iterable[Schema]) -> Schema:
    """One of them at least."""
    told = [each for each in parts if each is not False]
    if True in told:
        return True
    return False if not told else told[0] if len(told) == 1 else {"anyOf": told}


def negation(part: Schema) -> Schema:
    """The opposite."""
    return not part if isinstance(part, bool) else {"not": part}


def truths_of(test: Test, answered: Answered) -> Truths:
    """Both sides of a condition."""
    match test:
        case Not(part):
            yes, no = truths_of(part, answered)
            return no, yes
        case Every(parts):
            pairs = [truths_of(part, answered) for part in parts]
            return both(yes for yes, _ in pairs), either(no for _, no in pairs)
        case Some(parts):
            pairs = [truths_of(part, answered) for part in parts]
            return either(yes for yes, _ in pairs), both(no for _, no in pairs)
    name, like = _like(test)
    if name is None or like is None:
        return False, False
    return answered(name, like), answered(name, negation(like))


def _like(test: Test) -> tuple[str | None, Schema | None]:
    """The concept that a simple test asks, and what its answer is like where the test holds; None where no schema can say it."""
    match test:
        case Holds(Name(name)):
            return name, {"const": True}
        case Has(Name(name), words):
            return name, {"contains": {"enum": list(words)}}
        case Among(Name(name), words):
            return name, {"enum": list(words)}
        case Begins(Name(name), prefixes):
            return name, {"pattern": f"^(?:{'|'.join(re.escape(each) for each in prefixes)})"}
        case Comparison(sign, Name(name), right):
            return name, _compared(sign, right)
        case Comparison(sign, left, Name(name)):
            return name, _compared(TURNED[sign], left)
    return None, None


def _compared(sign: ComparisonSign, side: Expression) -> Schema | None:
    value: Any
    match side:
        case Number(number, ""):
            value = number.numerator if number.denominator == 1 else float(number)
        case Text(value):
            pass
        case Day(day):
            value = day.isoformat()
        case _:
            return None
    if sign in ("=", "!="):
        return {"const": value} if sign == "=" else {"not": {"const": value}}
    return {_BOUNDS[sign]: value} if isinstance(side, Number) else None
