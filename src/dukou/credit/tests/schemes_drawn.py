"""Small random schemes and records for property tests, within what the checks of packs let through."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from dukou.credit.core.kinds import Channel, Cycle, Level, RecordKind, Severity, Standing
from dukou.credit.core.schemes import Clause, Fixed, GradeRule, Held, Item, Match, Scheme
from dukou.kit.core.labels import same
from dukou.rules.core.answers import Answer

DAY = date(2024, 7, 8)
BOOK = "young"
BAD, GOOD = ("wet", "short", "sand"), "prize"
_KINDS = {"wet": RecordKind.FINDING, "short": RecordKind.PENALTY, "sand": RecordKind.PENALTY, GOOD: RecordKind.HONOUR}
_MONTHS = st.sampled_from([None, 1, 2])


def _clause(key: str, match: Match | None, months: int | None = None) -> Clause:
    return Clause(key, same(key), match, "" if match else BOOK, months if match else None)


@st.composite
def _matches(draw: st.DrawFn) -> Match:
    """What is said against a firm: some sorts, or all penalties."""
    if draw(st.integers(0, 3)) == 0:
        return Match(kinds=(RecordKind.PENALTY,))
    return Match(sorts=tuple(draw(st.lists(st.sampled_from(BAD), min_size=1, max_size=2, unique=True))))


@st.composite
def _items(draw: st.DrawFn) -> tuple[Item, ...]:
    found: list[Item] = []
    for number in range(draw(st.integers(1, 3))):
        clause = _clause(f"item-{number}", draw(_matches()), draw(_MONTHS))
        found.append(Item(clause, -draw(st.integers(1, 9)), draw(st.sampled_from([None, 5, 12]))))
    if draw(st.booleans()):
        found.append(Item(_clause("good", Match(sorts=(GOOD,)), draw(_MONTHS)), draw(st.integers(1, 6)), draw(st.sampled_from([None, 6]))))
    if draw(st.integers(0, 3)) == 0:
        found.append(Item(_clause("of-book", None), draw(st.sampled_from([-5, 4]))))
    return tuple(found)


@st.composite
def _direct(draw: st.DrawFn, grades: tuple[GradeRule, ...]) -> tuple[Fixed, ...]:
    """By records against a firm the worst grade, by a good one the best, by a rule book any."""
    each = st.one_of(
        st.builds(lambda match, months: (match, months, grades[-1].key), _matches(), _MONTHS),
        st.builds(lambda months: (Match(sorts=(GOOD,)), months, grades[0].key), _MONTHS),
        st.builds(lambda grade: (None, None, grade.key), st.sampled_from(grades)),
    )
    told = draw(st.lists(each, max_size=2))
    return tuple(Fixed(_clause(f"direct-{number}", match, months), grade) for number, (match, months, grade) in enumerate(told))


@st.composite
def _bounds(draw: st.DrawFn, grades: tuple[GradeRule, ...]) -> tuple[Fixed, ...]:
    each = st.tuples(st.one_of(_matches(), _matches(), st.none()), _MONTHS, st.sampled_from(grades[1:]))
    told = draw(st.lists(each, max_size=2))
    return tuple(Fixed(_clause(f"bound-{number}", match, months), grade.key) for number, (match, months, grade) in enumerate(told))


@st.composite
def schemes(draw: st.DrawFn) -> Scheme:
    """From nought to twenty points, three to five grades, of which one between may not be given by points."""
    starts: list[int | None] = [*sorted(draw(st.sets(st.integers(1, 20), min_size=2, max_size=3)), reverse=True), 0]
    if draw(st.booleans()):
        starts.insert(draw(st.integers(0, len(starts) - 1)), None)
    grades = tuple(GradeRule(f"G{place}", same(f"G{place}"), start, Level.LOW, Channel.ORDINARY) for place, start in enumerate(starts))
    direct, bounds = draw(_direct(grades)), draw(_bounds(grades))
    since, standing = date(2020, 1, 1), Standing.EXAMPLE
    return Scheme(
        "salt", same("salt"), "salt-office", "1", since, None, standing, Cycle.MONTHLY, 1,
        draw(st.integers(10, 20)), 0, 20, draw(_items()), direct, bounds, grades,
    )  # fmt: skip


@st.composite
def records(draw: st.DrawFn, most: int = 4) -> list[Held]:
    """A few records of the last weeks, some of which lapse or can be repaired within the next ones."""
    found = []
    for number in range(1, draw(st.integers(0, most)) + 1):
        sort = draw(st.sampled_from([*BAD, *BAD, GOOD]))
        lapses, repairable = draw(st.sampled_from([None, None, 9, 40])), draw(st.sampled_from([None, -3, 0, 5, 20]))
        found.append(
            Held(
                number,
                "salt",
                sort,
                _KINDS[sort],
                None if sort == GOOD else Severity.GENERAL,
                DAY - timedelta(days=draw(st.integers(0, 40))),
                None if lapses is None else DAY + timedelta(days=lapses),
                None if repairable is None or sort == GOOD else DAY + timedelta(days=repairable),
            )
        )
    return found


answers = st.sampled_from([{}, {BOOK: Answer.YES}, {BOOK: Answer.NO}])
