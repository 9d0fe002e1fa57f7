"""What the rule books that a scheme asks say of many firms, in the eyes of the office, as on a day."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.credit.core.grading import Says
from dukou.credit.queries.fields import frame_or_none
from dukou.enterprises.queries.rosters import keys_by_id
from dukou.rules.core.answers import Answer
from dukou.rules.queries import Sieve, library, linked_for

# The register and what is known within the administration: whoever reads a grade reads the answer and its sentence, not the facts.
_EYES = frozenset({Permission.SEE_FIGURES_PUBLIC, Permission.SEE_FIGURES_INTERNAL, Permission.SEE_REGISTER})
EYES = Viewer("credit", permissions=_EYES)


def says_of_many(slugs: Collection[str], firms: Collection[int], on: date) -> Mapping[int, Says]:
    """By primary key of each firm what each book (by slug) says; a book without a version for the day says nothing, which is unknown."""
    shelf, frame = library(), frame_or_none()
    place = frame.division if frame else ""
    books = [(slug, found) for slug in slugs if (found := shelf.in_force(slug, on, place)) is not None]
    if not books or not firms:
        return {firm: {} for firm in firms}
    keys = keys_by_id(sorted(firms))
    numbers = {key: number for number, key in keys.items()}
    sieve = Sieve([linked_for(book.key, on, place, books=shelf) for _, book in books], EYES, on, lambda _: False)
    return {
        numbers[found.key]: {slug: Answer.told(verdict.answer) for (slug, _), verdict in zip(books, found.verdicts, strict=True)}
        for found in sieve.sifted(list(numbers))
    }
