"""Tables that only grow: triggers by which the database itself refuses change, deletion, replacement and truncation."""

from __future__ import annotations

from collections.abc import Callable

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython

_SQLITE = (
    "CREATE TRIGGER IF NOT EXISTS {table}_no_update BEFORE UPDATE ON {table} "
    "BEGIN SELECT RAISE(ABORT, '{table} is append-only: no update'); END",
    "CREATE TRIGGER IF NOT EXISTS {table}_no_delete BEFORE DELETE ON {table} "
    "BEGIN SELECT RAISE(ABORT, '{table} is append-only: no delete'); END",
    # INSERT OR REPLACE deletes the old row without firing delete triggers (recursive_triggers is off by default);
    # it does so through every unique constraint, so each of them is named
    "CREATE TRIGGER IF NOT EXISTS {table}_no_replace BEFORE INSERT ON {table} "
    "WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) "
    "BEGIN SELECT RAISE(ABORT, '{table} is append-only: no replace'); END",
)

_POSTGRESQL = (
    "CREATE OR REPLACE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION '{table} is append-only: no %', lower(TG_OP); END $$",
    "CREATE OR REPLACE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_append_only()",
    "CREATE OR REPLACE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {table}_append_only()",
)


def append_only_sql(table: str, vendor: str, *unique: tuple[str, ...]) -> list[str]:
    """The statements that guard `table` on a database of `vendor` (sqlite, postgresql); safe to run twice.

    `unique`: the columns of each unique constraint besides the primary key `id`.
    """
    statements = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}[vendor]
    keys = (("id",), *unique, *([("rowid",)] if vendor == "sqlite" else []))  # SQLite replaces by its hidden rowid as well
    same = " OR ".join("(" + " AND ".join(f"{column} = NEW.{column}" for column in columns) + ")" for columns in keys)
    return [statement.format(table=table, same=same) for statement in statements]


class Guarding(RunPython):
    """The migration step that guards a table; `table` says which, so that a doctor can look whether the guard still stands."""

    def __init__(self, table: str, unique: tuple[tuple[str, ...], ...]) -> None:
        super().__init__(_guarding(table, unique), RunPython.noop)
        self.table = table


def guards_of(table: str, vendor: str) -> set[str]:
    """The names of the triggers that guard a table."""
    ways = {"sqlite": ("update", "delete", "replace"), "postgresql": ("change", "truncate")}[vendor]
    return {f"{table}_no_{way}" for way in ways}


def standing(vendor: str) -> str:
    """The statement that names every trigger that is there and switched on."""
    return {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')",
    }[vendor]


def append_only(table: str, *unique: tuple[str, ...]) -> Guarding:
    """A migration step that guards `table`. It has no way back: a guard is not lifted by the product.

    Name the columns of every unique constraint of the table besides `id`: `append_only("figures_claim", ("source_id", "place"))`.
    """
    return Guarding(table, unique)


def _guarding(table: str, unique: tuple[tuple[str, ...], ...]) -> Callable[[Apps, BaseDatabaseSchemaEditor], None]:
    def guard(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        for statement in append_only_sql(table, editor.connection.vendor, *unique):
            editor.execute(statement, params=None)

    return guard
