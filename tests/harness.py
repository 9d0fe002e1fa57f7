"""What tests may do and the product may not: lift the guards of append-only tables, and put them back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

# As kit.guards names them: <table>_no_update, _no_delete, _no_replace on SQLite; _no_change, _no_truncate on PostgreSQL.
_SQLITE_GUARDS = (
    "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND (name LIKE '%!_no!_update' ESCAPE '!' "
    "OR name LIKE '%!_no!_delete' ESCAPE '!' OR name LIKE '%!_no!_replace' ESCAPE '!')"
)
_POSTGRESQL_GUARDS = (
    "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal "
    "AND (tgname LIKE '%!_no!_change' ESCAPE '!' OR tgname LIKE '%!_no!_truncate' ESCAPE '!')"
)
_lifted: dict[str, str] = {}  # SQLite: the text of each dropped trigger, by name


def lift_guards() -> None:
    """Let append-only tables be changed until `restore_guards`. Lifting what is lifted already has no effect."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(_SQLITE_GUARDS)
            for name, sql in cursor.fetchall():
                _lifted[name] = sql
                cursor.execute(f'DROP TRIGGER "{name}"')
        else:
            _switch_postgresql("DISABLE")


def restore_guards() -> None:
    """Guard every table again as it was."""
    if connection.vendor != "sqlite":
        _switch_postgresql("ENABLE")
    tables = connection.introspection.table_names()  # none where the last test took the whole database down with it
    with connection.cursor() as cursor:
        for sql in (each for each in _lifted.values() if any(f" ON {table} " in each for table in tables)):
            cursor.execute(sql.replace("CREATE TRIGGER", "CREATE TRIGGER IF NOT EXISTS", 1))
    _lifted.clear()


def guards() -> list[str]:
    """The names of the guards that stand now."""
    with connection.cursor() as cursor:
        cursor.execute(_SQLITE_GUARDS if connection.vendor == "sqlite" else f"{_POSTGRESQL_GUARDS} AND tgenabled <> 'D'")
        return sorted(name for name, _ in cursor.fetchall())


@contextmanager
def guards_lifted() -> Iterator[None]:
    """Change a guarded table inside the block, as someone with the database file in hand could."""
    lift_guards()
    try:
        yield
    finally:
        restore_guards()


def _switch_postgresql(state: str) -> None:
    with connection.cursor() as cursor:
        if connection.in_atomic_block:  # a row whose foreign key waits for the end of the transaction keeps its table from being altered
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(_POSTGRESQL_GUARDS)
        for name, table in cursor.fetchall():
            cursor.execute(f'ALTER TABLE {table} {state} TRIGGER "{name}"')
