"""Schemes: how one field turns the records of a firm into points and a grade, in one dated version. All of it is data of a pack.

Points are whole numbers. A record counts in the first item that fits it; direct grades and bounds look at all records.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from dukou.credit.core.kinds import Channel, Cycle, Level, RecordKind, Severity, Standing
from dukou.credit.core.months import months_after
from dukou.kit.core.labels import Label


@dataclass(frozen=True, slots=True)
class Held:
    """A record as it is in use on a day: what a scheme asks about it.

    `field`, `sort`: the slugs of the field and of the sort that the field tells apart. `lapses_on`: the first day on which it is shown and
    used no more though nobody repairs it. `repairable_on`: the first day on which it can be repaired; both None where there is none.
    `is_duty_done`: whether what the paper imposed has been done.
    """

    id: int
    field: str
    sort: str
    kind: RecordKind
    severity: Severity | None
    decided_on: date
    lapses_on: date | None = None
    repairable_on: date | None = None
    is_duty_done: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """Which records are meant: each list that is not empty has to name the record's. `anywhere`: of all fields, not of the own."""

    sorts: tuple[str, ...] = ()
    kinds: tuple[RecordKind, ...] = ()
    severities: tuple[Severity, ...] = ()
    anywhere: bool = False

    def fits(self, held: Held, field: str) -> bool:
        """Whether the record is meant by a scheme of `field`."""
        return (
            (self.anywhere or held.field == field)
            and (not self.sorts or held.sort in self.sorts)
            and (not self.kinds or held.kind in self.kinds)
            and (not self.severities or held.severity in self.severities)
        )


@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence of a scheme: about records (`on`, for `months` after their day; None: as long as they are in use) or a rule book."""

    key: str
    text: Label
    on: Match | None = None
    book: str = ""
    months: int | None = None
    paper: str = ""
    is_unverified: bool = False

    def counts(self, held: Held, field: str, as_of: date) -> bool:
        """Whether the record counts here on the day."""
        return self.on is not None and self.on.fits(held, field) and held.decided_on <= as_of and not self.is_over(held, as_of)

    def is_over(self, held: Held, as_of: date) -> bool:
        """Whether its time in this clause is over by the day."""
        return self.months is not None and as_of >= months_after(held.decided_on, self.months)

    def ends_on(self, held: Held) -> date | None:
        """The first day on which the record counts here no more though nobody repairs it; None: never."""
        ends = [held.lapses_on] if held.lapses_on else []
        if self.months is not None:
            ends.append(months_after(held.decided_on, self.months))
        return min(ends, default=None)


@dataclass(frozen=True, slots=True)
class Item:
    """Points for each record that counts, or once where a rule book says yes; together at most `most` (a size, without sign)."""

    clause: Clause
    points: int
    most: int | None = None

    def total(self, count: int) -> int:
        """The points of so many records."""
        whole = self.points * count
        return whole if self.most is None else max(-self.most, min(self.most, whole))


@dataclass(frozen=True, slots=True)
class Fixed:
    """A direct grade, or a bound: no better than this grade."""

    clause: Clause
    grade: str


@dataclass(frozen=True, slots=True)
class GradeRule:
    """One grade: from how many points it is given (None: only directly), its level of risk, and what follows.

    `least`, `most`: the share of firms that is checked, in hundredths of a percent, None where the default policy holds; `visits`: the
    yearly number of visits that a firm must bear, None as needed; `has_checks`: whether the field says its own.
    """

    key: str
    name: Label
    start: int | None
    level: Level
    channel: Channel
    least: int | None = None
    most: int | None = None
    visits: int | None = None
    has_checks: bool = False
    deposit: Label | None = None
    attention: Label | None = None


@dataclass(frozen=True)
class Scheme:
    """One version of a field's scheme. `grades`: from the best to the worst; `industries`: what codes of firms begin with, empty: all."""

    field: str
    name: Label
    unit: str
    version: str
    since: date
    until: date | None
    standing: Standing
    cycle: Cycle
    valid_months: int
    base: int
    least: int
    most: int
    items: tuple[Item, ...]
    direct: tuple[Fixed, ...]
    bounds: tuple[Fixed, ...]
    grades: tuple[GradeRule, ...]
    industries: tuple[str, ...] = ()
    is_composite: bool = False

    @cached_property
    def by_key(self) -> Mapping[str, GradeRule]:
        """Grades by their key."""
        return {grade.key: grade for grade in self.grades}

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The place of each grade, from the best."""
        return {grade.key: place for place, grade in enumerate(self.grades)}

    @cached_property
    def books(self) -> tuple[str, ...]:
        """The rule books that it asks, each once."""
        clauses = [*(item.clause for item in self.items), *(each.clause for each in (*self.direct, *self.bounds))]
        return tuple(dict.fromkeys(clause.book for clause in clauses if clause.book))

    def grade_at(self, points: int) -> str:
        """The grade for so many points: of those given by points the best whose beginning is reached."""
        return next(grade.key for grade in self.grades if grade.start is not None and points >= grade.start)

    @property
    def clean(self) -> str:
        """The grade of a firm of which nothing is recorded."""
        return self.grade_at(min(self.most, max(self.least, self.base)))

    def covers(self, industry: str) -> bool:
        """Whether firms of this industry are supervised here; of a firm without a code only where everybody is."""
        return not self.industries or (bool(industry) and industry.startswith(self.industries))

    def is_in_force(self, on: date) -> bool:
        """Whether the version holds on a day."""
        return self.since <= on and (self.until is None or on <= self.until)


def in_force(schemes: Iterable[Scheme], on: date) -> Scheme | None:
    """Of the versions of one field the one for the day: of those in force, the one that began last."""
    return max((each for each in schemes if each.is_in_force(on)), key=lambda each: each.since, default=None)


def schemes_of(field: str, plain: Mapping[str, Any]) -> tuple[Scheme, ...]:
    """Every version that the stored plain values of a field's file tell."""
    return tuple(_scheme(field, plain, version) for version in plain["versions"])


