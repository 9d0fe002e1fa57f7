"""Which facts stand behind the names of a linked book, by whatever way: the same for all of whom the same values are handed in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from dukou.rules.core.expressions import Form, Name, names_in
from dukou.rules.core.facts import FactFace
from dukou.rules.core.linking import FactKey, Linked
from dukou.rules.core.needs import names_within

Facts = tuple[tuple[FactKey, FactFace], ...]
Given = frozenset[str]  # names of values that are handed in: nothing is asked behind them


@dataclass(slots=True, eq=False)
class Behind:
    """The facts of each form and name, kept once they are found; of a form by where it stands, for equal ones are slow to compare."""

    linked: Linked
    _forms: dict[tuple[int, Given], tuple[Form, Facts]] = field(default_factory=dict)
    _names: dict[tuple[str, int, str, Given], dict[FactKey, FactFace]] = field(default_factory=dict)

    def form(self, form: Form, given: Given) -> Facts:
        """The facts that a form leans on, in the order in which they are met."""
        found = self._forms.get((id(form), given))
        if found is None:
            found = self._forms[id(form), given] = (form, tuple(self._of(names_in(form), given).items()))
        return found[1]

    def name(self, name: Name, given: Given) -> dict[FactKey, FactFace]:
        """The facts behind a name."""
        key = (name.name, name.back, name.of_book, given)
        if key not in self._names:
            self._names[key] = self._found(name, given)
        return self._names[key]

    def _of(self, names: Iterable[Name], given: Given) -> dict[FactKey, FactFace]:
        found: dict[FactKey, FactFace] = {}
        for name in names:
            for key, face in self.name(name, given).items():
                found.setdefault(key, face)
        return found

    def _found(self, name: Name, given: Given) -> dict[FactKey, FactFace]:
        book = self.linked.book
        if name.of_book:
            beneath = self.linked.books[name.name].once(Behind)
            return beneath._of(beneath._asked(), given.difference(book.definitions))
        if name.name in book.facts:
            return {(book.facts[name.name].fact, name.back): self.linked.facts[name.name]}
        if name.name in given and name.back == 0:
            return {}
        within = names_within(book.definitions[name.name])
        return self._of((Name(each.name, each.back + name.back, each.of_book) for each in within), given)

    def _asked(self) -> Iterator[Name]:
        """The names in a book's sentences, and its value."""
        book = self.linked.book
        yield from (name for each in book.conditions() if each.test is not None for name in names_in(each.test))
        if book.value:
            yield Name(book.value)
