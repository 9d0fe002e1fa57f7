"""Keeping the index of names: the half that writes. What it is and how it is asked stands in `queries.name_index`.

Every function here is a part of an act, or of the migration that makes the index.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from dukou.enterprises.core.grams import grams
from dukou.enterprises.core.names import normal
from dukou.enterprises.core.pinyin import initials
from dukou.enterprises.queries.name_index import COLUMNS, Row, wholes


class KeptIndex(ABC):
    """One database's way of keeping the index."""

    @abstractmethod
    def build(self) -> list[str]:
        """The statements that make the index."""

    @abstractmethod
    def put(self, rows: Iterable[Row]) -> None:
        """Add names; part of the act that adds them."""

    @abstractmethod
    def drop(self, names: Sequence[int]) -> None:
        """Take names out; part of the act that removes them."""

    @abstractmethod
    def settle(self) -> None:
        """Bring the index together once a long list of names was added: a search then looks in one place instead of ten."""


class KeptInFts5(KeptIndex):
    """SQLite. Its tokenizer `ascii` takes whatever is beyond ASCII as it is; `unicode61` parts words at characters newer than itself."""

    def build(self) -> list[str]:
        options = "tokenize = 'ascii', prefix = '1', columnsize = 0"  # the prefix is for queries of one character
        return [f"CREATE VIRTUAL TABLE enterprises_name_index USING fts5({', '.join(COLUMNS)}, {options})"]

    def put(self, rows: Iterable[Row]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO enterprises_name_index (rowid, {', '.join(COLUMNS)}) VALUES (%s, %s, %s, %s)",
                [(key, *map(" ".join, _kept(name))) for key, name in rows],
            )

    def drop(self, names: Sequence[int]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany("DELETE FROM enterprises_name_index WHERE rowid = %s", [(key,) for key in names])

    def settle(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO enterprises_name_index (enterprises_name_index) VALUES ('optimize')")


class KeptInTsvector(KeptIndex):
    """PostgreSQL. Vectors are written as literals: its parser would cut names up by its own lights."""

    def build(self) -> list[str]:
        added = ", ".join(f"ADD COLUMN {column} tsvector NOT NULL DEFAULT ''" for column in COLUMNS)
        gins = [f"CREATE INDEX enterprises_name_{column} ON enterprises_name USING gin ({column})" for column in COLUMNS]
        return [f"ALTER TABLE enterprises_name {added}", *gins]

    def put(self, rows: Iterable[Row]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                f"UPDATE enterprises_name SET {', '.join(f'{column} = %s::tsvector' for column in COLUMNS)} WHERE id = %s",
                [(*map(_vector, _kept(name)), key) for key, name in rows],
            )

    def drop(self, names: Sequence[int]) -> None:
        """Nothing: the columns go with their row."""

    def settle(self) -> None:
        """Nothing: autovacuum does it."""


def kept_index(on: BaseDatabaseWrapper = connection) -> KeptIndex:
    """The index as this database keeps it."""
    return KeptInTsvector() if on.vendor == "postgresql" else KeptInFts5()


def _kept(name: str) -> tuple[list[str], list[str], list[str]]:
    """The words of a name in each of the COLUMNS."""
    plain = normal(name)
    return _run(plain), _run(initials(plain)), sorted(wholes(name))


def _run(text: str) -> list[str]:
    return [*grams(text), text[-1]] if len(text) > 1 else grams(text)


def _vector(tokens: Sequence[str]) -> str:
    """A tsvector literal; positions above 16383 do not occur in names."""
    places: dict[str, list[str]] = {}
    for place, token in enumerate(tokens, 1):
        places.setdefault(token, []).append(str(place))
    return " ".join(f"'{token}':{','.join(at)}" for token, at in places.items())
