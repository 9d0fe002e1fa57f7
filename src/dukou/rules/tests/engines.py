"""Running what the compiler makes over a few rows, on each engine: the same table, the same answers."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import duckdb
from django.db import connection

from dukou.rules.compile import FACTS, KEY, Column, Select, teach
from dukou.rules.compile.cells import cell
from dukou.rules.compile.dialects import Vendor
from dukou.rules.core.facts import FactFace
from dukou.rules.core.linking import FactKey
from dukou.rules.core.values import Value

Rows = list[dict[str, Any]]
Firms = Sequence[Mapping[FactKey, Value]]
_PHYSICAL = {"VARCHAR": "TEXT"}


def vendors() -> list[Vendor]:
    """The engines that are there: PostgreSQL where the tests run on it (`--database=postgresql`)."""
    return ["duckdb", "sqlite", *(["postgresql"] if connection.vendor == "postgresql" else [])]  # type: ignore[list-item]


def rows_of(select: Select, faces: Mapping[str, FactFace], firms: Firms, as_of: date, vendor: Vendor) -> Rows:
    """What the SELECT gives of firms, in their order; the key of each is its number."""
    columns = select.columns
    table = [(str(at), *(cell(each, faces[each.fact], facts.get(each.key), as_of) for each in columns)) for at, facts in enumerate(firms)]
    found = _RUN[vendor](columns, table, select.sql(vendor))
    return sorted(found, key=lambda row: int(row[KEY]))


def _create(columns: Sequence[Column], *, kind: str = "") -> str:
    told = ", ".join([f"{KEY} TEXT", *(f"{each.name} {_PHYSICAL.get(each.physical, each.physical)}" for each in columns)])
    return f"CREATE {kind} TABLE {FACTS} ({told})"


def _insert(columns: Sequence[Column], mark: str) -> str:
    return f"INSERT INTO {FACTS} VALUES ({', '.join([mark] * (1 + len(columns)))})"


def _duckdb(columns: Sequence[Column], table: list[Any], text: str) -> Rows:
    with duckdb.connect(config={"threads": 1}) as duck:
        duck.execute(_create(columns))
        duck.executemany(_insert(columns, "?"), table)
        return _named(duck.execute(text))


def _sqlite(columns: Sequence[Column], table: list[Any], text: str) -> Rows:
    lite = sqlite3.connect(":memory:")
    try:
        teach(lite)
        lite.execute(_create(columns))
        lite.executemany(_insert(columns, "?"), table)
        return _named(lite.execute(text))
    finally:
        lite.close()


def _postgresql(columns: Sequence[Column], table: list[Any], text: str) -> Rows:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{FACTS}")
        cursor.execute(_create(columns, kind="TEMP"))
        cursor.executemany(_insert(columns, "%s"), table)
        cursor.execute(text)
        return _named(cursor)


def _named(cursor: Any) -> Rows:
    names = [each[0] for each in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


_RUN: dict[Vendor, Callable[[Sequence[Column], list[Any], str], Rows]] = {
    "duckdb": _duckdb,
    "sqlite": _sqlite,
    "postgresql": _postgresql,
}
