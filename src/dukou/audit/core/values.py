"""What may stand in an event: plain JSON values, and personal values that stand there only as references."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import cast

from dukou.kit.core.labels import Label

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]
PERSONAL = "$personal"


@dataclass(frozen=True, slots=True)
class Personal:
    """A personal value (a name, a telephone number, an address). The trail keeps a reference; the value can be erased.

    `of`: whose value it is, as (kind, key); the subject of the event where it is not said.
    """

    value: object
    of: tuple[str, str] | None = None


def plain(value: object, refer: Callable[[Personal], str]) -> Json:
    """`value` as JSON; `refer` keeps a personal value and gives the key by which it is found again.

    Dates are ISO text, Decimals their exact digits, enums their codes, labels both languages. A float has no exact form that every
    database gives back, so it is kept as the text of its digits.
    """
    if isinstance(value, Personal):
        return {PERSONAL: refer(value)}
    if isinstance(value, Enum):
        return plain(value.value, refer)
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Mapping):
        return {str(key): plain(inner, refer) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner, refer) for inner in value]
    if isinstance(value, set | frozenset):
        return [plain(inner, refer) for inner in sorted(value, key=str)]
    return _text(value)


def _text(value: object) -> Json:
    if isinstance(value, Label):
        return cast(Json, value.as_dict())
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal | float):
        return str(value)
    raise TypeError(f"the audit trail cannot keep a {type(value).__name__}: {value!r}")


def references(value: Json) -> list[str]:
    """The keys of all personal values that `value` refers to."""
    if isinstance(value, list):
        return [key for inner in value for key in references(inner)]
    if not isinstance(value, dict):
        return []
    key = value.get(PERSONAL)
    if isinstance(key, str) and len(value) == 1:
        return [key]
    return [key for inner in value.values() for key in references(inner)]


def resolved(value: Json, known: Mapping[str, Json]) -> Json:
    """`value` with every reference replaced by what is `known` under its key."""
    if isinstance(value, list):
        return [resolved(inner, known) for inner in value]
    if not isinstance(value, dict):
        return value
    key = value.get(PERSONAL)
    if isinstance(key, str) and len(value) == 1:
        return known.get(key)
    return {name: resolved(inner, known) for name, inner in value.items()}
