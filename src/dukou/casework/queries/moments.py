"""Moments of the database as whole seconds since 1970: what long lists of them are read as, a fifth of the work of reading datetimes."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigIntegerField, Func
from django.db.models.sql.compiler import SQLCompiler


class Seconds(Func):
    """A moment as seconds since 1970, a part of one dropped. Deadlines are whole seconds, so what was in time stays so."""

    output_field = BigIntegerField()
    arity = 1

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> Any:
        """SQLite keeps moments as text in UTC."""
        return self.as_sql(compiler, connection, template="CAST(strftime('%%%%s', %(expressions)s) AS INTEGER)", **context)

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> Any:
        """PostgreSQL counts in fractions."""
        return self.as_sql(compiler, connection, template="FLOOR(EXTRACT(EPOCH FROM %(expressions)s))::bigint", **context)

    def get_db_converters(self, connection: BaseDatabaseWrapper) -> list[Any]:
        """None: both databases answer whole numbers already, and asking each of a million once more takes as long as reading them."""
        return []
