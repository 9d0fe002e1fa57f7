"""A truth in SQL: yes, no or unknown. Kept so that each side can be asked by itself, for that is often cheaper than the whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlglot import exp

from dukou.rules.compile import sql
from dukou.rules.compile.sql import Cond, Sql


@dataclass(frozen=True, slots=True, eq=False)
class Truth:
    """`yes`, `no`: conditions that it surely holds, or surely does not; never both. `told`: the same in one value, where there is one.

    `gap`: that it is unknown, where that is told by less than the whole.
    """

    yes: Cond
    no: Cond
    told: Sql | None = None
    gap: Sql | None = None

    @property
    def constant(self) -> bool | None:
        """What it is whatever the facts are; None where that is open or unknown."""
        return True if self.yes is True else False if self.no is True else None

    @property
    def is_constant(self) -> bool:
        """Whether no fact can change it."""
        return isinstance(self.yes, bool) and isinstance(self.no, bool)

    def sql(self) -> Sql:
        """Yes, no or null."""
        if self.told is not None:
            return sql.own(self.told)
        if self.is_constant:
            return sql.truth_sql(self.constant)
        if self.no is False:
            return sql.case([(self.yes, exp.true())], sql.null("BOOLEAN"))
        return sql.case([(self.yes, exp.true()), (self.no, exp.false())])

    def maybe(self) -> Cond:
        """That it holds or may hold."""
        if self.told is not None:
            return exp.Coalesce(this=sql.own(self.told), expressions=[exp.true()])
        return sql.not_given(self.no)

    def open(self) -> Cond:
        """That it is unknown."""
        if self.gap is not None:
            return self.gap
        if self.told is not None:
            return sql.is_null(self.told)
        return sql.both((sql.not_given(self.yes), sql.not_given(self.no)))

    def known(self) -> Cond:
        """That it is known."""
        if self.gap is not None:
            return sql.turned(self.gap)
        return sql.is_told(self.told) if self.told is not None else sql.either((self.yes, self.no))


YES, NO, UNKNOWN = Truth(True, False), Truth(False, True), Truth(False, False)


def plain(node: Sql, gap: Cond = False) -> Truth:
    """A truth that stands in one node: a column of yes and no, a comparison of what is known or null. `gap`: when it is null."""
    return Truth(node, sql.opposite(node), node, None if isinstance(gap, bool) else gap)


def negated(truth: Truth) -> Truth:
    """The opposite."""
    if truth.told is None:
        return Truth(truth.no, truth.yes, None, truth.gap)
    return Truth(truth.no, truth.yes, sql.turned(truth.told), truth.gap)


def every(truths: Iterable[Truth]) -> Truth:
    """No as soon as one is no; yes when all are yes."""
    parts = [truth for truth in truths if truth.yes is not True]
    if any(part.no is True for part in parts):
        return NO
    if len(parts) < 2:
        return parts[0] if parts else YES
    told = sql.joined(exp.And, [part.sql() for part in parts]) if _are_told(parts) else None
    return Truth(sql.both(part.yes for part in parts), sql.either(part.no for part in parts), told)


def some(truths: Iterable[Truth]) -> Truth:
    """Yes as soon as one is yes; no when all are no."""
    parts = [truth for truth in truths if truth.no is not True]
    if any(part.yes is True for part in parts):
        return YES
    if len(parts) < 2:
        return parts[0] if parts else NO
    told = sql.joined(exp.Or, [part.sql() for part in parts]) if _are_told(parts) else None
    return Truth(sql.either(part.yes for part in parts), sql.both(part.no for part in parts), told)


def at_least(count: int, truths: Iterable[Truth]) -> Truth:
    """Yes when so many are yes; no when even with every unknown they would be too few."""
    parts = list(truths)
    if count <= 0:
        return YES
    if count > len(parts):
        return NO
    if count in (1, len(parts)):
        return some(parts) if count == 1 else every(parts)
    yes = sql.joined(exp.Add, [sql.case([(part.yes, sql.whole(1))], sql.whole(0)) for part in parts])
    can_be = sql.joined(exp.Add, [sql.case([(part.no, sql.whole(0))], sql.whole(1)) for part in parts])
    return Truth(sql.binary(exp.GTE, yes, sql.whole(count)), sql.binary(exp.LT, can_be, sql.whole(count)))


def _are_told(parts: list[Truth]) -> bool:
    """Whether each stands in one node or is unknown for good. If not, each side is asked apart: an engine stops where one decides."""
    return all(part.told is not None or part.is_constant for part in parts)
