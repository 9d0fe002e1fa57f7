"""A scheme as one portable SQL text over a table of records, for trials over a whole register. It says what `grading.graded` says.

The table `held` has a row for each record in use (`firm`, `field`, `sort`, `kind`, `severity`, `decided_on` as a text) and one for each
firm of which a rule book says yes (`firm`, `book`). The text is the same on DuckDB, SQLite and PostgreSQL: whole numbers, CASE instead
of GREATEST, days compared as texts. Its answer has a row for each firm with anything in the table: `firm`, `points`, `grade`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from dukou.credit.core.kinds import RecordKind, Severity
from dukou.credit.core.months import months_after
from dukou.credit.core.schemes import Clause, Item, Match, Scheme

COLUMNS = ("firm", "field", "sort", "kind", "severity", "decided_on", "book")


def grading_sql(scheme: Scheme, on: date) -> str:
    """The text for a scheme and a day. Keys of the pack are slugs, so nothing in it can be taken for SQL."""
    fixed = [*scheme.bounds, *scheme.direct]
    flags = [f", case when {_test(scheme, each.clause, on)} then 1 else 0 end as g{number}" for number, each in enumerate(fixed)]
    counts = [f"sum(case when item = {number} and counts = 1 then 1 else 0 end) as n{number}" for number in range(len(scheme.items))]
    told = ", ".join(["firm", *counts, *(f"max(g{number}) as f{number}" for number in range(len(fixed)))])
    return f"""
select firm, points, case place {_places(scheme)} end as grade from (
  select firm, points, {_place(scheme)} as place from (
    select *, case {_by_points(scheme)} end as by_points from (
      select *, case when raw < {scheme.least} then {scheme.least} when raw > {scheme.most} then {scheme.most} else raw end as points from (
        select *, {_raw(scheme)} as raw from (
          select {told} from (
            select firm, {_item(scheme)} as item, {_counts(scheme, on)} as counts{"".join(flags)} from held
          ) as placed group by firm
        ) as counted
      ) as summed
    ) as bounded
  ) as graded
) as said
""".strip()


def _raw(scheme: Scheme) -> str:
    return " + ".join([str(scheme.base), *(_clamped(item, number) for number, item in enumerate(scheme.items))])


def _clamped(item: Item, number: int) -> str:
    """The points of an item: once for a rule book, for each record otherwise, within its cap."""
    whole = f"(case when n{number} > 0 then {item.points} else 0 end)" if item.clause.book else f"({item.points} * n{number})"
    if item.most is None:
        return whole
    return f"(case when {whole} > {item.most} then {item.most} when {whole} < {-item.most} then {-item.most} else {whole} end)"


def _item(scheme: Scheme) -> str:
    """The number of the first item that fits a record, whether its time is over or not."""
    cases = [f"when {_fits(scheme, item.clause)} then {number}" for number, item in enumerate(scheme.items)]
    return f"case {' '.join(cases)} else -1 end" if cases else "-1"


def _counts(scheme: Scheme, on: date) -> str:
    """Whether the record counts in that item on the day."""
    cases = [f"when {_fits(scheme, item.clause)} then case when {_in_time(item.clause, on)} then 1 else 0 end" for item in scheme.items]
    return f"case {' '.join(cases)} else 0 end" if cases else "0"


def _test(scheme: Scheme, clause: Clause, on: date) -> str:
    return f"({_fits(scheme, clause)}) and {_in_time(clause, on)}"


def _fits(scheme: Scheme, clause: Clause) -> str:
    if clause.on is None:
        return f"book = '{clause.book}'"
    return " and ".join(["book = ''", *_matches(clause.on, scheme.field)])


def _matches(match: Match, field: str) -> Iterator[str]:
    if not match.anywhere:
        yield f"field = '{field}'"
    words: tuple[tuple[str, Sequence[str]], ...] = (
        ("sort", match.sorts),
        ("kind", [RecordKind.of(kind).value for kind in match.kinds]),
        ("severity", [Severity.of(each).value for each in match.severities]),
    )
    for column, values in words:
        if values:
            yield f"{column} in ({', '.join(repr(str(value)) for value in values)})"


def _in_time(clause: Clause, on: date) -> str:
    """Decided by the day, and so late that its months are not over: later days end later, so there is a first such day."""
    if clause.on is None:
        return "1 = 1"
    upper = f"decided_on <= '{on}'"
    return upper if clause.months is None else f"{upper} and decided_on >= '{first_day(on, clause.months)}'"


def first_day(on: date, months: int) -> date:
    """The first day of a record that still counts on `on` where it counts for so many months."""
    day = months_after(on, -months) - timedelta(days=3)  # ends of short months: a few days decide, which are tried
    while months_after(day, months) <= on:
        day += timedelta(days=1)
    return day


def _by_points(scheme: Scheme) -> str:
    """The place of the grade by points, the best first."""
    starts = [(place, grade.start) for place, grade in enumerate(scheme.grades) if grade.start is not None]
    return " ".join(f"when points >= {start} then {place}" for place, start in starts)


def _place(scheme: Scheme) -> str:
    """The first direct grade, else the worst of points and bounds."""
    worst = "by_points"
    for number, bound in enumerate(scheme.bounds):
        place = scheme.places[bound.grade]
        worst = f"(case when f{number} = 1 and {worst} < {place} then {place} else {worst} end)"
    first = len(scheme.bounds)
    direct = [f"when f{first + number} = 1 then {scheme.places[each.grade]}" for number, each in enumerate(scheme.direct)]
    return f"case {' '.join(direct)} else {worst} end" if direct else worst


def _places(scheme: Scheme) -> str:
    return " ".join(f"when {place} then '{grade.key}'" for place, grade in enumerate(scheme.grades))
