"""The index of names: character bigrams, so that two characters are enough, initials of the readings, and what people type as a whole.

SQLite keeps it in an FTS5 table whose rowid is the name's primary key; PostgreSQL in tsvector columns of the names' own table, each
under a GIN index. Trigram indexes lose every query of one or two characters without a word (field/stack.md 4.6), and most trade names
have two. The last character stands in the index once more alone, so that a query of one character misses nothing.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Mapping, Sequence
from random import Random

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from dukou.enterprises.core.grams import grams, rarest
from dukou.enterprises.core.names import parts_of
from dukou.enterprises.core.pinyin import initials

Row = tuple[int, str]  # primary key of the name, and the name; its normal form will do, but as written it tells where a bracket was
COLUMNS = ("grams", "initials", "wholes")
SAMPLE = 20_000  # names read to learn which bigrams are rare
FEW = 1000  # among so few names it hardly matters
BATCH = 500
RARE = 3  # bigrams that narrow a search down to few names


def wholes(name: str) -> set[str]:
    """What people type when they mean this firm and no other: its brand, brand and trade, and the initials of these."""
    parts = parts_of(name)
    said = {parts.brand, parts.core}
    return {form for form in (*said, *map(initials, said)) if form}


class NameIndex(ABC):
    """How one database asks the index; `register.name_index` keeps it. `find` gives primary keys of names, in no particular order."""

    @abstractmethod
    def find(self, terms: Sequence[str], limit: int) -> list[int]:
        """Names that hold every one of the normalised `terms`, in their characters or, where a term is Latin, in their initials."""

    @abstractmethod
    def known_as(self, whole: str, limit: int) -> list[int]:
        """Names that `whole` is, or of which it is the brand or another of their `wholes`: what a frequent fragment would bury."""

    @abstractmethod
    def any_of(self, some: Sequence[str], limit: int) -> list[int]:
        """Names that hold any of the bigrams."""

    @abstractmethod
    def holding(self, gram: str, limit: int) -> list[Row]:
        """Names that hold the bigram, with their normal forms."""


class Fts5(NameIndex):
    """SQLite. Its tokenizer `ascii` takes whatever is beyond ASCII as it is; `unicode61` parts words at characters newer than itself."""

    def find(self, terms: Sequence[str], limit: int) -> list[int]:
        """A phrase of many bigrams would read the long lists of the frequent ones; the rarest narrow it down, and its text decides."""
        match, texts = [], []
        for term in terms:
            run = grams(term)
            if len(run) > RARE and not term.isascii():
                match.append("grams : (" + " AND ".join(f'"{gram}"' for gram in rarest(run, rarity.frequency(), RARE)) + ")")
                texts.append(" ".join(run))
            else:
                match.append(_phrase(term))
        held = " AND instr(grams, %s) > 0" * len(texts)
        return self._matching(" AND ".join(match), limit, held, texts)

    def known_as(self, whole: str, limit: int) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT * FROM (SELECT id FROM enterprises_name WHERE normal = %s LIMIT %s) UNION SELECT * FROM"
                " (SELECT rowid FROM enterprises_name_index WHERE enterprises_name_index MATCH %s LIMIT %s)",
                [whole, limit, f'wholes : "{whole}"', limit],
            )
            return [key for (key,) in cursor.fetchall()]

    def any_of(self, some: Sequence[str], limit: int) -> list[int]:
        return self._matching("grams : (" + " OR ".join(f'"{gram}"' for gram in some) + ")", limit)

    def holding(self, gram: str, limit: int) -> list[Row]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT id, normal FROM enterprises_name_index CROSS JOIN enterprises_name ON id = enterprises_name_index.rowid"
                " WHERE enterprises_name_index MATCH %s LIMIT %s",
                [f'grams : "{gram}"', limit],
            )
            return list(cursor.fetchall())

    def _matching(self, match: str, limit: int, held: str = "", texts: Sequence[str] = ()) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT rowid FROM enterprises_name_index WHERE enterprises_name_index MATCH %s{held} LIMIT %s", [match, *texts, limit]
            )
            return [key for (key,) in cursor.fetchall()]


class Tsvector(NameIndex):
    """PostgreSQL. Queries are written as literals: its parser would cut names up by its own lights."""

    def find(self, terms: Sequence[str], limit: int) -> list[int]:
        conditions, values = [], []
        for term in terms:
            columns = ("grams", "initials") if term.isascii() else ("grams",)
            conditions.append("(" + " OR ".join(f"{column} @@ %s::tsquery" for column in columns) + ")")
            values += [_followed(term)] * len(columns)
        return self._matching(" AND ".join(conditions), values, limit)

    def known_as(self, whole: str, limit: int) -> list[int]:
        return self._matching("normal = %s OR wholes @@ %s::tsquery", [whole, f"'{whole}'"], limit)

    def any_of(self, some: Sequence[str], limit: int) -> list[int]:
        return self._matching("grams @@ %s::tsquery", [" | ".join(f"'{gram}'" for gram in some)], limit)

    def holding(self, gram: str, limit: int) -> list[Row]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT id, normal FROM enterprises_name WHERE grams @@ %s::tsquery LIMIT %s", [f"'{gram}'", limit])
            return list(cursor.fetchall())

    def _matching(self, condition: str, values: list[str], limit: int) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT id FROM enterprises_name WHERE {condition} LIMIT %s", [*values, limit])
            return [key for (key,) in cursor.fetchall()]


def name_index(on: BaseDatabaseWrapper = connection) -> NameIndex:
    """The index as this database keeps it."""
    return Tsvector() if on.vendor == "postgresql" else Fts5()


class Rarity:
    """How often bigrams occur, learned from a sample: enough to tell rare from frequent, and nothing to keep up to date.

    Learned again when the register has doubled, or is another one.
    """

    def __init__(self) -> None:
        self._learned: dict[str, tuple[int, Counter[str]]] = {}

    def frequency(self) -> Mapping[str, int]:
        """Occurrences among the names of the sample; a bigram that is not there is rare."""
        database = str(connection.settings_dict["NAME"])
        newest = self._newest()
        learned = self._learned.get(database)
        if learned is None or not learned[0] <= newest < max(2 * learned[0], FEW):
            learned = self._learned[database] = (newest, self._learn(newest))
        return learned[1]

    def _newest(self) -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT MAX(id) FROM enterprises_name")
            return int(cursor.fetchone()[0] or 0)

    def _learn(self, newest: int) -> Counter[str]:
        chosen = range(1, newest + 1) if newest <= SAMPLE else sorted(Random(1).sample(range(1, newest + 1), SAMPLE))
        counted: Counter[str] = Counter()
        with connection.cursor() as cursor:
            for start in range(0, len(chosen), BATCH):
                some = list(chosen[start : start + BATCH])
                cursor.execute(f"SELECT normal FROM enterprises_name WHERE id IN ({','.join(['%s'] * len(some))})", some)
                for (name,) in cursor.fetchall():
                    counted.update(grams(name))
        return counted


rarity = Rarity()


def _phrase(term: str) -> str:
    """A term for FTS5: its bigrams in a row; one character as the beginning of any bigram."""
    where = "{grams initials}" if term.isascii() else "grams"
    return f'{where} : "{term}" *' if len(term) == 1 else f'{where} : "{" ".join(grams(term))}"'


def _followed(term: str) -> str:
    """A term for a tsquery, likewise."""
    return f"'{term}':*" if len(term) == 1 else " <-> ".join(f"'{gram}'" for gram in grams(term))
