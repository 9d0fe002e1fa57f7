"""A draft scheme tried over the whole ledger before it is put in force: which firms would have which grade. Nothing is kept.

DuckDB in memory answers the SQL of both schemes (`core.grading_sql`) over a table that is laid down for the trial and deleted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from dukou.credit.core.grading_sql import COLUMNS, grading_sql
from dukou.credit.core.schemes import Held, Scheme
from dukou.credit.queries.fields import CreditField
from dukou.credit.queries.grounds import Ground
from dukou.credit.queries.judging import says_of_many
from dukou.rules.core.answers import Answer
from dukou.warehouse.queries.own_tables import engine, lay_out, pack

_TYPES = {name: "BIGINT" if name == "firm" else "VARCHAR" for name in COLUMNS}
Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """Firms by (grade as the scheme of the day gives it, grade as the draft gives it); `covered` by the draft."""

    moves: Mapping[tuple[str, str], int]
    covered: int

    @property
    def moved(self) -> int:
        """How many firms the draft would move."""
        return sum(count for (before, after), count in self.moves.items() if before != after)


def trial(field: CreditField, draft: Scheme, on: date) -> Trial:
    """What a draft of a field would change on a day."""
    ground, now = Ground(on, field="" if field.is_composite else field.key), field.on(on)
    covered = ground.covered(draft)
    rows = list(_rows(ground, field, (now, draft), covered, on))
    before, after = (_grades(scheme, rows, on) for scheme in (now, draft))
    moves = Counter((before.get(firm, now.clean), after.get(firm, draft.clean)) for firm in covered)
    return Trial(moves, len(covered))


def _rows(ground: Ground, field: CreditField, schemes: Sequence[Scheme], covered: set[int], on: date) -> Iterator[Row]:
    for firm, held in ground.held(field).items():
        yield from (row_of(firm, each) for each in held)
    for book in {book for scheme in schemes for book in scheme.books}:
        for scheme in schemes:
            if book in scheme.books:
                says = says_of_many(scheme.books, covered, on)
                yield from ((firm, "", "", "", "", "", book) for firm, each in says.items() if each.get(book) is Answer.YES)
                break


def row_of(firm: int, held: Held) -> Row:
    """A record as the SQL of schemes reads it."""
    severity = held.severity.value if held.severity else ""
    return firm, held.field, held.sort, held.kind.value, severity, held.decided_on.isoformat(), ""


def _grades(scheme: Scheme, rows: Sequence[Row], on: date) -> dict[int, str]:
    with TemporaryDirectory(prefix="dukou-trial-") as folder, engine() as duck:
        path = Path(folder) / "held.parquet"
        pack(duck, rows, _TYPES, path)
        lay_out(duck, path, "held")
        return {firm: grade for firm, _, grade in duck.execute(grading_sql(scheme, on)).fetchall()}
