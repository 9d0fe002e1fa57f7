"""Rule books over many subjects: who is answered how, with the facts of those whom the caller wants to look at closely.

Few subjects are evaluated one by one; many are answered by one SELECT over a table of their facts (`dukou.rules.batch`), for the table and
the SELECT take a second or two before the first answer. Both ways say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from dukou.accounts.core.viewers import Viewer
from dukou.rules.core.evaluating import Evaluation
from dukou.rules.core.facts import Fact
from dukou.rules.core.linking import Linked
from dukou.rules.core.needs import needs_of
from dukou.rules.core.verdicts import Verdict, verdict_of
from dukou.rules.queries.sheets import Sheet, sheets_of

CHUNK = 500  # subjects whose facts are asked for at once
FEW = 3_000  # answers
Wants = Callable[[Verdict], bool]
Step = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Sifted:
    """One subject: what each book says, and its facts where one of the verdicts was wanted."""

    key: str
    verdicts: list[Verdict]
    sheet: Sheet | None


@dataclass(frozen=True, slots=True)
class Sieve:
    """Some books on a day, in the eyes of a viewer. `step` is told how many subjects are done; `facts`: the catalogue, if it is known."""

    books: Sequence[Linked]
    viewer: Viewer
    as_of: date
    wants: Wants
    step: Step | None = None
    facts: Mapping[str, Fact] | None = None

    def sifted(self, keys: Sequence[str], *, few: int = FEW) -> Iterator[Sifted]:
        """Every subject, in the order of the keys. Up to `few` answers are evaluated one by one."""
        return self._one_by_one(keys) if len(keys) * len(self.books) <= few else self._at_once(keys)

    def _one_by_one(self, keys: Sequence[str]) -> Iterator[Sifted]:
        ages = [needs_of([linked]) for linked in self.books]
        for key, sheet in self._sheets(keys):
            found = [verdict_of(Evaluation(linked, sheet.within(age), self.as_of)) for linked, age in zip(self.books, ages, strict=True)]
            yield Sifted(key, found, sheet if any(map(self.wants, found)) else None)

    def _at_once(self, keys: Sequence[str]) -> Iterator[Sifted]:
        from dukou.rules.batch import registered, verdicts  # the SQL library takes a quarter of a second to load

        with TemporaryDirectory(prefix="dukou-register-") as folder:
            subjects = ((key, sheet.aged) for key, sheet in self._sheets(keys))
            register = registered(Path(folder) / "facts.parquet", self.books, subjects, self.as_of)
            for some in _chunks(verdicts(self.books, register)):
                wanted = [key for key, found in some if any(map(self.wants, found))]
                sheets = self._asked(wanted) if wanted else {}
                yield from (Sifted(key, found, sheets.get(key)) for key, found in some)

    def _sheets(self, keys: Sequence[str]) -> Iterator[tuple[str, Sheet]]:
        for first in range(0, len(keys), CHUNK):
            some = keys[first : first + CHUNK]
            yield from self._asked(some).items()
            if self.step is not None:
                self.step(first + len(some))

    def _asked(self, keys: Sequence[str]) -> dict[str, Sheet]:
        return sheets_of(self.books, viewer=self.viewer, keys=keys, as_of=self.as_of, facts=self.facts)


def _chunks(found: Iterator[tuple[str, list[Verdict]]]) -> Iterator[list[tuple[str, list[Verdict]]]]:
    while some := list(islice(found, CHUNK)):
        yield some
