"""Tables that rooms lend to the warehouse. Each room declares its own in `snapshots.py`; the warehouse reads no room by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, Case, F, QuerySet, TextField, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, NullIf
from django.db.models.lookups import Exact

from dukou.kit.core.labels import Label
from dukou.kit.core.registry import Registry
from dukou.warehouse.core.columns import ColumnType
from dukou.warehouse.core.questions import Cell

Rows = QuerySet[Any, tuple[Cell, ...]]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a snapshot table, under the name questions use. `of`: the model's field or an expression; None: the field so named.

    What is not known is missing (NULL): an empty text too, since an unknown is never a word of its own.
    """

    name: str
    holds: ColumnType
    of: str | Combinable | None = None

    def expression(self) -> Combinable:
        """The column in its physical type, the same on SQLite and PostgreSQL."""
        of = self.of or self.name
        source = F(of) if isinstance(of, str) else of
        if self.holds is ColumnType.TRUTH:  # PostgreSQL casts no boolean to bigint
            return Case(When(Exact(source, True), then=Value(1)), When(Exact(source, False), then=Value(0)), output_field=BigIntegerField())
        if self.holds is ColumnType.WHOLE:
            return Cast(source, BigIntegerField())
        return NullIf(Cast(source, TextField()), Value("", output_field=TextField()), output_field=TextField())


@dataclass(frozen=True, slots=True)
class SnapshotTable:
    """What a room lends. `rows` gives them as they stood on a day, in an order that never changes; `says` tells what they are.

    No personal data is lent: who typed, who said, contact details and identity numbers stay in the room. Everything else is lent, closed
    figures too, so snapshots are for the operator of the machine alone.
    """

    name: str
    room: str
    says: Label
    columns: tuple[Column, ...]
    rows: Callable[[date], QuerySet[Any]]

    @property
    def physical(self) -> dict[str, str]:
        """The physical type of each column, in order."""
        return {column.name: column.holds.physical for column in self.columns}

    def lent(self, known_on: date) -> Rows:
        """The rows in the types of the columns, read from the live database."""
        adapted = {f"column_{number}": column.expression() for number, column in enumerate(self.columns)}
        rows: Rows = self.rows(known_on).annotate(**adapted).values_list(*adapted)
        return rows


TABLES: Registry[SnapshotTable] = Registry("snapshot table")
MARKS: Registry[Callable[[], object]] = Registry("mark of a snapshot")  # what a room notes of its state beside the tables


def lend(table: SnapshotTable) -> SnapshotTable:
    """Declare a table under its name."""
    return TABLES.add(table.name, table)


def mark(name: str, note: Callable[[], object]) -> None:
    """Declare what a room notes in the manifest, read in the same state of the database as the tables."""
    MARKS.add(name, note)
