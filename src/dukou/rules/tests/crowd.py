"""A made-up crowd of firms as the wide table that the batch reads, for benches: every value is drawn by a hash, the same in each run.

Sizes are spread so that the national rule books say yes to some and no to others; `gaps` of each column are unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import duckdb

from dukou.rules.compile.columns import KEY, Column
from dukou.rules.core.expressions import Among, Begins, Comparison, Every, Form, Name, Not, Some, Text
from dukou.rules.core.facts import FactFace
from dukou.rules.core.linking import Linked
from dukou.rules.core.needs import names_within
from dukou.rules.core.quantities import measure

_CODES = ("3911", "2710", "3562", "0610", "4710", "5110", "5211", "5433", "6110", "6410", "6510", "6531", "7010", "7320", "7212", "8010")


def build(path: Path, count: int, columns: Sequence[Column], books: Iterable[Linked], *, gaps: float = 0.03) -> None:
    """Write the table of `count` firms as Parquet."""
    faces = {face.name: face for linked in books for each in linked.walk() for face in each.facts.values()}
    words = words_of(books)
    told = [f"{_value(each, faces[each.fact], words, at, gaps)} AS {each.name}" for at, each in enumerate(columns, 1)]
    with duckdb.connect() as duck:
        select = ", ".join([f"'e' || i AS {KEY}", *told])
        rows = f"SELECT {select} FROM range({count}) AS firms (i)"
        duck.execute(f"COPY ({rows}) TO '{path}' (FORMAT parquet, COMPRESSION lz4_raw)")  # as `batch.registered` writes


def words_of(books: Iterable[Linked]) -> dict[str, list[str]]:
    """The words that books ask of each fact."""
    found: dict[str, dict[str, None]] = {}
    for linked in (each for book in books for each in book.walk()):
        tests: list[Form] = [each.test for each in linked.book.conditions() if each.test is not None]
        for definition in linked.book.definitions.values():
            for name in names_within(definition):
                _take(name, linked, found)
            rows = getattr(definition, "rows", ())
            tests += [cell.test for row in rows for cell in row.cells if cell.test is not None]
            tests += [band.when for item in getattr(definition, "items", ()) for band in item.bands]
        for test in tests:
            _take(test, linked, found)
    return {fact: list(words) for fact, words in found.items()}


def _take(form: Form, linked: Linked, found: dict[str, dict[str, None]]) -> None:
    match form:
        case Every(parts) | Some(parts):
            for part in parts:
                _take(part, linked, found)
        case Not(part):
            _take(part, linked, found)
        case Among(Name() as of, words) | Begins(Name() as of, words) | Comparison("=" | "!=", Name() as of, Text() as words):
            told = (words.value,) if isinstance(words, Text) else words
            if of.name in linked.facts:
                found.setdefault(linked.facts[of.name].name, {}).update(dict.fromkeys(told))


def _value(column: Column, face: FactFace, words: Mapping[str, list[str]], at: int, gaps: float) -> str:
    drawn = f"(hash(i, {at}) % 1000003) / 1000003.0"
    made = {
        "truth": f"{drawn} < 0.7",
        "has": f"{drawn} < 0.3",
        "days": f"CAST({drawn} * 5000 AS BIGINT)",
        "years": f"CAST(floor({drawn} * 5000 / 365.25) AS BIGINT)",
    }
    if column.sort == "base":
        value = _quantity(face.unit, drawn)
    elif column.sort == "text":
        told = _CODES if face.name == "enterprise.industry" else words.get(face.name) or ["甲"]
        quoted = ", ".join(f"'{word}'" for word in told)
        value = f"list_value({quoted})[1 + CAST(floor({drawn} * {len(told)}) AS BIGINT)]"
    else:
        value = made[column.sort]
    return f"CASE WHEN (hash(i, -{at}) % 1000003) / 1000003.0 >= {gaps} THEN {value} END"


def _quantity(unit: str, drawn: str) -> str:
    """Money from ten thousand to a thousand million yuan, people from one to two thousand, shares up to a fifth, counts up to six."""
    told = measure(unit)
    if told.dimension == "money":
        return f"CAST(pow(10, 6 + 5 * {drawn}) AS BIGINT)"
    if unit == "人":
        return f"CAST(pow(10, 3.3 * {drawn}) AS BIGINT)"
    most = 0.2 if told.dimension in ("share", "difference of shares") else 6
    scale = 1_000_000 if most < 1 else told.per_base
    return f"CAST({drawn} * {most * scale} AS BIGINT)"
