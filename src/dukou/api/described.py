"""The description of the API as people read it: a chapter for each room, each operation with what it takes and what it gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dukou.kit.core.labels import Label, same

Schema = Mapping[str, Any]
SIGNED: dict[str, list[str]] = {"BySignature": []}  # the security of operations that bear a signature (`admission.by_signature`)
BETWEEN = " · "  # in summaries and descriptions Chinese stands before it and English after it


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is sent or given."""

    name: str
    place: str
    kind: str
    is_required: bool
    about: Label | str


@dataclass(frozen=True, slots=True)
class Operation:
    """One address with its method. `example` is what a terminal sends."""

    method: str
    address: str
    label: Label
    takes: tuple[Field, ...]
    gives: tuple[Field, ...]
    example: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """What one room brings."""

    name: str
    operations: tuple[Operation, ...]


def chapters(schema: Schema) -> list[Chapter]:
    """The description, room by room."""
    found: dict[str, list[Operation]] = {}
    for address, methods in schema["paths"].items():
        for method, operation in methods.items():
            found.setdefault(operation["tags"][0], []).append(_operation(schema, address, method, operation))
    return [Chapter(name, tuple(operations)) for name, operations in found.items()]


def _operation(schema: Schema, address: str, method: str, operation: Schema) -> Operation:
    parameters = [
        Field(each["name"], each["in"], _kind(schema, each["schema"]), each.get("required", False), _in_words(each.get("description", "")))
        for each in operation["parameters"]
    ]
    sent = _content(operation.get("requestBody", {}))
    given = next(_content(answer) for status, answer in operation["responses"].items() if int(status) < 300)
    takes = (*parameters, *_fields(schema, sent, "body"))
    return Operation(
        method.upper(),
        address,
        _label(operation["summary"]),
        takes,
        tuple(_fields(schema, given, "answer")),
        _example(method, address, operation),
    )


def _example(method: str, address: str, operation: Schema) -> str:
    if SIGNED in operation.get("security", ()):
        start = 'curl -H "Dukou-Timestamp: $SECONDS" -H "Dukou-Key: $DELIVERY" -H "Dukou-Signature: v1=$SIGNATURE"'
    else:
        start = 'curl -H "Authorization: Bearer $TOKEN"'
    sending = "" if method == "get" else f" -X {method.upper()} -H 'Content-Type: application/json' -d @request.json"
    return f'{start}{sending} "$DUKOU{address}"'


def _content(part: Schema) -> Schema:
    return next((content["schema"] for content in part.get("content", {}).values()), {})


def _fields(schema: Schema, shape: Schema, place: str, before: str = "") -> Iterator[Field]:
    """The fields of an object, those of a list's items behind `[]`."""
    inner = _resolved(schema, shape)
    for name, each in inner.get("properties", {}).items():
        is_required = name in inner.get("required", ())
        yield Field(before + name, place, _kind(schema, each), is_required, _in_words(each.get("description", "")))
        if place == "answer" and not before and each.get("type") == "array":
            yield from _fields(schema, each["items"], place, f"{name}[].")


def _resolved(schema: Schema, shape: Schema) -> Schema:
    if "$ref" not in shape:
        return shape
    found: Schema = schema["components"]["schemas"][shape["$ref"].rpartition("/")[2]]
    return found


def _kind(schema: Schema, shape: Schema) -> str:
    """The type in a word or two: `integer`, `array of Claim`, `active | suspended`."""
    if "anyOf" in shape:
        return " | ".join(_kind(schema, each) for each in shape["anyOf"])
    whole = _resolved(schema, shape)
    if "enum" in whole:
        return " | ".join(map(str, whole["enum"]))
    if whole.get("type") == "array":
        return f"array of {_kind(schema, whole.get('items', {}))}"
    return str(whole.get("title") if "$ref" in shape else whole.get("format") or whole.get("type", "any"))


def _in_words(text: str) -> Label | str:
    return _label(text) if BETWEEN in text else ""


def _label(text: str) -> Label:
    zh, between, en = text.partition(BETWEEN)
    return Label(zh, en) if between else same(text)
