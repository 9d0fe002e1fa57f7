"""Which facts a form leans on, and what is missing of them: who holds it and which paper proves it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dukou.kit.core.labels import Label
from dukou.rules.core.books import Condition, Derived, Table
from dukou.rules.core.evaluating import Earlier, Evaluation, is_exact, item_points, possible_rows, read
from dukou.rules.core.expressions import Every, Form, Name, Some, names_in, shifted
from dukou.rules.core.facts import FactFace, Stated
from dukou.rules.core.linking import FactKey
from dukou.rules.core.needs import names_within
from dukou.rules.core.values import Value


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
        used = next((use for each in evaluation.linked.walk() for use in each.book.facts.values() if use.fact == key[0]), None)
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
    """The facts that a form leans on, by whatever way, with their values; each once, in the order in which they are met."""
    found: dict[FactKey, tuple[FactFace, Value]] = {}
    for name in names_in(form):
        for key, face, value in _behind(name, evaluation):
            found.setdefault(key, (face, value))
    return [(key, face, value) for key, (face, value) in found.items()]


def _behind(name: Name, evaluation: Evaluation) -> list[tuple[FactKey, FactFace, Value]]:
    """The facts behind a name; asked again for each sentence of a book, so they are kept beside the evaluation."""
    kept: dict[Name, list[tuple[FactKey, FactFace, Value]]] = evaluation.behind
    if name not in kept:
        kept[name] = list(_met(name, evaluation))
    return kept[name]


def _met(name: Name, evaluation: Evaluation) -> Iterator[tuple[FactKey, FactFace, Value]]:
    linked = evaluation.linked
    if name.of_book:
        yield from _of_book(evaluation.beneath(name.name))
    elif name.name in linked.book.facts:
        key = (linked.book.facts[name.name].fact, name.back)
        yield key, linked.facts[name.name], evaluation.facts.get(key)
    elif not (name.name in evaluation.given and name.back == 0):
        for within in names_within(linked.book.definitions[name.name]):
            yield from _behind(Name(within.name, within.back + name.back, within.of_book), evaluation)


def _of_book(evaluation: Evaluation) -> Iterator[tuple[FactKey, FactFace, Value]]:
    book = evaluation.linked.book
    tests = [each.test for each in book.conditions() if each.test is not None]
    for name in (name for test in tests for name in names_in(test)):
        yield from _behind(name, evaluation)
    if book.value:
        yield from _behind(Name(book.value), evaluation)


def gaps_of(form: Form, evaluation: Evaluation) -> dict[FactKey, FactFace]:
    """The unknown facts that keep a form open: of a table only what its possible rows still ask, of `and` and `or` only the open parts."""
    return dict(_open(form, evaluation))


def _open(form: Form, evaluation: Evaluation) -> Iterator[tuple[FactKey, FactFace]]:
    if isinstance(form, Every | Some):
        for part in form.parts:
            if read(evaluation, part) is None:
                yield from _open(part, evaluation)
        return
    for name in names_in(form):
        if not is_exact(evaluation.named(name)):
            yield from _open_name(name, evaluation)


def _open_name(name: Name, evaluation: Evaluation) -> Iterator[tuple[FactKey, FactFace]]:
    book = evaluation.linked.book
    if name.of_book:
        yield from _open_book(evaluation.beneath(name.name), is_answer=name.of_book == "answer")
    elif name.name in book.facts:
        yield (book.facts[name.name].fact, name.back), evaluation.linked.facts[name.name]
    elif name.name in book.definitions:
        for form in _open_forms(name, evaluation):
            yield from _open(form, evaluation)


def _open_forms(name: Name, evaluation: Evaluation) -> Iterator[Form]:
    """The forms within a definition that are not decided; of a row or an item only those, moved back as the name is."""
    definition = evaluation.linked.book.definitions[name.name]
    earlier = Earlier(evaluation, name.back) if name.back else evaluation
    if isinstance(definition, Derived):
        yield shifted(definition.form, name.back)
        return
    if isinstance(definition, Table):
        asked = [cell.test for row, _ in possible_rows(earlier, definition) for cell in row.cells if cell.test is not None]
    else:
        points = [(item, item_points(earlier, item)) for item in definition.items]
        asked = [item.bands[number].when for item, found in points for _, number, _ in found if number is not None]
    for test in asked:
        if read(earlier, test) is None:
            yield shifted(test, name.back)


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
