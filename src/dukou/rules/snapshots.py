"""What the room lends to the warehouse: texts of rule books, and decisions.

Not lent: what a book says, the facts that a decision rests on, what it was made for, and who made it.
"""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.db.models.functions import TruncDate

from dukou.kit.core.labels import Label
from dukou.rules.models import Decision, RuleBook
from dukou.warehouse.core.columns import ColumnType
from dukou.warehouse.queries.declared import Column, SnapshotTable, lend


def _books(known_on: date) -> QuerySet[RuleBook]:
    """Every text loaded by the day, at the standing it has now."""
    return RuleBook.objects.filter(loaded_at__date__lte=known_on).order_by("pk")


def _decisions(known_on: date) -> QuerySet[Decision]:
    """The decisions made by the day; none is ever changed."""
    return Decision.objects.filter(decided_at__date__lte=known_on).order_by("pk")


BOOK = (Column("book", ColumnType.TEXT, "slug"), Column("version", ColumnType.TEXT), Column("sha256", ColumnType.TEXT))
lend(
    SnapshotTable(
        name="rule_book",
        room="rules",
        says=Label("规则", "rule books"),
        columns=(
            *BOOK,
            Column("name_zh", ColumnType.TEXT),
            Column("name_en", ColumnType.TEXT),
            Column("kind", ColumnType.TEXT),
            Column("place", ColumnType.TEXT),
            Column("since", ColumnType.DAY),
            Column("until", ColumnType.DAY),
            Column("standing", ColumnType.TEXT),
        ),
        rows=_books,
    )
)
lend(
    SnapshotTable(
        name="decision",
        room="rules",
        says=Label("判断", "decisions"),
        columns=(
            Column("id", ColumnType.WHOLE),
            *(Column(each.name, each.holds, f"book__{each.of or each.name}") for each in BOOK),
            Column("subject_kind", ColumnType.TEXT),
            Column("subject_key", ColumnType.TEXT),
            Column("as_of", ColumnType.DAY),
            Column("place", ColumnType.TEXT),
            Column("answer", ColumnType.TEXT),
            Column("decided_on", ColumnType.DAY, TruncDate("decided_at")),
        ),
        rows=_decisions,
    )
)
