"""What is wrong with plain values, told at its place in the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dukou.affairs.core.checking import Path, Wrong
from dukou.kit.core.places import Fault, Place
from dukou.kit.packfiles.nodes import Located
from dukou.kit.packfiles.sections import Entry


def faults_of(entry: Entry[Any], wrongs: Iterable[Wrong]) -> Iterator[Fault]:
    """The faults of an entry; what stands inside a line is pointed at there."""
    for wrong in wrongs:
        yield Fault(_place(entry.located, wrong.path, wrong.at), wrong.what, wrong.cure)


def _place(located: Located, path: Path, at: int) -> Place:
    value = located
    for step in path:
        if step not in value.children:
            return located.find(path)
        value = value.children[step]
    if not isinstance(value.plain, str):
        return value.place
    start = value.text_place
    return Place(start.file, start.line, start.column + at) if at or value.quote else value.place