def _scheme(field: str, plain: Mapping[str, Any], told: Mapping[str, Any]) -> Scheme:
    points, is_composite = told["points"], bool(plain.get("composite"))
    return Scheme(
        field=field,
        name=Label.read(plain["name"]),
        unit=plain["department"],
        version=told["version"],
        since=_day(told["from"]),
        until=_day(told["until"]) if told.get("until") else None,
        standing=Standing.of(told["standing"]),
        cycle=Cycle.of(told["cycle"]),
        valid_months=told["valid"],
        base=points["base"],
        least=points["least"],
        most=points["most"],
        items=tuple(Item(_clause(each, is_composite), each["points"], each.get("most")) for each in told.get("items", ())),
        direct=_fixed(told.get("direct", ()), is_composite),
        bounds=_fixed(told.get("bounds", ()), is_composite),
        grades=tuple(_grade(each) for each in told["grades"]),
        industries=tuple((plain.get("covers") or {}).get("industries", ())),
        is_composite=is_composite,
    )


def _fixed(plain: Sequence[Mapping[str, Any]], is_composite: bool) -> tuple[Fixed, ...]:
    return tuple(Fixed(_clause(each, is_composite), each["grade"]) for each in plain)


def _clause(plain: Mapping[str, Any], is_composite: bool) -> Clause:
    on = plain.get("on")
    match = on and Match(
        tuple(on.get("sorts", ())),
        tuple(RecordKind.of(each) for each in on.get("kinds", ())),
        tuple(Severity.of(each) for each in on.get("severities", ())),
        is_composite,
    )
    return Clause(
        key=plain["key"],
        text=Label.read(plain["text"]),
        on=match or None,
        book=plain.get("book") or "",
        months=plain.get("months"),
        paper=plain.get("clause") or "",
        is_unverified=bool(plain.get("unverified")),
    )


def _grade(plain: Mapping[str, Any]) -> GradeRule:
    checks = plain.get("checks")
    return GradeRule(
        key=plain["key"],
        name=Label.read(plain["name"]),
        start=plain.get("from"),
        level=Level.of(plain["level"]),
        channel=Channel.of(plain.get("channel") or Channel.ORDINARY.value),
        least=checks and checks["least"] * 100,
        most=checks and checks["most"] * 100,
        visits=checks and checks.get("visits"),
        has_checks=bool(checks),
        deposit=Label.read(plain["deposit"]) if plain.get("deposit") else None,
        attention=Label.read(plain["attention"]) if plain.get("attention") else None,
    )


def _day(told: Any) -> date:
    return told if isinstance(told, date) else date.fromisoformat(told)
