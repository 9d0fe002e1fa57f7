"""Finding the facts and the other books that a rule book names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from dukou.kit.core.labels import Label
from dukou.kit.core.places import Fault, Place
from dukou.rules.core.books import Book, UsedFact
from dukou.rules.core.facts import FactFace
from dukou.rules.core.linking import Linked
from dukou.rules.core.reading.fields import Faults, near

Finder = Callable[[str], Book | None]


def resolve(
    book: Book,
    catalogue: Mapping[str, FactFace],
    find: Finder,
    *,
    known: Sequence[str] = (),
    may_name: Callable[[FactFace], bool] | None = None,
) -> tuple[Linked | None, list[Fault]]:
    """The book with its facts and books, or None with what could not be found. What its lines say is not looked at: `link` does that.

    `find` gives the book meant by `slug` or `slug/version`; `known` are names of books, of which the nearest is named where one is unknown.
    `may_name` says which facts a book of this floor may name; without it all that the catalogue holds.
    """
    linker = _Linker(catalogue, find, known, may_name or (lambda face: True))
    faults = Faults()
    return linker.linked(book, (), faults), list(faults)


@dataclass(slots=True)
class _Linker:
    catalogue: Mapping[str, FactFace]
    find: Finder
    known: Sequence[str]
    may_name: Callable[[FactFace], bool]
    done: dict[str, Linked | None] = field(default_factory=dict)

    def linked(self, book: Book, above: tuple[str, ...], faults: Faults) -> Linked | None:
        """The book; None where it has faults, which are noted."""
        own = Faults()
        facts = {alias: face for alias, used in book.facts.items() if (face := self.fact(book, used, own))}
        books = {alias: found for alias, name in book.books.items() if (found := self.beneath(book, alias, name, above, own))}
        faults += own
        return None if own else Linked(book, facts, books)

    def fact(self, book: Book, used: UsedFact, faults: Faults) -> FactFace | None:
        """The fact that is meant."""
        face = self.catalogue.get(used.fact)
        if face is None:
            known = [name for name, each in self.catalogue.items() if each.kind is book.kind and self.may_name(each)]
            faults.note(used.place, Label(f"没有事实项“{used.fact}”", f"there is no fact “{used.fact}”"), near(used.fact, known))
            return None
        if face.kind is not book.kind:
            what = Label(
                f"“{used.fact}”说的是{face.kind.label.zh}，这部规则说的是{book.kind.label.zh}",
                f"“{used.fact}” is about: {face.kind.label.en}; this rule book is about: {book.kind.label.en}",
            )
            faults.note(used.place, what, Label("换一个事实项，或改 subject", "name another fact, or change subject"))
        elif not self.may_name(face):
            what = Label(f"“{used.fact}”由上面的楼层说明，这里不能用", f"“{used.fact}” is stated on a floor above and cannot be named here")
            faults.note(used.place, what, Label("用本层或下层的事实项", "name a fact of this floor or beneath"))
        return face

    def beneath(self, book: Book, alias: str, name: str, above: tuple[str, ...], faults: Faults) -> Linked | None:
        """The other book that is meant. A book that leans on itself, by whatever way, leans on nothing."""
        place, way = book.places.get(f"books.{alias}", book.at), (*above, book.key)
        found = self.find(name)
        if found is None:
            faults.note(place, Label(f"没有规则“{name}”", f"there is no rule book “{name}”"), near(name, self.known))
            return None
        if found.key in way:
            ring = " → ".join((*way[way.index(found.key) :], found.key))
            faults.note(
                place,
                Label(f"规则绕成了圈：{ring}", f"the rule books form a ring: {ring}"),
                Label("去掉其中一处", "remove one of the links"),
            )
            return None
        if found.kind is not book.kind:
            what = Label(
                f"“{name}”说的是{found.kind.label.zh}，这部规则说的是{book.kind.label.zh}",
                f"“{name}” is about: {found.kind.label.en}; this rule book is about: {book.kind.label.en}",
            )
            faults.note(place, what, Label("只能引用同类对象的规则", "only a book about the same kind of subject can be named"))
            return None
        return self._known(found, name, way, place, faults)

    def _known(self, found: Book, name: str, way: tuple[str, ...], place: Place, faults: Faults) -> Linked | None:
        if found.key not in self.done:
            own = Faults()
            self.done[found.key] = self.linked(found, way, own)
            if own:
                what = Label(f"它引用的“{name}”有误：{own[0].what.zh}", f"the book “{name}” that it names is faulty: {own[0].what.en}")
                faults.note(place, what, Label(f"先改 {own[0].place}", f"mend {own[0].place} first"))
        return self.done[found.key]
