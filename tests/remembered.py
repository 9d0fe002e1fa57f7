"""What takes long to load is loaded once a run: afterwards the rows are put back as they were, by the database's own means.

Workers share what is kept: the first that needs it loads it, the others wait and take its rows. Nobody changes what is kept.
"""

from __future__ import annotations

import fcntl
import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import connection

from dukou.kit.core.homes import Home


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of a run have in common."""
    own = factory.getbasetemp()
    return own.parent if own.name.startswith("popen-") else own


def remembered(name: str, home: Home, load: Callable[[], Any], folder: Path) -> Any:
    """What `load` gives, with the rows and the home's files that it leaves: by loading it the first time, later by putting them back.

    It has to be writable as JSON, and comes by way of it every time. `folder`: `shared_folder`. No transaction may be open.
    """
    kept, told = folder / name, folder / name / "told.json"
    with _alone(folder / f"{name}.lock"):
        if not told.exists():
            value = json.dumps(load())
            shutil.rmtree(kept, ignore_errors=True)  # of a loading that failed halfway
            kept.mkdir()
            keep_rows(kept / "rows")
            shutil.copytree(home.path, kept / "home")
            told.write_text(value, encoding="utf-8")
            return json.loads(value)
    put_rows_back(kept / "rows")
    shutil.copytree(kept / "home", home.path, dirs_exist_ok=True)
    return json.loads(told.read_text(encoding="utf-8"))


def keep_rows(to: Path) -> None:
    """Keep all rows of the database at `to`, which is not there yet. No transaction may be open."""
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(to)) as kept:
            connection.connection.backup(kept)
        return
    to.mkdir()
    with connection.cursor() as cursor:
        for table in _tables():
            with cursor.copy(f'COPY "{table}" TO STDOUT (FORMAT binary)') as copy, (to / table).open("wb") as file:
                file.writelines(copy)


def put_rows_back(kept: Path) -> None:
    """Let the database hold the rows of `keep_rows` and no others, whatever guards stand. No transaction may be open."""
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(kept)) as file:
            file.backup(connection.connection)
    else:
        _put_back_on_server(kept)
    ContentType.objects.clear_cache()


def _put_back_on_server(kept: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # no guard and no reference is asked
        cursor.execute(f"TRUNCATE {', '.join(map(connection.ops.quote_name, _tables()))}")
        for file in kept.iterdir():
            if file.stat().st_size > _NOTHING:
                with cursor.copy(f'COPY "{file.name}" FROM STDIN (FORMAT binary)') as copy:
                    copy.write(file.read_bytes())
        cursor.execute("SET session_replication_role = DEFAULT")
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models(include_auto_created=True)):
            cursor.execute(statement)


_NOTHING = 21  # bytes of a binary copy without rows: its head of 19 and its end of 2


def _tables() -> list[str]:
    return [name for name in connection.introspection.table_names() if name != "django_migrations"]


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """One process at a time; who ends, however it ends, lets the next in."""
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def rows_put_back(folder: Path) -> Iterator[None]:
    """At the end of the block the rows are there that were there before. No transaction may be open."""
    keep_rows(folder / "before")
    try:
        yield
    finally:
        put_rows_back(folder / "before")
