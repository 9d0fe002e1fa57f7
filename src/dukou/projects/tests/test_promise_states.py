"""How a promise stands on a day: one state on each, reckoned from what was told; and the share kept on time with its base."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.projects.core.promise_kinds import FairVerdict, PromiseMark, PromiseState
from dukou.projects.core.promises import Change, Made, Standing, favours_in, record_of, standing

MADE, DUE = date(2024, 3, 1), date(2024, 9, 30)
DAYS = st.dates(date(2024, 1, 1), date(2026, 1, 1))
OPEN = Made(MADE, DUE, owner="power-bureau", post="副局长", verdict=FairVerdict.PASSED)


def state(made: Made, on: date, *changes: Change) -> PromiseState:
    found = standing(made, changes, on)
    assert found is not None
    return found.state


@pytest.mark.parametrize(
    ("changes", "on", "expected"),
    [
        ((), DUE, PromiseState.OPEN),
        ((), DUE + timedelta(days=1), PromiseState.LATE),
        ((Change(PromiseMark.KEPT, DUE),), date(2025, 1, 1), PromiseState.KEPT),
        ((Change(PromiseMark.KEPT, DUE),), DUE - timedelta(days=1), PromiseState.OPEN),
        ((Change(PromiseMark.KEPT, DUE + timedelta(days=1)),), date(2025, 1, 1), PromiseState.KEPT_LATE),
        ((Change(PromiseMark.BROKEN, date(2024, 8, 1)),), date(2025, 1, 1), PromiseState.BROKEN),
        ((Change(PromiseMark.BROKEN, date(2024, 8, 1)), Change(PromiseMark.KEPT, DUE)), DUE, PromiseState.KEPT_LATE),
        ((Change(PromiseMark.WAIVED, date(2024, 8, 1)),), date(2025, 1, 1), PromiseState.WAIVED),
        ((Change(PromiseMark.MOVED, date(2024, 8, 1), due_on=date(2025, 3, 31)),), date(2025, 3, 31), PromiseState.OPEN),
        ((Change(PromiseMark.MOVED, date(2024, 8, 1), due_on=date(2025, 3, 31)),), date(2025, 4, 1), PromiseState.LATE),
    ],
)
def test_it_stands_by_what_was_told_by_the_day(changes: tuple[Change, ...], on: date, expected: PromiseState) -> None:
    assert state(OPEN, on, *changes) is expected


def test_a_condition_gives_the_day() -> None:
    waits = Made(MADE, within=30)
    assert state(waits, date(2030, 1, 1)) is PromiseState.CONDITIONAL
    came = Made(MADE, came_on=date(2024, 5, 1), within=30)
    assert state(came, date(2024, 4, 30)) is PromiseState.CONDITIONAL
    assert standing(came, (), date(2024, 6, 2)) == Standing(PromiseState.LATE, date(2024, 5, 31), "", "", None, days_late=2)
    told = Change(PromiseMark.CAME_ABOUT, date(2024, 5, 1))
    assert standing(waits, [told], date(2024, 5, 2)) == Standing(PromiseState.OPEN, date(2024, 5, 31), "", "", None)


def test_who_answers_changes_with_the_post() -> None:
    over = Change(PromiseMark.HANDED_OVER, date(2024, 5, 1), owner="water-bureau", post="局长")
    before, after = standing(OPEN, [over], date(2024, 4, 30)), standing(OPEN, [over], date(2024, 5, 1))
    assert before and after
    assert [(each.owner, each.post) for each in (before, after)] == [("power-bureau", "副局长"), ("water-bureau", "局长")]


_CHANGE = st.builds(Change, st.sampled_from(list(PromiseMark)), DAYS, due_on=DAYS, owner=st.just("x"), verdict=st.just(FairVerdict.PASSED))
_CHANGES = st.lists(_CHANGE, max_size=5)
_MADE = st.builds(Made, DAYS, due_on=st.none() | DAYS, came_on=st.none() | DAYS, within=st.integers(0, 400))


@given(_MADE, _CHANGES, DAYS)
def test_each_day_has_exactly_one_state_once_it_was_made(made: Made, changes: list[Change], on: date) -> None:
    found = standing(made, changes, on)
    assert (found is None) == (on < made.made_on)
    if found is None:
        return
    settled = {each.mark for each in changes if each.on <= on} & {PromiseMark.KEPT, PromiseMark.BROKEN, PromiseMark.WAIVED}
    assert found.state.is_owed == (not settled)
    assert (found.state is PromiseState.LATE) == (found.days_late > 0)
    assert (found.state is PromiseState.CONDITIONAL) == (found.state.is_owed and found.due_on is None)
    assert (found.state is PromiseState.WAIVED) <= (PromiseMark.WAIVED in settled)


@given(_MADE, _CHANGES, DAYS, DAYS)
def test_what_is_told_later_does_not_change_an_earlier_day(made: Made, changes: list[Change], on: date, later: date) -> None:
    known = [each for each in changes if each.on <= on]
    if later > on:
        assert standing(made, [*known, Change(PromiseMark.WAIVED, later)], on) == standing(made, known, on)


def test_the_share_has_its_base_and_tells_what_was_waived_and_moved() -> None:
    on, moved = date(2025, 1, 1), Change(PromiseMark.MOVED, date(2024, 8, 1), due_on=date(2024, 12, 1))
    stories = [
        [Change(PromiseMark.KEPT, DUE)],
        [moved, Change(PromiseMark.KEPT, date(2024, 11, 1))],
        [Change(PromiseMark.KEPT, date(2024, 12, 1))],
        [Change(PromiseMark.BROKEN, DUE)],
        [],
        [Change(PromiseMark.WAIVED, DUE)],
    ]
    found = [each for story in stories if (each := standing(OPEN, story, on))]
    record = record_of(found)
    assert (str(record.rate.label.en), record.waived, record.moved) == ("2 of 5 (40.0 %)", 1, 1)
    assert str(record_of([]).rate.label.en) == "no base"


def test_tax_favours_and_rewards_are_seen_in_the_words() -> None:
    assert favours_in("三年内税收地方留成全额返还") == ("税收", "返还")
    assert favours_in("A Tax Rebate for three years") == ("tax", "rebate")
    assert favours_in("九月底前接通厂区用电") == ()
