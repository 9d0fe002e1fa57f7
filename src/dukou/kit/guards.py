"""Tables that only grow: triggers by which the database itself refuses change, deletion, replacement and truncation."""

from __future__ import annotations

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

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


class Guarding(Operation):
    """The migration step that guards a table; `table` says which, so that a doctor can look whether the guard still stands.

    It asks for no models: `RunPython` has all of them made for each step, which takes most of a guard's time.
    """

    atomic = True

    def __init__(self, table: str, unique: tuple[tuple[str, ...], ...]) -> None:
        self.table, self.unique = table, unique

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """A guard is nothing that a model knows of."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Make the triggers."""
        for statement in append_only_sql(self.table, schema_editor.connection.vendor, *self.unique):
            schema_editor.execute(statement, params=None)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Leave it: a guard is not lifted by the product, and goes with its table."""

    def describe(self) -> str:
        """What `migrate --plan` says."""
        return f"Guard {self.table}"


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
