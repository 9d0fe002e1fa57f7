"""The database on a server in which a home is being built: claimed while it is empty, cleared again where the building fails.

On SQLite it is a file of the folder and shares the folder's fate.
"""

from __future__ import annotations

from django.db import connection

from dukou.kit.core.homes import Home
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal

_MARK = "dukou_being_built"


class DatabaseNotEmpty(Refusal):
    """A home is built only in an empty database; what is in another belongs to somebody."""

    code = "cli.database_not_empty"
    what = Label("没有建立数据目录“{home}”", "the home “{home}” was not built")
    why = Label("数据库“{database}”里已有表，例如“{table}”", "there are tables in the database “{database}”, such as “{table}”")
    cure = Label(
        "另建一个空库，让 DUKOU_DATABASE_URL 指向它：createdb --template=template0 --encoding=UTF8 --locale=C.UTF-8 库名",
        "make an empty one and let DUKOU_DATABASE_URL name it: createdb --template=template0 --encoding=UTF8 --locale=C.UTF-8 NAME",
    )


def claim_database(home: Home) -> None:
    """Note in the empty database whose building it is for; what a killed building of the same home left there is cleared away."""
    if connection.vendor == "sqlite":
        return
    tables = connection.introspection.table_names()
    if tables and _claimed_for(tables) != str(home.path):
        raise DatabaseNotEmpty(home=home.path, database=connection.settings_dict["NAME"], table=min(tables))
    clear_database()
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {_MARK} (home text NOT NULL)")
        cursor.execute(f"INSERT INTO {_MARK} VALUES (%s)", [str(home.path)])


def release_database() -> None:
    """The building is done: the note goes."""
    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE {_MARK}")


def clear_database() -> None:
    """Take out all tables and functions of the claimed database; nothing else was in it."""
    if connection.vendor == "sqlite":
        return
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(table)} CASCADE")
        cursor.execute("SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = current_schema()::regnamespace")
        for (function,) in cursor.fetchall():
            cursor.execute(f"DROP FUNCTION {function} CASCADE")


def _claimed_for(tables: list[str]) -> str | None:
    if _MARK not in tables:
        return None
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT home FROM {_MARK}")
        found = cursor.fetchone()
        return str(found[0]) if found else None
