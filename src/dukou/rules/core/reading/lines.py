"""Tests and values that are written as text inside YAML; a fault points at the sign in the line."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from dukou.kit.core.labels import Label
from dukou.kit.packfiles.nodes import Located
from dukou.rules.core.books import Line
from dukou.rules.core.expressions import Expression, Test
from dukou.rules.core.grammar import parse_test, parse_value
from dukou.rules.core.reading.fields import Faults
from dukou.rules.core.tokens import Misread

T = TypeVar("T")


def test_of(located: Located, faults: Faults) -> Test | None:
    """The test written there."""
    return _read(located, parse_test, faults)


def value_of(located: Located, faults: Faults, before: int = 0) -> Expression | None:
    """The value written there; its places are counted after `before` characters of another text (see `Line`)."""
    return _read(located, parse_value, faults, before)


def _read(located: Located, parse: Callable[[str], T], faults: Faults, before: int = 0) -> T | None:
    if not isinstance(located.plain, str):
        what = Label("这里应是一行文字", "one line of text belongs here")
        faults.note(located.place, what, Label("写成一行，如 revenue >= 2000万元", "write one line, such as revenue >= 2000万元"))
        return None
    try:
        return parse(" " * before + located.plain)
    except Misread as misread:
        faults.note(Line(located.text_place, before, located.text_place).at(misread.at), misread.what, misread.cure)
        return None
