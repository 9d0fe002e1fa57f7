"""Checking a rule book beside what it names, before anything is answered by it. Every fault has its place and its cure.

`linker` finds the facts and books it names, `asking` facts that lead back to it · `types` and `forms` see that numbers have units that fit,
and that words, dates and truths are asked as such · `names` and `definitions` look at names, rings and what nobody uses · `bounds`,
`limits`, `boxes` and `reach` find what can never hold and what always does · `segments` and `tables` find gaps and overlaps of decision
tables.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from dukou.kit.core.places import Fault
from dukou.rules.core.books import Book, Table
from dukou.rules.core.checking.asking import check_asking
from dukou.rules.core.checking.definitions import check_names
from dukou.rules.core.checking.forms import Forms
from dukou.rules.core.checking.linker import Finder, resolve
from dukou.rules.core.checking.reach import check_reach
from dukou.rules.core.checking.tables import check_table
from dukou.rules.core.facts import FactFace
from dukou.rules.core.linking import Linked
from dukou.rules.core.reading.fields import Faults

__all__ = ["Finder", "check", "link", "resolve"]


def link(
    book: Book,
    catalogue: Mapping[str, FactFace],
    find: Finder,
    *,
    known: Sequence[str] = (),
    may_name: Callable[[FactFace], bool] | None = None,
) -> tuple[Linked | None, list[Fault]]:
    """The book with its facts and books, wholly checked; None where anything stands against it. The arguments are those of `resolve`,
    which links at less cost what was checked before.
    """
    linked, faults = resolve(book, catalogue, find, known=known, may_name=may_name)
    if linked is not None:
        rings = Faults()
        check_asking(book, catalogue, find, rings)
        faults = list(rings) or check(linked)
    return (None if faults else linked), faults


def check(linked: Linked) -> list[Fault]:
    """What stands against a book as it is written, from its first line to its last; the books beneath it are checked for themselves."""
    faults = Faults()
    check_names(linked, faults)
    forms = Forms(linked, faults)
    forms.check()
    if not faults:  # what has no meaning cannot be weighed
        check_reach(linked, faults)
        for definition in linked.book.definitions.values():
            if isinstance(definition, Table):
                check_table(linked, definition, forms.inputs(definition), faults)
    return sorted(faults, key=lambda fault: fault.place)
