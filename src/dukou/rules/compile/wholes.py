"""Whole numbers in SQL with the most that each can be, so that none passes unseen what an engine holds exactly.

Up to 63 bits they are BIGINT. Beyond that every operand is cast to 128 bits, and beyond 127 bits the book is refused. The casts also tell
the other dialects where numbers are wide (`dialects`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import gcd

from sqlglot import exp

from dukou.rules.compile import sql
from dukou.rules.compile.sql import Cond, Sql
from dukou.rules.core.expressions import ComparisonSign

NARROW, WIDE = 2**63 - 1, 2**127 - 1
_KINDS: dict[ComparisonSign, type[exp.Binary]] = {
    "<": exp.LT,
    "<=": exp.LTE,
    "=": exp.EQ,
    "!=": exp.NEQ,
    ">=": exp.GTE,
    ">": exp.GT,
}


class TooLarge(ArithmeticError):
    """A product or sum could pass 128 bits."""


@dataclass(frozen=True, slots=True, eq=False)
class Whole:
    """A whole number: a constant, or a node that is null where it is unknown. `most`: what it never passes, either way."""

    node: Sql | int
    most: int
    is_wide: bool = False

    @property
    def constant(self) -> int | None:
        """The number, where it is constant."""
        return self.node if isinstance(self.node, int) else None

    def sql(self) -> Sql:
        """As a node."""
        return sql.whole(self.node) if isinstance(self.node, int) else sql.own(self.node)

    def same_as(self, other: Whole) -> bool:
        """Whether both are one form."""
        return self.node == other.node


def const(number: int) -> Whole:
    """A constant."""
    if abs(number) > WIDE:
        raise TooLarge
    return Whole(number, abs(number), abs(number) > NARROW)


ONE, NOUGHT = const(1), const(0)


def times(left: Whole, right: Whole) -> Whole:
    """The product; nought times an unknown is unknown."""
    if left.constant is not None and right.constant is not None:
        return const(left.constant * right.constant)
    if left.constant is not None:
        left, right = right, left
    return left if right.constant == 1 else _made(exp.Mul, left, right, left.most * right.most)


def plus(left: Whole, right: Whole) -> Whole:
    """The sum."""
    if left.constant is not None and right.constant is not None:
        return const(left.constant + right.constant)
    if left.constant == 0 or right.constant == 0:
        return right if left.constant == 0 else left
    return _made(exp.Add, left, right, left.most + right.most)


def minus(left: Whole, right: Whole) -> Whole:
    """The difference."""
    if left.constant is not None and right.constant is not None:
        return const(left.constant - right.constant)
    return left if right.constant == 0 else _made(exp.Sub, left, right, left.most + right.most)


def absolute(number: Whole) -> Whole:
    """The number without its sign."""
    if number.constant is not None:
        return const(abs(number.constant))
    return Whole(exp.Abs(this=_operand(number, number.is_wide)), number.most, number.is_wide)


def compared(sign: ComparisonSign, left: Whole, right: Whole) -> bool | Sql:
    """Left beside right; null where one is unknown."""
    if left.constant is not None and right.constant is not None:
        return holds(sign, left.constant, right.constant)
    is_wide = left.is_wide or right.is_wide
    return sql.binary(_KINDS[sign], _operand(left, is_wide), _operand(right, is_wide))


def chosen(whens: Iterable[tuple[Cond, Whole]], otherwise: Whole | None = None) -> Whole:
    """The number behind the first condition that is given; unknown where none is and nothing is said for that."""
    told = list(whens)
    if not told and otherwise is not None:
        return otherwise
    every = [number for _, number in told] + ([otherwise] if otherwise else [])
    if otherwise is not None and every[0].constant is not None and all(each.constant == every[0].constant for each in every):
        return every[0]
    is_wide = any(each.is_wide for each in every)
    nodes = [_typed(number, is_wide) for number in every]
    missing = sql.null("INT128" if is_wide else "BIGINT")
    branches = [(cond, node) for (cond, _), node in zip(told, nodes, strict=False)]
    made = sql.case(branches, nodes[-1] if otherwise else missing if all(cond is False for cond, _ in told) else None)
    return Whole(made, max((each.most for each in every), default=0), is_wide)


def kept(number: Whole, keep: Callable[[Sql], Sql]) -> Whole:
    """The number as a column that is reckoned once."""
    return number if isinstance(number.node, int) else Whole(keep(number.node), number.most, number.is_wide)


def shortened(*numbers: int) -> tuple[int, ...]:
    """Constants without their common divisor."""
    divisor = gcd(*numbers)
    return tuple(number // divisor for number in numbers)


def holds(sign: ComparisonSign, left: int, right: int) -> bool:
    """Two constants compared."""
    order = (left > right) - (left < right)
    return {"<": order < 0, "<=": order <= 0, "=": order == 0, "!=": order != 0, ">=": order >= 0, ">": order > 0}[sign]


def _made(kind: type[exp.Binary], left: Whole, right: Whole, most: int) -> Whole:
    if most > WIDE:
        raise TooLarge
    is_wide = most > NARROW or left.is_wide or right.is_wide
    return Whole(sql.binary(kind, _operand(left, is_wide), _operand(right, is_wide)), most, is_wide)


def _operand(number: Whole, is_wide: bool) -> Sql:
    return sql.cast(number.sql(), "INT128") if is_wide else number.sql()


def _typed(number: Whole, is_wide: bool) -> Sql:
    """A branch of a CASE: constants are cast, so that a sum of such branches is reckoned in 64 bits, or in 128."""
    return number.sql() if number.constant is None and not is_wide else sql.cast(number.sql(), "INT128" if is_wide else "BIGINT")
