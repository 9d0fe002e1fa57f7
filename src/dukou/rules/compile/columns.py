"""The wide table that the SQL reads: one row a subject, a column or two for each fact and year. Unknown is null.

`key` text · a quantity in whole base units of its fact's unit · a truth · a word · of a date the days and the full years up to the day of
asking · of a list one truth for each word that a book asks. The names are plain ASCII of at most 63 letters, as PostgreSQL wants them.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Literal

from dukou.rules.core.linking import FactKey

Sort = Literal["base", "truth", "text", "days", "years", "has"]
KEY, FACTS = "key", "facts"  # the column of subjects, and the name by which the SQL calls the table
_LONGEST = 63
_PLAIN = re.compile(r"[a-z]+\.[a-z][a-z0-9-]*")
_PHYSICAL = {"base": "BIGINT", "days": "BIGINT", "years": "BIGINT", "truth": "BOOLEAN", "has": "BOOLEAN", "text": "VARCHAR"}


@dataclass(frozen=True, slots=True, order=True)
class Column:
    """What a column holds of a fact (`back`: so many years earlier). `word`: of a list, which word it tells about.

    `may_be_older`: by so many years a yearly figure may be older than the year asked for; books that allow different ages read columns of
    their own.
    """

    fact: str
    back: int
    sort: Sort
    word: str = ""
    may_be_older: int = 0

    @property
    def key(self) -> FactKey:
        """The fact and year."""
        return self.fact, self.back

    @property
    def physical(self) -> str:
        """Its type in DuckDB."""
        return _PHYSICAL[self.sort]

    @property
    def name(self) -> str:
        """Its name, the same wherever the fact is asked for."""
        stem = re.sub(r"[^a-z0-9]", "_", self.fact)
        tail = f"__{self.back}" if self.back else ""
        tail += f"__old{self.may_be_older}" if self.may_be_older else ""
        tail += f"__{self.sort}" if self.sort in ("days", "years") else ""
        tail += f"__has_{_mark(self.word)}" if self.sort == "has" else ""
        if not _PLAIN.fullmatch(self.fact) or len(stem + tail) > _LONGEST:
            tail = f"_{_mark(self.fact)}{tail}"
        return stem[: _LONGEST - len(tail)] + tail


def _mark(word: str) -> str:
    return hashlib.sha256(word.encode()).hexdigest()[:12]
