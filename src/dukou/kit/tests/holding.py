"""Somebody else who writes and does not end, for tests of what happens to those who wait."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

# how long our connection waits, and how another one holds what we would write to (SQLite: everything)
PATIENCE = {"sqlite": "PRAGMA busy_timeout = 20", "postgresql": "SET lock_timeout = '20ms'"}
USUAL = {"sqlite": "PRAGMA busy_timeout = 20000", "postgresql": "RESET lock_timeout"}
BEGIN = {"sqlite": "BEGIN IMMEDIATE", "postgresql": "BEGIN"}


@contextmanager
def held_by_another(*tables: str) -> Iterator[None]:
    """Another connection holds these tables as long as the block lasts, and ours does not wait long. Needs a transactional test."""
    with closing(connection.copy()) as other:
        _tell(connection, PATIENCE[connection.vendor])
        _tell(other, BEGIN[connection.vendor])
        if connection.vendor == "postgresql":
            _tell(other, f"LOCK TABLE {', '.join(tables)} IN ACCESS EXCLUSIVE MODE")
        try:
            yield
        finally:
            _tell(other, "ROLLBACK")
            _tell(connection, USUAL[connection.vendor])


def _tell(to: BaseDatabaseWrapper, statement: str) -> None:
    with to.cursor() as cursor:
        cursor.execute(statement)
