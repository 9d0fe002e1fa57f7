"""What the room answers: the facts there are, the books in force, a book over one subject."""

from dukou.rules.queries.books import library, linked_for, located_of, rows_of, version_row
from dukou.rules.queries.catalogue import catalogue, declared_statement, faces, near_facts, statable_facts, statements_seen
from dukou.rules.queries.decisions import book_of, decision_row, decisions_on
from dukou.rules.queries.explanations import Asked, explained
from dukou.rules.queries.registers import Sieve, Sifted
from dukou.rules.queries.sheets import Sheet, sheets_of

__all__ = [
    "Asked",
    "Sheet",
    "Sieve",
    "Sifted",
    "book_of",
    "catalogue",
    "decision_row",
    "decisions_on",
    "declared_statement",
    "explained",
    "faces",
    "library",
    "linked_for",
    "located_of",
    "near_facts",
    "rows_of",
    "sheets_of",
    "statable_facts",
    "statements_seen",
    "version_row",
]
