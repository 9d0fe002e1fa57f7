"""The grade of one firm in one field on a day, with every point it rests on. Pure: the same records give the same grade for ever."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from dukou.credit.core.schemes import Clause, Fixed, Held, Scheme
from dukou.rules.core.answers import Answer

Says = Mapping[str, Answer]  # what each rule book that the scheme asks says of the firm; one that is not there is unknown


@dataclass(frozen=True, slots=True)
class Reason:
    """One clause that spoke: its points (nought of a direct grade or a bound), the records behind it, and the grade that it gives."""

    clause: str
    points: int
    records: tuple[int, ...] = ()
    grade: str = ""

    @property
    def plain(self) -> dict[str, Any]:
        """As it is stored."""
        return {"clause": self.clause, "points": self.points, "records": list(self.records), "grade": self.grade}

    @classmethod
    def read(cls, plain: Mapping[str, Any]) -> Self:
        """The reason that was stored."""
        return cls(plain["clause"], plain["points"], tuple(plain["records"]), plain["grade"])


@dataclass(frozen=True, slots=True)
class Graded:
    """What came out. `by_points`: the grade that the points alone give; `unknown`: rule books of which nobody can say yes or no."""

    points: int
    grade: str
    by_points: str
    reasons: tuple[Reason, ...]
    unknown: tuple[str, ...] = ()

    @property
    def is_direct(self) -> bool:
        """Whether a direct grade or a bound decided it."""
        return self.grade != self.by_points


def graded(scheme: Scheme, held: Sequence[Held], says: Says, as_of: date) -> Graded:
    """Points, then bounds, then direct grades: of several bounds the strictest, of several direct grades the one named first.

    A rule book that cannot be answered counts nowhere, and is told. `held`: the records in use on the day, in any order.
    """
    items = _items(scheme, held, says, as_of)
    points = min(scheme.most, max(scheme.least, scheme.base + sum(reason.points for reason in items)))
    by_points = grade = scheme.grade_at(points)
    bounds = [_fixed(scheme, each, held, as_of) for each in scheme.bounds if _speaks(scheme, each.clause, held, says, as_of)]
    direct = [_fixed(scheme, each, held, as_of) for each in scheme.direct if _speaks(scheme, each.clause, held, says, as_of)]
    if bounds:
        grade = max((grade, *(each.grade for each in bounds)), key=lambda key: scheme.places[key])
    if direct:
        grade = direct[0].grade
    unknown = tuple(book for book in scheme.books if says.get(book, Answer.UNKNOWN) is Answer.UNKNOWN)
    return Graded(points, grade, by_points, (*items, *bounds, *direct[:1]), unknown)


def placed(scheme: Scheme, held: Iterable[Held], as_of: date) -> dict[int, list[Held]]:
    """The records that count in each item, by its number: each record in the first that fits it, in the order of their days."""
    found: dict[int, list[Held]] = {}
    for each in sorted(held, key=lambda one: (one.decided_on, one.id)):
        for number, item in enumerate(scheme.items):
            if item.clause.on is not None and item.clause.on.fits(each, scheme.field):
                if item.clause.counts(each, scheme.field, as_of):
                    found.setdefault(number, []).append(each)
                break
    return found


def _items(scheme: Scheme, held: Sequence[Held], says: Says, as_of: date) -> list[Reason]:
    there, found = placed(scheme, held, as_of), []
    for number, item in enumerate(scheme.items):
        if item.clause.book:
            if says.get(item.clause.book) is Answer.YES:
                found.append(Reason(item.clause.key, item.total(1)))
        elif number in there:
            found.append(Reason(item.clause.key, item.total(len(there[number])), tuple(each.id for each in there[number])))
    return found


def _speaks(scheme: Scheme, clause: Clause, held: Iterable[Held], says: Says, as_of: date) -> bool:
    if clause.book:
        return says.get(clause.book) is Answer.YES
    return any(clause.counts(each, scheme.field, as_of) for each in held)


def _fixed(scheme: Scheme, fixed: Fixed, held: Iterable[Held], as_of: date) -> Reason:
    records = tuple(sorted(each.id for each in held if fixed.clause.counts(each, scheme.field, as_of)))
    return Reason(fixed.clause.key, 0, records, fixed.grade)
