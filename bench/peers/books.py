"""The rule books of the benches: the fifteen of the national pack, and a hundred made of all that are shipped."""

from __future__ import annotations

import os
from dataclasses import fields, is_dataclass, replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType
from typing import Any

DAY = date(2024, 7, 1)


def prepare(folder: Path) -> None:
    """A home for Django, so that facts can be named; nothing is kept in it."""
    os.environ |= {"DUKOU_HOME": str(folder), "DJANGO_SETTINGS_MODULE": "dukou.settings"}
    import django

    django.setup()


def fifteen() -> list[Any]:
    """The fifteen rules, linked."""
    from dukou.rules.tests.test_national_books import FIFTEEN, linked

    return [linked(key) for key in FIFTEEN]


def hundred() -> list[Any]:
    """Every national book, then the same with other numbers in their own sentences; books beneath are shared, as by policies."""
    from dukou.rules.tests.test_national_books import BOOKS, linked

    own = [linked(key) for key in BOOKS if linked(key).book.kind.value == "enterprise"]
    return [_varied(own[at % len(own)], at // len(own)) for at in range(100)]


def _varied(linked: Any, by: int) -> Any:
    return linked if by == 0 else replace(linked, book=_scaled(linked.book, 1 + Fraction(by, 16)))


def _scaled(part: Any, factor: Fraction) -> Any:
    """The same with every written number multiplied."""
    from dukou.rules.core.expressions import Number

    if isinstance(part, Number):
        return replace(part, value=part.value * factor)
    if isinstance(part, tuple):
        return tuple(_scaled(each, factor) for each in part)
    if isinstance(part, dict | MappingProxyType):
        return {key: _scaled(each, factor) for key, each in part.items()}
    if is_dataclass(part) and not isinstance(part, type) and type(part).__module__.endswith(("core.books", "core.expressions")):
        return replace(part, **{each.name: _scaled(getattr(part, each.name), factor) for each in fields(part) if each.init})
    return part
