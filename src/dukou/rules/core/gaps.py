"""Which facts a form leans on, and what is missing of them: who holds it and which paper proves it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dukou.kit.core.labels import Label
from dukou.rules.core.behind import Behind
from dukou.rules.core.books import Condition, Derived, Table, UsedFact
from dukou.rules.core.evaluating import Evaluation, item_points, possible_rows, read
from dukou.rules.core.expressions import Every, Form, Name, Some, names_in
from dukou.rules.core.facts import FactFace, Stated
from dukou.rules.core.linking import FactKey, Linked
from dukou.rules.core.values import Value, is_exact


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact that is not known. `known_of`: the year of which it is known, where that is not the year asked for."""

    fact: str
    alias: str
    label: Label
    year: int | None
    holder: Label
    paper: Label | None
    known_of: str = ""

    @classmethod
    def of(cls, key: FactKey, face: FactFace, evaluation: Evaluation, sources: Mapping[FactKey, Stated]) -> Missing:
        """The gap that a fact leaves in an evaluation; the book's own word on holder and paper goes before the fact's."""
        used = evaluation.linked.once(_users).get(key[0])
        stated = sources.get(key)
        return cls(
            fact=key[0],
            alias=(used.alias if used else key[0]) + (f"@{key[1]}" if key[1] else ""),
            label=face.label,
            year=evaluation.as_of.year - 1 - key[1] if face.is_yearly else None,
            holder=(used.holder if used else None) or face.holder,
            paper=(used.paper if used else None) or face.paper,
            known_of=str(stated.period) if stated and stated.period else "",
        )

    def as_dict(self) -> dict[str, Any]:
        """As JSON doors speak it."""
        return {
            "fact": self.fact,
            "name": self.alias,
            "label": self.label.as_dict(),
            "year": self.year,
            "holder": self.holder.as_dict(),
            "paper": self.paper.as_dict() if self.paper else None,
            "known_of": self.known_of,
        }


def facts_of(form: Form, evaluation: Evaluation) -> list[tuple[FactKey, FactFace, Value]]:
    """The facts that a form of the book leans on, by whatever way, with their values; each once, in the order in which they are met."""
    facts = evaluation.facts
    return [(key, face, facts.get(key)) for key, face in evaluation.linked.once(Behind).form(form, frozenset(evaluation.given))]


def _users(linked: Linked) -> dict[str, UsedFact]:
    """Under which name and with which words a book, or else the first one beneath it, uses each fact."""
    found: dict[str, UsedFact] = {}
    for used in (used for each in linked.walk() for used in each.book.facts.values()):
        found.setdefault(used.fact, used)
    return found


def gaps_of(form: Form, evaluation: Evaluation) -> dict[FactKey, FactFace]:
    """The unknown facts that keep a form open: of a table only what its possible rows still ask, of `and` and `or` only the open parts."""
    return dict(_open(form, evaluation))


def _open(form: Form, evaluation: Evaluation, back: int = 0) -> Iterator[tuple[FactKey, FactFace]]:
    if isinstance(form, Every | Some):
        for part in form.parts:
            if read(evaluation, part, back) is None:
                yield from _open(part, evaluation, back)
        return
    for name in names_in(form):
        earlier = Name(name.name, name.back + back, name.of_book)
        if not is_exact(evaluation.named(earlier)):
            yield from _open_name(earlier, evaluation)


def _open_name(name: Name, evaluation: Evaluation) -> Iterator[tuple[FactKey, FactFace]]:
    book = evaluation.linked.book
    if name.of_book:
        yield from _open_book(evaluation.beneath(name.name), is_answer=name.of_book == "answer")
    elif name.name in book.facts:
        yield (book.facts[name.name].fact, name.back), evaluation.linked.facts[name.name]
    elif name.name in book.definitions:
        for form in _open_forms(name, evaluation):
            yield from _open(form, evaluation, name.back)


def _open_forms(name: Name, evaluation: Evaluation) -> Iterator[Form]:
    """The forms within a definition that are not decided, so many years back as the name is; of a row or an item only those."""
    definition = evaluation.linked.book.definitions[name.name]
    if isinstance(definition, Derived):
        yield definition.form
        return
    if isinstance(definition, Table):
        rows = possible_rows(evaluation, definition, name.back)
        asked = [cell.test for row, _ in rows for cell in row.cells if cell.test is not None]
    else:
        points = [(item, item_points(evaluation, item, name.back)) for item in definition.items]
        asked = [item.bands[number].when for item, found in points for _, number, _ in found if number is not None]
    yield from (test for test in asked if read(evaluation, test, name.back) is None)


def _open_book(evaluation: Evaluation, *, is_answer: bool) -> Iterator[tuple[FactKey, FactFace]]:
    book = evaluation.linked.book
    if is_answer and (book.requires or book.vetoes):
        for condition in (*book.requires, *book.vetoes):
            yield from _open_condition(condition, evaluation)
    elif book.value:
        yield from _open(Name(book.value), evaluation)


def _open_condition(condition: Condition, evaluation: Evaluation) -> Iterator[tuple[FactKey, FactFace]]:
    if evaluation.condition(condition) is not None:
        return
    if condition.test is not None:
        yield from _open(condition.test, evaluation)
    for part in (*condition.parts, *condition.exceptions):
        yield from _open_condition(part, evaluation)
