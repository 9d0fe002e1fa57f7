"""Rule books over a whole register: DuckDB in memory over one Parquet file with a row for each subject and a column for each fact.

The file is written from facts as an evaluation takes them; what stands in its columns is told by `compile.columns`. Nothing here is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dukou.rules.compile import KEY, Column, Near, Select, columns_of, compiled, near
from dukou.rules.compile.cells import Cell, cell
from dukou.rules.core.facts import FactFace
from dukou.rules.core.linking import FactKey, Linked
from dukou.rules.core.values import Value
from dukou.rules.core.verdicts import Verdict
from dukou.warehouse.queries.own_tables import engine, lay_out, pack

Aged = Mapping[FactKey, tuple[int, Value]]  # each known value, and by how many years it is older than the year asked for
_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class Register:
    """The wide table of some subjects, as a file. `as_of`: the day for which it was made; years since a date are reckoned up to it."""

    path: Path
    as_of: date
    count: int


def registered(path: Path, books: Sequence[Linked], subjects: Iterable[tuple[str, Aged]], as_of: date) -> Register:
    """Write a new file with what these books lean on; `subjects` are read one by one, and a fact that is not told is unknown."""
    columns = columns_of(*books)
    faces = {face.name: face for book in books for each in book.walk() for face in each.facts.values()}
    rows = ((key, *(_cell(column, faces[column.fact], aged, as_of) for column in columns)) for key, aged in subjects)
    with engine() as duck:
        types = {KEY: "VARCHAR", **{column.name: column.physical for column in columns}}
        return Register(path, as_of, pack(duck, rows, types, path, codec="lz4_raw").rows)


def verdicts(books: Sequence[Linked], register: Register) -> Iterator[tuple[str, list[Verdict]]]:
    """Of each subject, in the order of the file, what each book says."""
    select = compiled(books, register.as_of, with_counts=True)
    for row in _rows(select, register):
        yield row[KEY], select.read(row)


def near_list(linked: Linked, register: Register) -> Iterator[Near]:
    """Who misses exactly one sentence of a book, in the order of the file: which one, what is there, what is wanted, how far apart."""
    select = near(linked, register.as_of)
    yield from map(select.read, _rows(select, register))


def _cell(column: Column, face: FactFace, aged: Aged, as_of: date) -> Cell:
    age, value = aged.get(column.key, (0, None))
    return cell(column, face, value, as_of) if age <= column.may_be_older else None


def _rows(select: Select, register: Register) -> Iterator[dict[str, Any]]:
    with engine() as duck:
        lay_out(duck, register.path, "facts")
        duck.execute(_ORDERED.format(select=select.text), {"path": str(register.path)})
        names = [each[0] for each in duck.description or ()]
        while some := duck.fetchmany(_AT_ONCE):
            yield from (dict(zip(names, row, strict=True)) for row in some)


# Joins give rows in any order; the file's own is taken from the file.
_PLACES = f"SELECT {KEY}, file_row_number FROM read_parquet($path, file_row_number = true)"
_ORDERED = f"SELECT told.* FROM ({{select}}) AS told JOIN ({_PLACES}) AS place ON told.{KEY} = place.{KEY} ORDER BY place.file_row_number"
