"""The form of the chosen matters as a JSON Schema (draft 2020-12), for whoever sends answers by program.

What it accepts and refuses the judge accepts and refuses, within what a schema can say. It cannot say that one date is before another, nor
that one answer is compared with another or reckoned from several: such a condition asks nothing here, and the judge decides. Neither can it
say how many decimals a number has beyond whole or not, nor tell invisible signs other than control characters. It takes the plain forms of
JSON alone, where pages and the desk also write a number as words, one choice without a list, or 是 for true; and it counts blanks around a
word.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from dukou.affairs.core.concepts import LINE, MOST_DIGITS, TEXT, Concept
from dukou.affairs.core.forms import Asked, Form, Want
from dukou.affairs.core.kinds import FieldKind, Giving
from dukou.affairs.core.said_by_schemas import Schema, Truths, both, either, negation, ref, truths_of
from dukou.rules.core.lone_tests import LoneTest

DIALECT = "https://json-schema.org/draft/2020-12/schema"
UNANSWERED = "unanswered"
_CONTROLS = r"\u0000-\u001f\u007f-\u009f"


def schema_of(form: Form) -> dict[str, Any]:
    """The schema of answers by concept."""
    return _Writing(form).whole()


@dataclass(slots=True)
class _Writing:
    form: Form
    defs: dict[str, Schema] = field(default_factory=dict)

    def whole(self) -> dict[str, Any]:
        name = self.form.affair.name
        self.defs[UNANSWERED] = {"anyOf": [{"type": "null"}, {"type": "string", "pattern": r"^\s*$"}, {"type": "array", "maxItems": 0}]}
        self.defs |= {each.concept.key: _value(each.concept) for each in self.form.asked}
        properties: dict[str, Any] = {}
        required: list[str] = []
        rules: list[Schema] = []
        for asked in self.form.asked:
            key, absent, needed = asked.concept.key, self.absent(asked.concept.key), self._required(asked)
            told = _annotations(asked.concept)
            if needed is True:
                required.append(key)
            if absent is False:
                told |= ref(key) if needed is True else _maybe(key)
            else:
                rules.append({"if": absent, "else": {"properties": {key: _maybe(key)}}})
            if not isinstance(needed, bool):
                rules.append({"if": needed, "then": {"required": [key], "properties": {key: ref(key)}}})
            properties[key] = told
        return {
            "$schema": DIALECT,
            "title": f"{name.zh} · {name.en}",
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": False,
            **({"allOf": rules} if rules else {}),
            "$defs": self.defs,
        }

    def absent(self, key: str) -> Schema:
        """When a concept is surely not asked; kept under its own name, for conditions of others lean on it."""
        asked = next((each for each in self.form.asked if each.concept.key == key), None)
        if asked is None:
            return True
        name = f"{key}.absent"
        if name not in self.defs:
            told = both(self._is_not_wanted(want) for want in asked.wants)
            if isinstance(told, bool):
                return told
            self.defs[name] = told
        return ref(name)

    def _required(self, asked: Asked) -> Schema:
        return either(self._is_wanted(want) for want in asked.wants if want.ask.required)

    def _is_wanted(self, want: Want) -> Schema:
        return both(self._truths(test)[0] for test in _tests(want))

    def _is_not_wanted(self, want: Want) -> Schema:
        return either(self._is_false(test) for test in _tests(want))

    def _is_false(self, test: LoneTest) -> Schema:
        """It does not hold, or it cannot be known since what it names is not asked."""
        yes, no = self._truths(test)
        return either([no, both([negation(yes), either(self.absent(name) for name in test.names)])])

    def _truths(self, test: LoneTest) -> Truths:
        return truths_of(test.form, self._answered)

    def _answered(self, key: str, constraint: Schema) -> Schema:
        """The concept is asked, its answer can be taken, and is like that."""
        if key not in self.defs:
            return False
        here: Schema = {"required": [key], "properties": {key: {"allOf": [ref(key), constraint]}}}
        return both([here, negation(self.absent(key))])


def _tests(want: Want) -> list[LoneTest]:
    around = [want.matter.when] if want.matter.giving is Giving.WHEN else []
    return [test for test in (*around, want.ask.when) if test is not None]


def _maybe(key: str) -> dict[str, Any]:
    return {"anyOf": [ref(key), ref(UNANSWERED)]}


def _annotations(concept: Concept) -> dict[str, Any]:
    told: dict[str, Any] = {
        "title": f"{concept.name.zh} · {concept.name.en}",
        "x-name": concept.name.as_dict(),
        "x-kind": concept.kind.value,
    }
    if concept.unit:
        told["x-unit"] = concept.unit
    if concept.hint:
        told["description"] = f"{concept.hint.zh} · {concept.hint.en}"
    if concept.choices:
        told["x-choices"] = {key: label.as_dict() for key, label in concept.choices.items()}
    return told


def _value(concept: Concept) -> dict[str, Any]:
    """An answer that can be taken."""
    return _VALUES[concept.kind](concept)


def _number(concept: Concept) -> dict[str, Any]:
    told: dict[str, Any] = {"type": "number" if concept.decimals else "integer"}
    far = 10**MOST_DIGITS
    told |= {"exclusiveMinimum": -far} if concept.least is None else {"minimum": _plain(concept.least)}
    return told | ({"exclusiveMaximum": far} if concept.most is None else {"maximum": _plain(concept.most)})


def _plain(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


def _words(most: int, controls: str) -> dict[str, Any]:
    return {"type": "string", "maxLength": most, "pattern": rf"^(?=[\s\S]*\S)[^{controls}]*$"}


def _keys(concept: Concept) -> dict[str, Any]:
    return {"enum": list(concept.choices or {})}


def _like(pattern: str) -> Callable[[Concept], dict[str, Any]]:
    return lambda concept: {"type": "string", "pattern": f"^{pattern}$"}


_VALUES: dict[FieldKind, Callable[[Concept], dict[str, Any]]] = {
    FieldKind.LINE: lambda concept: _words(LINE, _CONTROLS),
    FieldKind.TEXT: lambda concept: _words(TEXT, r"\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f"),
    FieldKind.NUMBER: _number,
    FieldKind.DATE: lambda concept: {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    FieldKind.CHOICE: _keys,
    FieldKind.CHOICES: lambda concept: {"type": "array", "items": _keys(concept), "minItems": 1},
    FieldKind.TRUTH: lambda concept: {"type": "boolean"},
    FieldKind.PHONE: _like(r"\+?[0-9](?:[- ]?[0-9]){4,18}"),
    FieldKind.CREDIT_CODE: _like("[0-9A-Za-z]{18}"),
    FieldKind.ID_NUMBER: _like("[0-9A-Za-z()（）-]{5,30}"),
}
