"""New rows of a long list by one prepared statement. It asks no right and leaves no event, so only what is part of an act enters here.

Plain SQL, for bulk_create spends most of its time on building statements of thousands of placeholders: an entry of the register took it
205 µs of CPU, this 70 µs (4,000 entries with all indexes, three rounds, one run on a busy machine of two cores).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import DateField, JSONField, Model

_PLACES = 999  # in one statement: every SQLite takes so many


def insert(rows: Iterable[Model]) -> None:
    """Store new rows of one model. The database numbers them, and tells nobody: whoever needs their primary keys asks for them.

    Rows whose primary key points to another table bring it along.
    """
    waiting = list(rows)
    if waiting:
        prepared = _prepared(type(waiting[0]))
        with connection.cursor() as cursor:
            cursor.executemany(prepared.head + prepared.places, prepared.values(waiting))


def insert_values(model: type[Model], rows: Iterable[dict[str, Any]]) -> None:
    """Store new rows of which no object is made on the way: every attribute by name, but for a key that the database gives."""
    prepared = _prepared(model)
    values = prepared.adapt([[row[name] for name in prepared.names] for row in rows])
    with connection.cursor() as cursor:
        cursor.executemany(prepared.head + prepared.places, values)


def update_values(model: type[Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write the attributes `names` of many rows by one prepared statement: each row as its values in that order, then its primary key."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    quoted, key = connection.ops.quote_name, model._meta.pk
    columns = ", ".join(f"{quoted(str(fields[name].column))} = %s" for name in names)
    values = _adapted([list(row) for row in rows], [(place, fields[name]) for place, name in enumerate(names) if _is_adapted(fields[name])])
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {model._meta.db_table} SET {columns} WHERE {quoted(str(key.column))} = %s", values)


def insert_numbered(rows: Iterable[Model]) -> None:
    """Store new rows of one model, which have their primary keys then: by statements of some hundred places each."""
    waiting = list(rows)
    if not waiting:
        return
    prepared = _prepared(type(waiting[0]))
    values, at_once = prepared.values(waiting), _PLACES // len(prepared.names)
    with connection.cursor() as cursor:
        for start in range(0, len(waiting), at_once):
            some = values[start : start + at_once]
            sql = f"{prepared.head}{', '.join([prepared.places] * len(some))} RETURNING {prepared.key}"
            cursor.execute(sql, [value for row in some for value in row])
            for row, (key,) in zip(waiting[start : start + at_once], cursor.fetchall(), strict=True):
                row.pk = key


@dataclass(frozen=True, slots=True)
class _Prepared:
    """`names`: the attributes in the order of the statement; `adapted`: the places whose values a database takes in a form of its own."""

    head: str
    places: str
    key: str
    names: list[str]
    adapted: list[tuple[int, Any]]

    def values(self, rows: Iterable[Model]) -> list[list[Any]]:
        """What the statement stores, row by row."""
        return self.adapt([[getattr(row, name) for name in self.names] for row in rows])

    def adapt(self, values: list[list[Any]]) -> list[list[Any]]:
        """The values as the database takes them."""
        return _adapted(values, self.adapted)


def _adapted(values: list[list[Any]], places: Sequence[tuple[int, Any]]) -> list[list[Any]]:
    for place, field in places:
        known: dict[object, object] = {}  # a list has few days
        for each in values:
            value = each[place]
            if isinstance(value, dict | list):
                each[place] = field.get_db_prep_save(value, connection)
                continue
            if value not in known:
                known[value] = field.get_db_prep_save(value, connection)
            each[place] = known[value]
    return values


def _is_adapted(field: Any) -> bool:
    return isinstance(field, DateField | JSONField)


@cache
def _prepared(model: type[Model]) -> _Prepared:
    quoted = connection.ops.quote_name
    fields = [field for field in model._meta.concrete_fields if not field.primary_key or field.is_relation]
    columns = ", ".join(quoted(str(field.column)) for field in fields)
    adapted = [(place, field) for place, field in enumerate(fields) if _is_adapted(field)]
    head, places = f"INSERT INTO {model._meta.db_table} ({columns}) VALUES ", f"({', '.join(['%s'] * len(fields))})"
    return _Prepared(head, places, quoted(str(model._meta.pk.column)), [field.attname for field in fields], adapted)
