"""Small pieces of SQL that DuckDB, SQLite and PostgreSQL read alike, built as sqlglot nodes; what is constant is folded on the way.

A condition (`Cond`) stands behind WHEN or WHERE, where a null counts as not given. No `greatest`, no division, no decimal literal.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlglot import exp

Sql = exp.Expr
Cond = bool | Sql
_ATOMS = (exp.Column, exp.Literal, exp.Case, exp.Cast, exp.Paren, exp.Func, exp.Boolean, exp.Null)
_BROAD = 48  # so many parts in a row; more are set in brackets by halves, for engines limit how deep a form may go


def own(node: Sql) -> Sql:
    """The node, or a copy where it already stands elsewhere."""
    return node if node.parent is None else node.copy()


def inner(node: Sql) -> Sql:
    """The node as a part of another: in brackets where it is none of the smallest."""
    return own(node) if isinstance(node, _ATOMS) and not isinstance(node, exp.Connector) else exp.Paren(this=own(node))


def column(name: str) -> Sql:
    """A column of the layer beneath."""
    return exp.Column(this=exp.Identifier(this=name, quoted=False))


def whole(number: int) -> Sql:
    """A whole number."""
    literal = exp.Literal(this=str(abs(number)), is_string=False)
    return literal if number >= 0 else exp.Paren(this=exp.Neg(this=literal))


def text(word: str) -> Sql:
    """A word."""
    return exp.Literal(this=word, is_string=True)


def cast(node: Sql, kind: str) -> Sql:
    """A node as another type: `BIGINT`, `INT128`, `BOOLEAN`, `TEXT`."""
    return exp.Cast(this=own(node), to=exp.DataType(this=exp.DataType.Type[kind]))


def null(kind: str) -> Sql:
    """The unknown value of a type."""
    return cast(exp.Null(), kind)


def joined(kind: type[Any], parts: Sequence[Sql]) -> Sql:
    """Parts one after the other under one sign."""
    if len(parts) > _BROAD:
        half = len(parts) // 2
        return joined(kind, [exp.Paren(this=joined(kind, parts[:half])), exp.Paren(this=joined(kind, parts[half:]))])
    found = inner(parts[0]) if len(parts) > 1 else own(parts[0])
    for part in parts[1:]:
        found = kind(this=found, expression=inner(part))
    return found


def binary(kind: type[Any], left: Sql, right: Sql) -> Sql:
    """Two nodes under a sign."""
    found: Sql = kind(this=inner(left), expression=inner(right))
    return found


def both(conds: Iterable[Cond]) -> Cond:
    """All of the conditions are given."""
    parts = list(conds)
    if any(part is False for part in parts):
        return False
    told = _distinct(part for part in parts if not isinstance(part, bool))
    return joined(exp.And, told) if told else True


def either(conds: Iterable[Cond]) -> Cond:
    """One of the conditions is given."""
    parts = list(conds)
    if any(part is True for part in parts):
        return True
    told = _distinct(part for part in parts if not isinstance(part, bool))
    return joined(exp.Or, told) if told else False


def opposite(cond: Cond) -> Cond:
    """A condition that is known, turned round; of an unknown it is unknown."""
    return not cond if isinstance(cond, bool) else turned(cond)


def turned(node: Sql) -> Sql:
    """The opposite of a truth; twice turned is as it was."""
    plain = node.this if isinstance(node, exp.Paren) else node
    if isinstance(plain, exp.Not):
        return own(plain.this)
    return exp.Not(this=inner(node))


def not_given(cond: Cond) -> Cond:
    """That a condition is not given: unknown counts as not given."""
    return not cond if isinstance(cond, bool) else exp.Not(this=exp.Coalesce(this=own(cond), expressions=[exp.false()]))


def is_null(node: Sql) -> Sql:
    """That a value is unknown."""
    return exp.Is(this=inner(node), expression=exp.Null())


def is_told(node: Sql) -> Sql:
    """That a value is known."""
    return exp.Not(this=is_null(node))


def case(whens: Iterable[tuple[Cond, Sql]], otherwise: Sql | None = None) -> Sql:
    """The value behind the first condition that is given; null where none is and nothing is said for that."""
    ifs: list[Sql] = []
    for cond, value in whens:
        if cond is True:
            otherwise = value
            break
        if not isinstance(cond, bool):
            ifs.append(exp.If(this=own(cond), true=own(value)))
    if not ifs:
        return exp.Null() if otherwise is None else own(otherwise)
    return exp.Case(ifs=ifs, default=None if otherwise is None else own(otherwise))


def truth_sql(cond: bool | None) -> Sql:
    """A constant truth."""
    return null("BOOLEAN") if cond is None else exp.true() if cond else exp.false()


def _distinct(parts: Iterable[Sql]) -> list[Sql]:
    return list(dict.fromkeys(parts))
