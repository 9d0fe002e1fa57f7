"""The backend named in DATABASES. Django asks it for `DatabaseWrapper` by this module's name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import DataError

from dukou.kit.core.databases import DriverMissing, UnstorableText

try:
    from django.db.backends.postgresql.base import DatabaseWrapper as Django
except Exception as error:  # ImproperlyConfigured where psycopg is missing, ImportError where its libpq is
    raise DriverMissing(said=str(error).splitlines()[0]) from error

WRITERS = 0x64756B6F75  # “dukou”: the key of the lock; PostgreSQL keeps such locks per database
_UNTRANSLATABLE = "22P05"  # what NUL is inside JSON
_QUEUE = f"SELECT pg_advisory_xact_lock({WRITERS})"


class DatabaseWrapper(Django):
    """Every transaction waits at its beginning until the one before has ended, so that what an act has read still holds when it writes.

    That is what BEGIN IMMEDIATE does on SQLite (docs/decisions/0015). Single statements and readers outside a transaction wait for nobody.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.execute_wrappers.append(_refuse_nul)

    def set_autocommit(self, autocommit: bool, force_begin_transaction_with_broken_autocommit: bool = False) -> None:
        """Begin a transaction and take the lock that is given back by its end; after `lock_timeout` in vain there is no transaction."""
        super().set_autocommit(autocommit, force_begin_transaction_with_broken_autocommit)
        if autocommit:
            return
        try:
            with self.cursor() as cursor:
                cursor.execute(_QUEUE)
        except BaseException:
            self.rollback()
            super().set_autocommit(True)
            raise


def _refuse_nul(execute: Callable[..., object], sql: str, params: object, many: bool, context: dict[str, Any]) -> object:
    """Text that the server cannot hold is the caller's fault, not ours; SQLite takes it, and finds nothing by it."""
    try:
        return execute(sql, params, many, context)
    except (DataError, ValueError) as error:
        if "NUL (0x00)" in str(error) or getattr(error.__cause__, "sqlstate", None) == _UNTRANSLATABLE:
            raise UnstorableText() from error
        raise
