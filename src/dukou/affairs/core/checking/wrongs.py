"""One thing that is wrong with a definition: at which value, where in its line, what, and the cure."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass

from dukou.kit.core.labels import Label

Path = tuple[str | int, ...]  # the steps from the top of the entry to the value


@dataclass(frozen=True, slots=True)
class Wrong:
    """`path` leads to the value; `at`: so many characters into its line."""

    path: Path
    what: Label
    cure: Label
    at: int = 0


def unknown(path: Path, noun: Label, name: str, known: Collection[str], at: int = 0) -> Wrong:
    """There is nothing of this name; the nearest is offered."""
    close = difflib.get_close_matches(name, known, n=1)
    what = Label(f"没有这个{noun.zh}：“{name}”", f"there is no {noun.en} “{name}”")
    if close:
        return Wrong(path, what, Label(f"是不是“{close[0]}”？", f"did you mean “{close[0]}”?"), at)
    if not known:
        return Wrong(path, what, Label("先写出它", "introduce it first"), at)
    return Wrong(path, what, Label(f"可用：{'、'.join(known)}", f"use one of: {', '.join(known)}"), at)


def twice(keys: Iterable[tuple[Path, Hashable]]) -> Iterator[Wrong]:
    """Keys that stand twice."""
    seen: set[Hashable] = set()
    for path, key in keys:
        if key in seen:
            yield Wrong(path, Label(f"“{key}”重复了", f"“{key}” stands twice"), _ONE_OF_THEM)
        seen.add(key)


_ONE_OF_THEM = Label("删去一个或改换键名", "remove one of them or give it another key")
