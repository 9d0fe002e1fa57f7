"""The same text for SQLite and PostgreSQL. What differs: layers are laid down so that nothing is reckoned twice; numbers beyond 63 bits.

DuckDB reckons these in 128 bits, PostgreSQL as numeric. SQLite would turn them into floats unseen; there they go through functions that
take and give whole numbers, as text where they are too large (`teach`).
"""

from __future__ import annotations

import sqlite3
from typing import Literal

import sqlglot
from sqlglot import exp

from dukou.rules.compile.sql import Sql

Vendor = Literal["duckdb", "sqlite", "postgresql"]
_DIALECTS = {"duckdb": "duckdb", "sqlite": "sqlite", "postgresql": "postgres"}
_RECKONED: dict[type[Sql], str] = {exp.Add: "exact_plus", exp.Sub: "exact_minus", exp.Mul: "exact_times"}
_COMPARED = (exp.LT, exp.LTE, exp.EQ, exp.NEQ, exp.GTE, exp.GT)


def transpiled(vendor: Vendor, text: str) -> str:
    """The canonical text in the words of another engine."""
    return written_for(vendor, sqlglot.parse_one(text, read="duckdb"))


def written_for(vendor: Vendor, select: Sql) -> str:
    """A SELECT over the facts in the words of an engine."""
    if vendor == "duckdb":
        return select.sql(dialect="duckdb")
    tree = select.copy()
    for cte in tree.find_all(exp.CTE):
        cte.set("materialized", True)
    (_to_sqlite if vendor == "sqlite" else _to_postgresql)(tree)
    return tree.sql(dialect=_DIALECTS[vendor])


def teach(connection: sqlite3.Connection) -> None:
    """Give a connection of SQLite the functions that its texts call."""
    for name, function in (("plus", _plus), ("minus", _minus), ("times", _times), ("compared", _compared)):
        connection.create_function(f"exact_{name}", 2, function, deterministic=True)
    connection.create_function("exact_abs", 1, _absolute, deterministic=True)


def _to_postgresql(tree: Sql) -> None:
    for cast in tree.find_all(exp.Cast):
        if cast.to.is_type("INT128"):
            cast.set("to", exp.DataType.build("DECIMAL"))


def _to_sqlite(tree: Sql) -> None:
    """All that is wide is found before anything is replaced, for the casts tell it; the innermost is replaced first."""
    wide = [node for node in tree.walk() if _is_wide(node)]
    casts = [node for node in tree.walk() if _is_128(node)]
    for node in reversed(wide):
        node.replace(_called(node))
    for node in reversed(casts):
        node.replace(_written(node.this))


def _called(node: Sql) -> Sql:
    """A wide form as a call."""
    if isinstance(node, exp.Abs):
        return exp.Anonymous(this="exact_abs", expressions=[node.this])
    if isinstance(node, _COMPARED):
        compared = exp.Anonymous(this="exact_compared", expressions=[node.this, node.expression])
        return type(node)(this=compared, expression=exp.Literal.number(0))
    return exp.Anonymous(this=_RECKONED[type(node)], expressions=[node.this, node.expression])


def _written(node: Sql) -> Sql:
    """A wide number's operand; a literal beyond 63 bits is text, for SQLite would read it as a float."""
    while isinstance(node, exp.Paren):
        node = node.this
    literal = node.this if isinstance(node, exp.Neg) else node
    if isinstance(literal, exp.Literal) and int(literal.this) >= 2**63:
        return exp.Literal.string(f"-{literal.this}" if isinstance(node, exp.Neg) else literal.this)
    return node if isinstance(node, exp.Column | exp.Literal | exp.Func) else exp.Paren(this=node)


def _is_wide(node: Sql) -> bool:
    if isinstance(node, exp.Abs):
        return _is_128(node.this)
    return isinstance(node, (*_RECKONED, *_COMPARED)) and (_is_128(node.this) or _is_128(node.expression))


def _is_128(node: object) -> bool:
    while isinstance(node, exp.Paren):
        node = node.this
    return isinstance(node, exp.Cast) and bool(node.to.is_type("INT128"))


def _plus(left: int | str | None, right: int | str | None) -> int | str | None:
    return None if left is None or right is None else _fitted(int(left) + int(right))


def _minus(left: int | str | None, right: int | str | None) -> int | str | None:
    return None if left is None or right is None else _fitted(int(left) - int(right))


def _times(left: int | str | None, right: int | str | None) -> int | str | None:
    return None if left is None or right is None else _fitted(int(left) * int(right))


def _compared(left: int | str | None, right: int | str | None) -> int | None:
    if left is None or right is None:
        return None
    ours, theirs = int(left), int(right)
    return (ours > theirs) - (ours < theirs)


def _absolute(number: int | str | None) -> int | str | None:
    return None if number is None else _fitted(abs(int(number)))


def _fitted(number: int) -> int | str:
    return number if -(2**63) <= number < 2**63 else str(number)
