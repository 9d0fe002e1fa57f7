"""A rule book for programs: clause by clause, in the words of its page."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from dukou.kit.core.labels import Label, same
from dukou.rules.core.books import Condition, Definition, Derived, Score, Table
from dukou.rules.core.linking import Linked
from dukou.rules.core.phrases import cell_phrase, condition_phrase, phrase
from dukou.rules.core.shown import number_words
from dukou.rules.core.writing import written
from dukou.rules.models import RuleBook


def line_told(row: RuleBook) -> dict[str, Any]:
    """A stored text in short."""
    names = ("version", "kind", "place", "since", "until", "standing", "sha256")
    return {"book": row.slug, "name": row.label} | {name: getattr(row, name) for name in names}


def book_told(row: RuleBook, linked: Linked) -> dict[str, Any]:
    """A stored text with everything it says."""
    book = linked.book
    return line_told(row) | {
        "about": book.about,
        "supersedes": book.supersedes,
        "source": book.source,
        "unverified": book.is_unverified or any(each.is_unverified for each in book.conditions()),
        "facts": [_fact(linked, alias) for alias in sorted(linked.facts)],  # a server keeps no order of what a book names
        "beneath": [{"name": name, "book": each.book.slug, "version": each.book.version} for name, each in linked.books.items()],
        "requires": [_condition(linked, each) for each in book.requires],
        "vetoes": [_condition(linked, each) for each in book.vetoes],
        "value": book.value,
        "definitions": [_definition(linked, each) for each in book.definitions.values()],
    }


def _fact(linked: Linked, alias: str) -> dict[str, Any]:
    face, used = linked.facts[alias], linked.book.facts[alias]
    told = {"name": alias, "fact": face.name, "label": face.label, "holds": face.holds, "unit": face.unit, "is_yearly": face.is_yearly}
    return told | {"may_be_older": used.may_be_older, "holder": used.holder or face.holder, "paper": used.paper or face.paper}


def _condition(linked: Linked, each: Condition) -> dict[str, Any]:
    told = {name: getattr(each, name) for name in ("path", "clause", "text", "joint", "count", "hint")}
    return told | {
        "test": written(each.test) if each.test is not None else "",
        "asks": condition_phrase(linked, each),
        "unverified": each.is_unverified,
        "parts": [_condition(linked, part) for part in each.parts],
        "exceptions": [_condition(linked, part) for part in each.exceptions],
    }


def _definition(linked: Linked, each: Definition) -> dict[str, Any]:
    told: dict[str, Any] = {"name": each.name, "label": each.label, "unit": "", "cap": None, "reckoned": None, "inputs": [], "rows": []}
    if isinstance(each, Derived):
        return told | {"kind": "computed", "reckoned": phrase(linked, each.form)}
    if isinstance(each, Table):
        inputs = [phrase(linked, form) for form in each.inputs]
        return told | {"kind": "table", "unit": each.unit, "inputs": inputs, "rows": list(_rows(linked, each))}
    cap = None if each.cap is None else number_words(each.cap)
    return told | {"kind": "score", "unit": "分", "cap": cap, "rows": list(_bands(linked, each))}


def _rows(linked: Linked, table: Table) -> Iterator[dict[str, Any]]:
    for row in table.rows:
        gives = row.output if isinstance(row.output, str) else number_words(row.output)
        yield {
            "clause": row.clause,
            "text": None,
            "asks": [cell_phrase(linked, of, cell.test) for of, cell in zip(table.inputs, row.cells, strict=True)],
            "gives": gives,
            "gives_label": table.outputs.get(gives) or same(gives),
            "unverified": row.is_unverified,
        }


def _bands(linked: Linked, score: Score) -> Iterator[dict[str, Any]]:
    """Each item's bands, and what it gives where none holds."""
    for item in score.items:
        bands: list[tuple[list[Label], Fraction]] = [([band.label or phrase(linked, band.when)], band.points) for band in item.bands]
        for asks, points in [*bands, ([], item.otherwise)]:
            gives = number_words(points)
            told = {"clause": item.clause, "text": item.text, "asks": asks, "unverified": item.is_unverified}
            yield told | {"gives": gives, "gives_label": same(gives)}
