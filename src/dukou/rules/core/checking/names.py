"""Names in lines: what each may stand for, and which can be asked for earlier years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from dukou.kit.core.labels import Label
from dukou.rules.core.books import Line, Table
from dukou.rules.core.expressions import Name
from dukou.rules.core.linking import Linked
from dukou.rules.core.needs import names_within
from dukou.rules.core.reading.fields import Faults, near
from dukou.rules.core.writing import written

_TRUTHS = ("yes", "no", "true", "false")


@dataclass(slots=True)
class Names:
    """The names that a book's lines can call, and the faults of those that they call wrongly."""

    linked: Linked
    faults: Faults
    timeless: dict[str, str] = field(default_factory=dict)

    def check(self, name: Name, line: Line) -> bool:
        """Whether the name stands for something; a fault is noted where it does not."""
        told = self._told(name)
        if told is None and name.back:
            told = self._earlier(name)
        if told is not None:
            self.faults.note(line.at(name.at), *told)
        return told is None

    def _told(self, name: Name) -> tuple[Label, Label] | None:
        book = self.linked.book
        if name.of_book:
            return self._of_book(name)
        if name.name in book.books:
            what = Label(f"“{name.name}”是另一部规则", f"“{name.name}” is another rule book")
            return what, Label(f"写 {name.name}.answer 或 {name.name}.value", f"write {name.name}.answer or {name.name}.value")
        if name.name in self.linked.facts or name.name in book.definitions:
            return None
        return Label(f"没有“{name.name}”这个名称", f"there is no name “{name.name}”"), self._cure(name.name)

    def _of_book(self, name: Name) -> tuple[Label, Label] | None:
        if name.name in self.linked.books:
            beneath = self.linked.books[name.name].book
            if name.of_book == "value" and not beneath.value:
                what = Label(f"“{beneath.key}”不给取值", f"“{beneath.key}” gives no value")
                return what, Label(f"写 {name.name}.answer", f"write {name.name}.answer")
            return None
        what = Label(f"“{name.name}”不是 books 里的规则", f"“{name.name}” is no rule book of books")
        if name.name in self.linked.facts or name.name in self.linked.book.definitions:
            return what, Label(f"去掉 .{name.of_book}", f"leave out .{name.of_book}")
        return what, near(name.name, list(self.linked.book.books))

    def _cure(self, name: str) -> Label:
        book = self.linked.book
        if name in _TRUTHS:
            return Label("是或否的事实单独写：has_award、not has_award", "what is yes or no stands alone: has_award, not has_award")
        table = next((each for each in book.definitions.values() if isinstance(each, Table) and name in each.outputs), None)
        if table is not None:
            return Label(f"词要加引号，或写成 {table.name} in [{name}]", f"put the word in quotes, or write {table.name} in [{name}]")
        return near(name, [*book.facts, *book.definitions, *book.books])

    def _earlier(self, name: Name) -> tuple[Label, Label] | None:
        """What has no earlier years cannot be asked for them, nor can what is made of it."""
        stuck = "" if name.of_book else self._timeless(name.name)
        if not name.of_book and not stuck:
            return None
        what = Label(f"“{written(name)}”没有往年的数", f"“{written(name)}” has no earlier years")
        if name.of_book:
            return what, Label("另一部规则只问当年", "another rule book is asked for this year only")
        if stuck == name.name:
            return what, Label("只有按年的数能往前推", "only what is told of calendar years can be asked so")
        return what, Label(f"其中的“{stuck}”不是按年的数", f"“{stuck}” within it is not told of calendar years")

    def _timeless(self, name: str) -> str:
        """A name within this one that is not told of years; empty where there is none."""
        if name not in self.timeless:
            self.timeless[name] = ""  # a ring ends here; it is a fault of its own
            self.timeless[name] = next(self._stuck(name), "")
        return self.timeless[name]

    def _stuck(self, name: str) -> Iterator[str]:
        face = self.linked.facts.get(name)
        if face is not None:
            yield from () if face.is_yearly else (name,)
        elif name in self.linked.book.definitions:
            for within in names_within(self.linked.book.definitions[name]):
                yield from (written(within),) if within.of_book else filter(None, (self._timeless(within.name),))


def rings(links: Mapping[str, list[str]]) -> list[list[str]]:
    """The rings among definitions, each told once, from the name that stands first in the book and back to it."""
    found: list[list[str]] = []
    seen: set[str] = set()
    for start in links:
        ring = _ring(start, links)
        if ring and not seen & set(ring):
            seen |= set(ring)
            found.append(ring)
    return found


def _ring(start: str, links: Mapping[str, list[str]]) -> list[str]:
    """The shortest way from a name back to itself."""
    ways, seen = [[start]], {start}
    while ways:
        way = ways.pop(0)
        for name in links.get(way[-1], ()):
            if name == start:
                return [*way, start]
            if name not in seen:
                seen.add(name)
                ways.append([*way, name])
    return []
