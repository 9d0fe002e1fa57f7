"""Layers of a SELECT: what is reckoned once and named is a column of a layer; a layer reads only the one beneath it: nothing is done twice.

The lowest layer is the table of facts. What hangs on a word or two only (an industry's class by its code) is reckoned once for each word
that occurs, not for each subject, and joined to the facts: a lookup. Equal forms are kept once, also those of several books.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlglot import exp

from dukou.rules.compile import sql
from dukou.rules.compile.columns import FACTS, KEY
from dukou.rules.compile.sql import Cond, Sql

_LEAVES = (exp.Column, exp.Literal, exp.Boolean, exp.Null)
_HEAVY = 24  # nodes of a form from which on a lookup pays
_MOST_WORDS = 2
Group = tuple[str, ...]  # the columns of words that a lookup is of; empty for the main layers
_MAIN: Group = ()
_OUTSIDE = 1_000_000  # the height of those who read the last layer


@dataclass(frozen=True, slots=True, eq=False)
class _Kept:
    """A column that is kept: its form, the columns of facts behind it, its group and the height of its layer there."""

    node: Sql
    behind: frozenset[str]
    group: Group
    height: int


@dataclass(slots=True)
class Layers:
    """`words`: the columns of facts that hold words. Columns of facts lie at height nought, as do in the main layers those of lookups."""

    words: set[str] = field(default_factory=set)
    names: dict[Sql, str] = field(default_factory=dict)
    kept: dict[str, _Kept] = field(default_factory=dict)

    def keep(self, node: Sql) -> Sql:
        """The node as a column that others can name; a leaf stays what it is."""
        if isinstance(node, _LEAVES) or (isinstance(node, exp.Cast) and isinstance(node.this, _LEAVES)):
            return node
        if node not in self.names:
            name = f"c{len(self.names) + 1}"
            self.kept[name] = self._placed(node)
            self.names[self.kept[name].node] = name
        return sql.column(self.names[node])

    def _placed(self, node: Sql) -> _Kept:
        reads = _columns(node)
        behind = frozenset(one for name in reads for one in (self.kept[name].behind if name in self.kept else [name]))
        group = self._group(node, reads, behind)
        return _Kept(sql.own(node), behind, group, 1 + max((self._height(name, group) for name in reads), default=0))

    def _group(self, node: Sql, reads: Iterable[str], behind: frozenset[str]) -> Group:
        """Where a form is reckoned: in a lookup where it hangs on words only and either is heavy or goes on from what stands there."""
        group = tuple(sorted(behind))
        others = {self.kept[name].group for name in reads if name in self.kept}
        if not behind or len(behind) > _MOST_WORDS or not behind <= self.words or others - {group}:
            return _MAIN
        return group if others or sum(1 for _ in node.walk()) >= _HEAVY else _MAIN

    def _height(self, name: str, group: Group) -> int:
        return self.kept[name].height if name in self.kept and self.kept[name].group == group else 0

    def select(self, outputs: Mapping[str, Sql], where: Cond = True) -> exp.Select:
        """One SELECT over the facts: `key`, then the outputs under their names, of those subjects for whom `where` is given."""
        last = self._needed([*outputs.values(), *([] if isinstance(where, bool) else [where])])
        groups = sorted({self.kept[name].group for (name, _) in last if name in self.kept} - {_MAIN})
        ctes = [cte for at, group in enumerate(groups) for cte in self._lookup(f"w{at}", group, last)]
        ctes += self._joined(groups, last) if groups else []
        chain = self._chain("s", "s0" if groups else FACTS, [KEY], _MAIN, last)
        made = exp.Select(expressions=[sql.column(KEY), *(exp.alias_(sql.own(node), name) for name, node in outputs.items())])
        made.set("from_", _from(_last_of(ctes + chain)))
        if where is not True:
            made.set("where", exp.Where(this=exp.false() if where is False else sql.own(where)))
        if ctes + chain:
            made.set("with_", exp.With(expressions=ctes + chain))
        return made

    def _needed(self, wanted: Sequence[Sql]) -> dict[tuple[str, Group], int]:
        """Each column that is wanted, by whatever way, with the group in which it is read, and the highest layer there that reads it."""
        last: dict[tuple[str, Group], int] = {}
        done: set[str] = set()
        open_ = [(name, _MAIN, _OUTSIDE) for node in wanted for name in _columns(node)]
        while open_:
            name, group, reader = open_.pop()
            last[(name, group)] = max(last.get((name, group), 0), reader)
            if name in self.kept and name not in done:
                done.add(name)
                kept = self.kept[name]
                open_ += [(each, kept.group, kept.height) for each in _columns(kept.node)]
        return last

    def _chain(self, prefix: str, source: str, always: Sequence[str], group: Group, last: Mapping[tuple[str, Group], int]) -> list[exp.CTE]:
        """The layers of a group, one upon the other."""
        here = {name: reader for (name, where), reader in last.items() if where == group}
        read_above = {name for (name, where) in last if where != group}
        made = sorted((name for name in {*here, *read_above} if name in self.kept and self.kept[name].group == group), key=_order)
        found: list[exp.CTE] = []
        for height in range(1, 1 + max((self.kept[name].height for name in made), default=0)):
            ends = {name: _OUTSIDE if name in read_above else here.get(name, 0) for name in {*here, *made}}
            carried = sorted((name for name, end in ends.items() if self._height(name, group) < height < end), key=_order)
            new = [exp.alias_(sql.own(self.kept[name].node), name) for name in made if self.kept[name].height == height]
            select = exp.Select(expressions=[*map(sql.column, dict.fromkeys([*always, *carried])), *new])
            select.set("from_", _from(found[-1].alias if found else source))
            found.append(_cte(f"{prefix}{height}", select))
        return found

    def _lookup(self, name: str, group: Group, last: Mapping[tuple[str, Group], int]) -> list[exp.CTE]:
        """Each combination of words that occurs, with what hangs on it."""
        select = exp.Select(expressions=[sql.column(each) for each in group], distinct=exp.Distinct())
        select.set("from_", _from(FACTS))
        first = _cte(f"{name}_0", select)
        return [first, *self._chain(f"{name}_", first.alias, group, group, last)]

    def _joined(self, groups: Sequence[Group], last: Mapping[tuple[str, Group], int]) -> list[exp.CTE]:
        """The facts with what was looked up beside them. A null is matched by its own mark, for nulls are not equal."""
        found: list[exp.CTE] = []
        wanted = sorted({name for (name, where) in last if where == _MAIN}, key=_order)
        facts = [name for name in wanted if name not in self.kept]
        expressions: list[Sql] = [_of("f", each) for each in [KEY, *facts]]
        select = exp.Select()
        joins = []
        for at, group in enumerate(groups):
            marked = [
                mark
                for each in group
                for mark in (exp.alias_(_text(sql.column(each)), f"{each}_w"), exp.alias_(_is_gap(each), f"{each}_n"))
            ]
            looked_up = [name for name in wanted if name in self.kept and self.kept[name].group == group]
            top = max(self.kept[name].height for name in self.kept if self.kept[name].group == group and self._is_needed(name, last))
            words = exp.Select(expressions=[*marked, *map(sql.column, looked_up)])
            words.set("from_", _from(f"w{at}_{top}"))
            found.append(_cte(f"w{at}", words, is_laid_down=True))
            expressions += [_of(f"w{at}", each) for each in looked_up]
            joins.append(exp.Join(this=exp.to_table(f"w{at}"), on=_meets(f"w{at}", group)))
        select.set("expressions", expressions)
        select.set("from_", exp.From(this=exp.Table(this=exp.to_identifier(FACTS), alias=exp.TableAlias(this=exp.to_identifier("f")))))
        select.set("joins", joins)
        return [*found, _cte("s0", select)]

    def _is_needed(self, name: str, last: Mapping[tuple[str, Group], int]) -> bool:
        return (name, _MAIN) in last or (name, self.kept[name].group) in last


def _meets(lookup: str, group: Group) -> Sql:
    parts: list[Sql] = []
    for each in group:
        parts.append(exp.EQ(this=_text(_of("f", each)), expression=_of(lookup, f"{each}_w")))
        parts.append(exp.EQ(this=exp.Paren(this=exp.Is(this=_of("f", each), expression=exp.Null())), expression=_of(lookup, f"{each}_n")))
    return sql.joined(exp.And, parts)


def _text(node: Sql) -> Sql:
    return exp.Coalesce(this=node, expressions=[sql.text("")])


def _is_gap(name: str) -> Sql:
    return exp.Is(this=sql.column(name), expression=exp.Null())


def _of(table: str, name: str) -> Sql:
    return exp.Column(this=exp.to_identifier(name), table=exp.to_identifier(table))


def _from(name: str) -> exp.From:
    return exp.From(this=exp.to_table(name))


def _cte(name: str, select: exp.Select, *, is_laid_down: bool = False) -> exp.CTE:
    """`is_laid_down`: reckoned by itself. DuckDB else draws what stands beneath a join up into one form, of a size beyond measure."""
    return exp.CTE(this=select, alias=exp.TableAlias(this=exp.to_identifier(name)), materialized=is_laid_down or None)


def _last_of(ctes: Sequence[exp.CTE]) -> str:
    return ctes[-1].alias if ctes else FACTS


def _columns(node: Sql) -> list[str]:
    return list(dict.fromkeys(each.name for each in node.find_all(exp.Column)))


def _order(name: str) -> tuple[int, str]:
    return (int(name[1:]), "") if name[:1] == "c" and name[1:].isdigit() else (0, name)
