"""The SQL of a scheme gives what the engine gives, for random schemes and records, on every engine there is."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from dukou.credit.core.grading import graded
from dukou.credit.core.grading_sql import COLUMNS, first_day, grading_sql
from dukou.credit.core.months import months_after
from dukou.credit.core.schemes import Held, Scheme
from dukou.credit.tests.schemes_drawn import BOOK, DAY, records, schemes
from dukou.rules.core.answers import Answer

Register = Mapping[int, tuple[Sequence[Held], bool]]
Rows = list[tuple[object, ...]]
_REGISTERS = st.dictionaries(st.integers(1, 9), st.tuples(records(), st.booleans()), max_size=5)
_TYPES = ", ".join(f"{name} {'bigint' if name == 'firm' else 'varchar'}" for name in COLUMNS)
_INSERT = f"insert into held values ({', '.join('?' * len(COLUMNS))})"


def rows_of(register: Register) -> Rows:
    """The table `held`."""
    rows: Rows = []
    for firm, (held, is_young) in register.items():
        for one in held:
            severity = one.severity.value if one.severity else ""
            rows.append((firm, one.field, one.sort, one.kind.value, severity, str(one.decided_on), ""))
        rows += [(firm, "", "", "", "", "", BOOK)] if is_young else []
    return rows


def on_sqlite(text: str, rows: Rows) -> set[tuple[object, ...]]:
    lite = sqlite3.connect(":memory:")
    try:
        lite.execute(f"create table held ({_TYPES})")
        lite.executemany(_INSERT, rows)
        return set(lite.execute(text).fetchall())
    finally:
        lite.close()


def on_duckdb(text: str, rows: Rows) -> set[tuple[object, ...]]:
    with duckdb.connect(config={"threads": 1}) as duck:
        duck.execute(f"create table held ({_TYPES})")
        if rows:
            duck.executemany(_INSERT, rows)
        return set(duck.execute(text).fetchall())


@given(schemes(), _REGISTERS)
@settings(max_examples=100, deadline=None)
def test_both_engines_say_what_the_grading_says(scheme: Scheme, register: Register) -> None:
    wanted = set()
    for firm, (held, is_young) in register.items():
        if held or is_young:
            found = graded(scheme, held, {BOOK: Answer.YES if is_young else Answer.NO}, DAY)
            wanted.add((firm, found.points, found.grade))
    text = grading_sql(scheme, DAY)
    assert on_sqlite(text, rows_of(register)) == wanted
    assert on_duckdb(text, rows_of(register)) == wanted


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 36))
def test_the_first_day_that_counts_is_the_first(on: date, months: int) -> None:
    day = first_day(on, months)
    assert months_after(day, months) > on >= months_after(day - timedelta(days=1), months)
