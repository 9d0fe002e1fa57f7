"""Reads GLOSSARY.md: the rows of its tables as (English, Chinese) pairs."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable
from enum import Enum
from pathlib import Path

from dukou.kit.core.labels import LabelledEnum

from .reading import HOUSE

Pair = tuple[str, str]


def pairs_in(path: Path) -> list[Pair]:
    """Every (English, Chinese) pair of the glossary's tables."""
    rows = (line.strip().strip("|").split("|") for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("|"))
    cells = ([cell.strip() for cell in row] for row in rows)
    return [(row[0], row[1]) for row in cells if len(row) >= 3 and not set(row[0]) <= {"-", ":", " "} and row[0] != "English"]


def import_everything() -> None:
    """Import every module of every room, so that every enumeration is known."""
    for file in HOUSE.files:
        if file.room and not file.is_test:
            importlib.import_module(file.name)


def enumerated(root: type[LabelledEnum]) -> list[tuple[str, Pair]]:
    """Every member of every enumeration of the house, as (where, pair)."""
    found: list[tuple[str, Pair]] = []
    for each in root.__subclasses__():
        if each.__module__.startswith("dukou.") and ".tests." not in each.__module__:
            found += [(f"{each.__module__}.{each.__name__}.{_name(member)}", (member.label.en, member.label.zh)) for member in each]
        found += enumerated(each)
    return found


def words_of(name: str) -> str:
    """A class name as words: `PackVersion` → `pack version`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def missing(wanted: Iterable[tuple[str, Pair]], pairs: Iterable[Pair]) -> list[str]:
    """The wanted pairs that the glossary has not, as it should have them."""
    known = set(pairs)
    return [f"{where}: | {pair[0]} | {pair[1]} |" for where, pair in wanted if pair not in known]


def _name(member: Enum) -> str:
    return member.name
