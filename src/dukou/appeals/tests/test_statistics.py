"""Four rates from plain rows, each with its base; what is not to be judged yet is in none; what is open counts in how long it takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.appeals.core.kinds import Ending, Outcome, Satisfaction, VerdictKind
from dukou.appeals.core.statistics import AppealRow, Summary, Timeliness, by_group, event_log, public_tables, summary, timeliness
from dukou.appeals.core.survival import Span, survival
from dukou.casework.core.satisfaction import Asked
from dukou.kit.core.rates import Rate

NOW = datetime(2026, 9, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)


def row(key: str = "1", unit: str = "甲", **more: object) -> AppealRow:
    return AppealRow(key, unit, "utilities", "ordinary", NOW - 100 * HOUR, **more)  # type: ignore[arg-type]


def replied(key: str, late: bool = False, **more: object) -> AppealRow:
    due = NOW - 20 * HOUR
    return row(key, "甲", due=due, replied_at=due if late else due - HOUR, **more)


def test_a_few_appeals_by_hand() -> None:
    rows = [
        replied("1", verdict=VerdictKind.SOLVED, asked=True, answer=Satisfaction.FAIRLY_SATISFIED),
        replied("2", late=True, verdict=VerdictKind.PARTLY, asked=True, answer=Satisfaction.DISSATISFIED, reopened=1),
        replied("3", verdict=VerdictKind.EXPLAINED, asked=True),
        row("4", due=NOW),  # late this very moment, and open
        row("5", due=NOW + HOUR, verdict=VerdictKind.ON_PLAN, contact_due=NOW, contacted_at=NOW - HOUR),
        row("6", contact_due=NOW - HOUR, contacted_at=NOW - HOUR),  # its reply's clock stands
        row("7", due=NOW - HOUR, ending=Ending.NOT_ACCEPTED, closed_at=NOW - 90 * HOUR),
    ]
    found = summary(rows, NOW)
    assert (found.filed, found.owed, found.contact_open, found.reply_open) == (7, 6, 4, 2)
    assert found.contact == {Timeliness.IN_TIME: 1, Timeliness.LATE: 1, Timeliness.NEVER: 0}
    assert found.reply == {Timeliness.IN_TIME: 2, Timeliness.LATE: 1, Timeliness.NEVER: 1}
    assert (found.response, found.on_time, found.solved, found.satisfied) == (Rate(1, 2), Rate(2, 4), Rate(1, 4), Rate(1, 2))
    assert found.asked == Asked(asked=3, answered=2, satisfied=1, reopened=1)
    assert found.endings[Ending.NOT_ACCEPTED] == 1


def test_a_better_answer_later_does_not_mend_the_first() -> None:
    solved, partly, poor, good = VerdictKind.SOLVED, VerdictKind.PARTLY, Satisfaction.DISSATISFIED, Satisfaction.SATISFIED
    rows = [
        row("1", asked=True, first_answer=good, answer=good, first_verdict=solved, verdict=solved),
        row("2", asked=True, first_answer=poor, answer=good, first_verdict=solved, verdict=solved, came_back=True, reopened=1),
        row("3", asked=True, first_answer=poor, answer=poor, first_verdict=solved, came_back=True, reopened=1),  # in hand again
        row("4", asked=True, first_verdict=partly, verdict=partly),  # silent
        row("5", verdict=VerdictKind.ON_PLAN),
    ]
    found = summary(rows, NOW)
    assert (found.satisfied, found.first_satisfied) == (Rate(2, 3), Rate(1, 3))
    assert (found.solved, found.solved_once) == (Rate(2, 5), Rate(1, 4))


def test_opening_again_mends_no_rate() -> None:
    """Nine solved, one explained: the firm of that one opens it again, and the district reads no 9/9 meanwhile."""
    done = [row(str(number), first_verdict=VerdictKind.SOLVED, verdict=VerdictKind.SOLVED) for number in range(9)]
    explained = row("9", first_verdict=VerdictKind.EXPLAINED, verdict=VerdictKind.EXPLAINED)
    opened = row("9", first_verdict=VerdictKind.EXPLAINED, came_back=True, reopened=1)
    before, after = summary([*done, explained], NOW), summary([*done, opened], NOW)
    assert before.solved == after.solved == Rate(9, 10)
    assert (before.outcomes[Outcome.EXPLAINED], after.outcomes[Outcome.EXPLAINED], after.outcomes[Outcome.AGAIN]) == (1, 0, 1)
    taken_back = replace(opened, ending=Ending.WITHDRAWN, closed_at=NOW)
    assert summary([*done, taken_back], NOW).solved == Rate(9, 9)  # the enterprise's own doing, counted among the endings


def test_the_verdicts_are_never_added_up_as_solved() -> None:
    """Chongqing 2019 as arithmetic only: 454 problems = 409 done, 4 sent up, 41 beyond policy and explained."""
    kinds = [VerdictKind.SOLVED] * 409 + [VerdictKind.ON_PLAN] * 4 + [VerdictKind.EXPLAINED] * 41
    found = summary([row(str(number), verdict=kind) for number, kind in enumerate(kinds)], NOW)
    assert found.outcomes == {Outcome.SOLVED: 409, Outcome.PARTLY: 0, Outcome.EXPLAINED: 41, Outcome.ON_PLAN: 4, Outcome.AGAIN: 0}
    assert sum(found.outcomes.values()) == 454
    assert (found.solved, found.solved.label.zh) == (Rate(409, 454), "409/454（90.1%）")


def test_a_case_that_ended_before_its_deadline_is_not_late() -> None:
    due = NOW - HOUR
    assert timeliness(due, None, due - HOUR) is None
    assert [timeliness(due, done, NOW) for done in (due - HOUR, due, None)] == [Timeliness.IN_TIME, Timeliness.LATE, Timeliness.NEVER]
    assert timeliness(None, due, NOW) is None


moments = st.none() | st.integers(-100, 50).map(lambda hours: NOW + hours * HOUR)
past = st.none() | st.integers(-100, 0).map(lambda hours: NOW + hours * HOUR)
rows = st.lists(
    st.builds(
        AppealRow,
        st.uuids().map(str),
        st.sampled_from("甲乙丙"),
        st.sampled_from(["utilities", "staffing"]),
        st.just("ordinary"),
        st.just(NOW - 100 * HOUR),
        moments,
        past,
        moments,
        past,
        st.none(),
        st.none() | st.sampled_from(Ending),
        st.none() | st.sampled_from(VerdictKind),
        st.floats(0, 100),
        st.booleans(),
        st.none() | st.sampled_from(Satisfaction),
        st.integers(0, 2),
    ),
    max_size=20,
)


@given(rows)
def test_nobody_is_lost_and_nobody_counted_twice(some: list[AppealRow]) -> None:
    whole, groups = summary(some, NOW), by_group(some, lambda each: each.unit, NOW)
    assert sum(whole.contact.values()) + whole.contact_open == whole.owed == sum(whole.reply.values()) + whole.reply_open
    assert whole.taken.n == whole.owed

    counts: list[Callable[[Summary], int]] = [
        lambda each: each.filed,
        lambda each: each.on_time.numerator,
        lambda each: each.on_time.denominator,
        lambda each: each.solved.denominator,
        lambda each: each.asked.silent,
        lambda each: each.taken.ended,
    ]
    assert [sum(map(count, groups.values())) for count in counts] == [count(whole) for count in counts]


@given(rows, st.integers(2, 6))
def test_the_public_sees_no_small_count(some: list[AppealRow], threshold: int) -> None:
    groups = by_group(some, lambda each: each.unit, NOW)
    tables = public_tables(groups, threshold)
    counts = {(unit, kind): count for unit, each in groups.items() for kind, count in each.outcomes.items()}
    assert set(tables.outcomes.cells) == set(counts)
    assert [value for value in tables.outcomes.cells.values() if value is not None and 0 < value < threshold] == []
    assert [key for key, value in tables.outcomes.cells.items() if value not in (None, counts[key])] == []
    for rows_shown in (tables.contact.rows, tables.reply.rows, tables.answers.rows):
        assert list(rows_shown) == list(groups)
        assert [value for value in rows_shown.values() if value is not None and 0 < value < threshold] == []


def test_the_event_log_is_in_the_order_of_what_happened() -> None:
    one = row("1", contacted_at=NOW - 50 * HOUR, replied_at=NOW - 10 * HOUR, closed_at=NOW - 10 * HOUR)
    two = row("2", contacted_at=NOW - 60 * HOUR)
    assert [(line.case, line.act) for line in event_log([two, one])] == [
        ("1", "filed"),
        ("2", "filed"),
        ("2", "contacted"),
        ("1", "contacted"),
        ("1", "replied"),
        ("1", "closed"),
    ]


def test_how_long_it_takes_by_hand() -> None:
    """Ends at 1, 2, 2, 4; watched up to 2, 3 and 5: 6/7, then × 4/6, then × 1/2."""
    found = survival([Span(*each) for each in [(1, True), (2, True), (2, True), (2, False), (3, False), (4, True), (5, False)]])
    assert [(step.length, step.at_risk) for step in found.steps] == [(1, 7), (2, 6), (4, 2)]
    assert [step.share for step in found.steps] == pytest.approx([6 / 7, 6 / 7 * 4 / 6, 6 / 7 * 4 / 6 / 2])
    assert (found.quantile(0.5), found.quantile(0.9), found.n, found.ended) == (4, None, 7, 4)
    assert [found.by(length) for length in (0.5, 2.5)] == pytest.approx([1, 4 / 7])
    assert survival([]).quantile(0.5) is None


@given(st.lists(st.floats(0, 100), min_size=1, max_size=30), st.sampled_from([0.1, 0.5, 0.9, 1.0]))
def test_with_nothing_open_it_is_the_plain_quantile(lengths: list[float], share: float) -> None:
    found = survival([Span(length, True) for length in lengths])
    expected = next(each for each in sorted(lengths) if sum(other <= each for other in lengths) >= share * len(lengths) - 1e-9)
    assert found.quantile(share) == expected


@given(st.lists(st.builds(Span, st.floats(0, 50), st.booleans()), max_size=20), st.integers(1, 5))
def test_matters_still_open_can_only_lengthen_it(spans: list[Span], more: int) -> None:
    before, after = survival(spans), survival([*spans, *[Span(60, False)] * more])
    assert all(after.by(step.length) >= step.share - 1e-12 for step in before.steps)


def test_a_summary_of_nothing_has_no_base() -> None:
    empty: Summary = summary([], NOW)
    assert [rate.label.zh for rate in (empty.response, empty.on_time, empty.solved, empty.satisfied)] == ["无基数"] * 4
