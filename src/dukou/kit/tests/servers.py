"""Databases of homes that tests open in processes of their own: the file of the home, or in the PostgreSQL pass one on the server."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

_made: set[str] = set()


def is_on_server() -> bool:
    """Whether this is the pass on PostgreSQL."""
    return bool(os.environ.get("DUKOU_DATABASE_URL"))


def variables(home: Path) -> dict[str, str]:
    """What names the home's database in the environment of a process; an empty database is made at the first time."""
    if not is_on_server():
        return {}
    if _name(home) not in _made:
        _on_server(f"CREATE DATABASE {_name(home)}")
        _made.add(_name(home))
    return {"DUKOU_DATABASE_URL": url_of(home)}


def url_of(home: Path) -> str:
    """The address of the home's database on the server."""
    return urlunsplit(urlsplit(os.environ["DUKOU_DATABASE_URL"])._replace(path=f"/{_name(home)}"))


def copy_database(of: Path, to: Path) -> None:
    """The database of one home for another; where it is a file, it is copied with the folder."""
    if is_on_server():
        _on_server(f"DROP DATABASE IF EXISTS {_name(to)} WITH (FORCE)", f"CREATE DATABASE {_name(to)} TEMPLATE {_name(of)}")
        _made.add(_name(to))


def drop_database(home: Path) -> None:
    """The test is over."""
    if _name(home) in _made:
        _on_server(f"DROP DATABASE {_name(home)} WITH (FORCE)")
        _made.discard(_name(home))


def asked(home: Path, sql: str, *values: object) -> list[tuple[Any, ...]]:
    """Rows of the home's database; `?` stands for a value."""
    with _opened(home) as execute:
        return list(execute(sql, values).fetchall())


def change(home: Path, sql: str, *values: object) -> int:
    """Change the home's database behind the program's back; how many rows it was."""
    with _opened(home) as execute:
        return int(execute(sql, values).rowcount)


def tables(home: Path) -> set[str]:
    """The names of the home's tables."""
    files = "SELECT name FROM sqlite_master WHERE type = 'table'"
    server = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    return {name for (name,) in asked(home, server if is_on_server() else files)}


@contextmanager
def _opened(home: Path) -> Iterator[Callable[[str, Sequence[object]], Any]]:
    """How to run one statement on the home's database, in a transaction of its own; it gives the driver's cursor."""
    if is_on_server():
        import psycopg

        with psycopg.connect(url_of(home)) as server:
            yield lambda sql, values: server.execute(sql.replace("?", "%s"), values or None)
    else:
        with closing(sqlite3.connect(home / "dukou.sqlite3", timeout=60)) as file, file:
            yield file.execute


def _name(home: Path) -> str:
    return f"dukou_home_{sha256(str(home.resolve()).encode()).hexdigest()[:16]}"


def _on_server(*statements: str) -> None:
    import psycopg

    with psycopg.connect(os.environ["DUKOU_DATABASE_URL"], autocommit=True) as server:
        for each in statements:
            server.execute(each)
