"""Facts of a decision as plain JSON, exact: enough to make the decision again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from dukou.rules.core.facts import Stated
from dukou.rules.core.linking import FactKey
from dukou.rules.core.values import Exact, Span, Value, spanned


def recorded(facts: Mapping[FactKey, Value], sources: Mapping[FactKey, Stated], given: Mapping[str, Value]) -> dict[str, Any]:
    """`{"facts": [{fact, back, value, source, place, known_on, period}], "given": {name: value}}`; unknown facts are left out."""
    told = []
    for (name, back), value in sorted(facts.items()):
        if value is None:
            continue
        entry: dict[str, Any] = {"fact": name, "back": back, "value": plain(value)}
        stated = sources.get((name, back))
        if stated is not None:
            entry |= {"source": stated.source, "place": stated.place, "known_on": stated.known_on.isoformat()}
            entry["period"] = str(stated.period) if stated.period else ""
        told.append(entry)
    return {"facts": told, "given": {name: plain(value) for name, value in sorted(given.items()) if value is not None}}


def facts_of_record(record: Mapping[str, Any]) -> tuple[dict[FactKey, Value], dict[str, Value]]:
    """The facts and given values of a record, as an evaluation takes them."""
    facts: dict[FactKey, Value] = {(entry["fact"], int(entry["back"])): exact(entry["value"]) for entry in record["facts"]}
    return facts, {name: exact(value) for name, value in record["given"].items()}


def plain(value: Value) -> Any:
    """A value as JSON that reads back exactly: numbers as `{"n": "3/100"}`, spans by their ends, dates as `{"d": …}`, lists as lists."""
    if isinstance(value, bool | str):
        return value
    if isinstance(value, int | Fraction):
        return {"n": str(value)}
    if isinstance(value, date):
        return {"d": value.isoformat()}
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, Span):
        return {"least": None if value.least is None else str(value.least), "most": None if value.most is None else str(value.most)}
    raise TypeError(f"a fact is a value or a span of numbers, not {value!r}")


def exact(value: Any) -> Value:
    """The value that `plain` wrote."""
    if isinstance(value, dict):
        if "d" in value:
            return date.fromisoformat(value["d"])
        if "n" in value:
            return _number(value["n"])
        return spanned(*(None if value[end] is None else _number(value[end]) for end in ("least", "most")))
    return tuple(value) if isinstance(value, list) else value


def _number(text: str) -> Exact:
    number = Fraction(text)
    return number.numerator if number.denominator == 1 else number
