"""The shipped rule books that products and the white list name, linked on a day, for tests that reckon with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from django.conf import settings

from dukou.finance.packs.products import books_of_finance
from dukou.kit.packfiles.reading import read_pack
from dukou.rules.core.evaluating import Evaluation
from dukou.rules.core.inputs import given_to
from dukou.rules.core.linking import Linked
from dukou.rules.queries.shelves import Shelf

CONTENTS = read_pack(Path(settings.SHIPPED_PACKS) / "dadukou", beside_stored=False)
SHELF = Shelf(CONTENTS)
DIVISION = "500104"


def linked_on(slug: str, day: date) -> Linked:
    """The version in force in the district on a day."""
    book = SHELF.library.in_force(slug, day, DIVISION)
    assert book is not None
    found = SHELF.linked(book, day)
    assert found is not None
    return found


def evaluated(slug: str, day: date, facts: Mapping[str, object]) -> Evaluation:
    """A book over facts as golden cases write them; facts that this version does not ask are left out."""
    linked = linked_on(slug, day)
    names = {alias for each in linked.walk() for alias in each.facts}
    given = given_to(linked, {name: value for name, value in facts.items() if name in names}, day)
    assert given.wrong == []
    return Evaluation(linked, given.facts, day)


def books_in_force() -> Iterator[Linked]:
    """Every version of every book that finance names which holds in the district at some time."""
    for slug in sorted(books_of_finance(CONTENTS)):
        for book in SHELF.versions(slug):
            if DIVISION.startswith(book.place):
                yield linked_on(slug, book.since)
