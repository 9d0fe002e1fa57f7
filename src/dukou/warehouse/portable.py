"""The portable subset of SQL: what DuckDB, SQLite and PostgreSQL understand alike, and nothing else.

Written down as what is allowed, not as what is forbidden: engines differ in more ways than anyone lists. Days are ISO text, yes and no are
1 and 0, money is whole fen. Whole numbers are summed, and the one division comes at the end, so that answers agree to the last bit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError
from sqlglot.optimizer.annotate_types import annotate_types
from sqlglot.optimizer.qualify import qualify

from dukou.warehouse.core.columns import ColumnType

Schema = Mapping[str, Mapping[str, ColumnType]]

_ALLOWED: frozenset[type[Any]] = frozenset(
    {
        *(exp.Select, exp.With, exp.CTE, exp.From, exp.Join, exp.Where, exp.Group, exp.Union),
        *(exp.Table, exp.TableAlias, exp.Alias, exp.Column, exp.Identifier, exp.Literal, exp.Placeholder, exp.Null, exp.Star),
        *(exp.And, exp.Or, exp.Not, exp.Is, exp.In, exp.EQ, exp.NEQ, exp.LT, exp.LTE, exp.GT, exp.GTE, exp.NullSafeEQ, exp.Paren),
        *(exp.Case, exp.If, exp.Coalesce, exp.Nullif, exp.Cast, exp.DataType, exp.Substring, exp.Sub, exp.Mul, exp.Div),
        *(exp.Count, exp.Sum, exp.Min, exp.Max, exp.Distinct, exp.Window),
    }
)
_COMPARED = (exp.EQ, exp.NEQ, exp.LT, exp.LTE, exp.GT, exp.GTE, exp.NullSafeEQ)
_ORDERED = (exp.LT, exp.LTE, exp.GT, exp.GTE)
_TYPES = {ColumnType.TEXT: "VARCHAR", ColumnType.DAY: "DATE", ColumnType.WHOLE: "BIGINT", ColumnType.TRUTH: "BIGINT"}
_FAMILIES = {
    **dict.fromkeys((exp.DataType.Type.BIGINT, exp.DataType.Type.INT, exp.DataType.Type.DOUBLE), "number"),
    **{exp.DataType.Type.VARCHAR: "text", exp.DataType.Type.TEXT: "text", exp.DataType.Type.DATE: "day"},
}
_MARK = re.compile(r"⟦(\w+)⟧")  # a value's place, in characters that no SQL has
_DIALECTS = {"sqlite": "sqlite", "postgresql": "postgres"}


@cache  # parsing a long text costs more than answering it over a small register
def tables_of(text: str) -> tuple[str, ...]:
    """The names of the lent tables that a question reads, each once."""
    tree = sqlglot.parse_one(text, read="duckdb")
    own = {cte.alias for cte in tree.find_all(exp.CTE)}
    return tuple(sorted({table.name for table in tree.find_all(exp.Table)} - own))


@cache
def written_for(vendor: str, text: str) -> tuple[str, tuple[str, ...]]:
    """The text in the words of a database, its values marked `%s` as Django takes them, and the names of these values in their order."""
    tree = sqlglot.parse_one(text, read="duckdb")
    marked = tree.transform(lambda node: exp.Var(this=f"⟦{node.name}⟧") if isinstance(node, exp.Placeholder) else node)
    sql = marked.sql(dialect=_DIALECTS[vendor]).replace("%", "%%")
    return _MARK.sub("%s", sql), tuple(_MARK.findall(sql))


def unportable(text: str, schema: Schema) -> list[str]:
    """What in the text could differ between engines; empty: it is portable. `schema` tells the lent tables and their columns."""
    try:
        tree = sqlglot.parse_one(text, read="duckdb")
    except SqlglotError as error:
        return [f"not SQL: {str(error).splitlines()[0]}"]
    found = [f"{type(node).__name__}: {node.sql(dialect='duckdb')}" for node in tree.walk() if type(node) not in _ALLOWED]
    found += [fault for node in tree.walk() for fault in _faults(node)]
    return found or list(_type_faults(tree, schema))


def _faults(node: exp.Expr) -> Iterator[str]:
    """What is wrong with one part by its form."""
    said = node.sql(dialect="duckdb")
    match node:
        case exp.Column() if not node.table and not isinstance(node.this, exp.Star):
            yield f"a column without its table may be read as an alias: {said}"
        case exp.Star() if not isinstance(node.parent, exp.Count):
            yield "select * depends on the order of columns"
        case exp.Div() if not (_is_double(node.this) and _is_safe_divisor(node.expression)):
            yield f"a division is of double precision, by nullif(…, 0) of double precision: {said}"
        case exp.Mul() if not (_is_double(node.this) and _is_double(node.expression)):
            yield f"whole numbers overflow differently, multiply double precision: {said}"
        case exp.Cast() if not (_is_cast(node, "DOUBLE") or (_is_cast(node, "BIGINT") and _is_sum(node.this))):
            yield f"cast only sums to bigint, and whole numbers to double precision: {said}"
        case exp.Sum() if not _is_cast(_above_window(node), "BIGINT"):
            yield f"the type of a sum differs, cast it as bigint: {said}"
        case exp.Window() if any(value for name, value in node.args.items() if name not in ("this", "partition_by", "over")):
            yield f"a window has a partition and nothing else: {said}"
        case exp.Join() if node.args.get("using") or not node.args.get("on") or node.side not in ("", "LEFT"):
            yield f"join, or left join, with on: {said}"
        case exp.Literal() if not (node.is_string or node.is_int):
            yield f"a decimal is exact here and a float there: {said}"
        case exp.Distinct() if node.args.get("on"):
            yield f"distinct on: {said}"


def _is_cast(node: exp.Expr | None, to: str) -> bool:
    return type(node) is exp.Cast and node.to.is_type(to)


def _is_sum(node: exp.Expr) -> bool:
    return isinstance(node.this if isinstance(node, exp.Window) else node, exp.Sum)


def _above_window(node: exp.Expr) -> exp.Expr | None:
    parent = node.parent
    return parent.parent if isinstance(parent, exp.Window) else parent


def _is_double(node: exp.Expr) -> bool:
    """Whether a part is double precision by its form: a cast, or a product or difference of such."""
    if isinstance(node, exp.Paren):
        return _is_double(node.this)
    if isinstance(node, exp.Mul | exp.Sub):
        return _is_double(node.this) and _is_double(node.expression)
    return _is_cast(node, "DOUBLE")


def _is_safe_divisor(node: exp.Expr) -> bool:
    return isinstance(node, exp.Nullif) and _is_double(node.this) and node.expression.sql() == "0"


def _type_faults(tree: exp.Expr, schema: Schema) -> Iterator[str]:
    """Comparisons, differences and extremes that need an implicit cast, or an order of words."""
    yield from (f"unknown name: {name}" for name in tables_of(tree.sql(dialect="duckdb")) if name not in schema)
    told: dict[str, object] = {table: {name: _TYPES[holds] for name, holds in columns.items()} for table, columns in schema.items()}
    try:
        typed = annotate_types(qualify(tree.copy(), schema=told, dialect="duckdb"), schema=told, dialect="duckdb")
    except SqlglotError as error:
        yield f"unknown name: {str(error).splitlines()[0]}"
        return
    for node in typed.walk():
        said = node.sql(dialect="duckdb")
        if isinstance(node, _COMPARED):
            sides = {_family(node.this), _family(node.expression)} - {""}
            if "day" in sides and any(side.is_string for side in (node.this, node.expression)):
                sides.discard("text")  # a day is written as its ISO text
            if len(sides) > 1:
                yield f"{' and '.join(sorted(sides))} are compared: {said}"
            elif isinstance(node, _ORDERED) and sides == {"text"}:
                yield f"engines order words differently: {said}"
        elif isinstance(node, exp.Min | exp.Max) and _family(node.this) == "text":
            yield f"engines order words differently: {said}"
        elif isinstance(node, exp.Sub | exp.Sum) and {_family(each) for each in node.iter_expressions()} != {"number"}:
            yield f"only numbers are summed and subtracted: {said}"


def _family(node: exp.Expr) -> str:
    """What sort of value a part gives; empty where that is open, as of a value given with the question."""
    return _FAMILIES.get(node.type.this, "") if node.type else ""
