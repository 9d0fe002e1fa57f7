"""What takes long to load is loaded once: afterwards the rows are put back as they were, by the database's own means."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import connection

from dukou.kit.core.homes import Home

T = TypeVar("T")
Rows = Callable[[], None]  # puts them back
_kept: dict[str, tuple[Any, bytes, Rows]] = {}


def remembered(name: str, home: Home, load: Callable[[], T], folder: Path) -> T:
    """What `load` gives, with the rows and the demo people's file that it leaves: by loading it the first time, later by putting them back.

    `folder`: where the rows may be kept as long as the tests run. No transaction may be open.
    """
    if name not in _kept:
        value = load()
        _kept[name] = value, home.demo_people_file.read_bytes(), _rows(folder / f"{name}.sqlite3")
        return value
    value, people, put_back = _kept[name]
    put_back()
    home.demo_people_file.write_bytes(people)
    ContentType.objects.clear_cache()
    return value


def _rows(file: Path) -> Rows:
    connection.ensure_connection()
    return _of_sqlite(file) if connection.vendor == "sqlite" else _of_postgresql()


def _of_sqlite(file: Path) -> Rows:
    with closing(sqlite3.connect(file)) as kept:
        connection.connection.backup(kept)

    def put_back() -> None:
        connection.ensure_connection()
        with closing(sqlite3.connect(file)) as kept:
            kept.backup(connection.connection)

    return put_back


def _of_postgresql() -> Rows:
    tables = [name for name in connection.introspection.table_names() if name != "django_migrations"]
    kept: dict[str, bytes] = {}
    with connection.cursor() as cursor:
        for table in tables:
            with cursor.copy(f'COPY "{table}" TO STDOUT (FORMAT binary)') as copy:
                kept[table] = b"".join(bytes(part) for part in copy)

    def put_back() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")  # no guard and no reference is asked
            cursor.execute(f"TRUNCATE {', '.join(map(connection.ops.quote_name, tables))}")
            for table, rows in kept.items():
                with cursor.copy(f'COPY "{table}" FROM STDIN (FORMAT binary)') as copy:
                    copy.write(rows)
            cursor.execute("SET session_replication_role = DEFAULT")
            for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models(include_auto_created=True)):
                cursor.execute(statement)

    return put_back
