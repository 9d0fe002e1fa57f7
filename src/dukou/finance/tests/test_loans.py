"""The ledger beneath a line: against an oracle that walks yuan by yuan, and at each bound."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dukou.finance.core.kinds import LoanEntryKind as Kind
from dukou.finance.core.loans import (
    Entry,
    Standing,
    Terms,
    balance_days,
    drawn_in,
    interest_in,
    place_of,
    standing_on,
    was_extended,
    was_overdue,
    wrong_of,
)

FIRST = date(2026, 1, 1)
TERMS = Terms(20, FIRST, FIRST + timedelta(days=30))
DAYS = st.integers(-1, 45).map(lambda days: FIRST + timedelta(days=days))
KINDS = [each for each in Kind if each is not Kind.REVERSED]


@dataclass
class Yuan:
    """One yuan that was drawn: when it is due, whether it is overdue, whether it was paid."""

    due_on: date
    is_overdue: bool = False
    is_paid: bool = False


def walked(terms: Terms, entries: Sequence[Entry]) -> tuple[list[Yuan], int] | None:
    """Every yuan that was drawn and the interest, from the entries one after another; None where one of them cannot be."""
    purse, interest = list[Yuan](), 0
    gone = {each.reverses for each in entries}
    for each in sorted(entries, key=lambda one: (one.on, one.number)):
        if each.kind is Kind.REVERSED or each.number in gone:
            continue
        if each.amount < 1 or each.on < terms.from_on or (each.due_on is not None) != (each.kind in (Kind.DRAWN, Kind.RENEWED)):
            return None
        if each.kind is Kind.INTEREST:
            if not purse:
                return None
            interest += each.amount
            continue
        if each.due_on is not None and each.due_on <= each.on:
            return None
        if each.kind is Kind.DRAWN:
            if each.on > terms.until_on or len(purse) + each.amount > terms.amount:
                return None
            purse += [Yuan(each.due_on or each.on) for _ in range(each.amount)]
        elif not moved(purse, each):
            return None
    return purse, interest


def moved(purse: list[Yuan], entry: Entry) -> bool:
    """Let the first yuan that an entry may touch be paid, renewed or overdue; whether there were enough of them."""
    tests: dict[Kind, Callable[[Yuan], bool]] = {
        Kind.REPAID: lambda yuan: not yuan.is_overdue,
        Kind.RENEWED: lambda yuan: not yuan.is_overdue and yuan.due_on >= entry.on,
        Kind.OVERDUE: lambda yuan: not yuan.is_overdue and yuan.due_on < entry.on,
        Kind.CLEARED: lambda yuan: yuan.is_overdue,
    }
    may = tests[entry.kind]
    touched = sorted((yuan for yuan in purse if not yuan.is_paid and may(yuan)), key=lambda yuan: yuan.due_on)[: entry.amount]
    if len(touched) < entry.amount:
        return False
    for yuan in touched:
        if entry.kind is Kind.RENEWED:
            assert entry.due_on is not None
            if entry.due_on <= yuan.due_on:
                return False
            yuan.due_on = entry.due_on
        elif entry.kind is Kind.OVERDUE:
            yuan.is_overdue = True
        else:
            yuan.is_paid, yuan.is_overdue = True, False
    return True


@st.composite
def ledgers(draw: st.DrawFn) -> list[Entry]:
    """Entries of any kinds and days, of which each one that the core refuses is left out, and some are taken back."""
    kept = list[Entry]()
    for number in range(1, draw(st.integers(2, 14)) + 1):
        kind, on = draw(st.sampled_from([Kind.DRAWN, *KINDS])), draw(DAYS)
        due_on = on + timedelta(days=draw(st.integers(0, 20))) if kind in (Kind.DRAWN, Kind.RENEWED) else None
        new = Entry(number, kind, draw(st.integers(0, 12)), on, due_on)
        if kept and draw(st.integers(0, 5)) == 0:
            taken = draw(st.sampled_from(kept))
            if taken.kind is not Kind.REVERSED and taken.number not in {each.reverses for each in kept}:
                new = Entry(number, Kind.REVERSED, taken.amount, on, reverses=taken.number)
        assert (wrong_of(TERMS, [*kept, new]) is None) == (walked(TERMS, [*kept, new]) is not None)
        if wrong_of(TERMS, [*kept, new]) is None:
            kept.append(new)
    return kept


@given(ledgers(), DAYS)
@settings(deadline=None, max_examples=300)
def test_the_core_takes_and_reckons_what_the_oracle_does(entries: list[Entry], day: date) -> None:
    by_then = [each for each in entries if each.kind is Kind.REVERSED or each.on <= day]
    told, found = standing_on(entries, day), walked(TERMS, by_then)
    assert found is not None
    purse, interest = found
    owed = [yuan for yuan in purse if not yuan.is_paid]
    plain = {due: sum(yuan.due_on == due for yuan in owed if not yuan.is_overdue) for due in {yuan.due_on for yuan in owed}}
    expected = Standing(
        drawn=len(purse),
        repaid=sum(yuan.is_paid for yuan in purse),
        interest=interest,
        overdue=sum(yuan.is_overdue for yuan in owed),
        due=tuple(sorted((due, many) for due, many in plain.items() if many)),
    )
    assert told == expected
    assert told.balance == len(owed)


@given(ledgers(), DAYS)
@settings(deadline=None, max_examples=200)
def test_no_sum_is_below_nought_and_the_line_is_never_added(entries: list[Entry], day: date) -> None:
    told = standing_on(entries, day)
    assert min(told.drawn, told.repaid, told.interest, told.overdue, told.balance) >= 0
    assert told.overdue <= told.balance <= told.drawn <= TERMS.amount
    assert told.balance == told.overdue + sum(amount for _, amount in told.due)


@given(ledgers(), DAYS, st.integers(0, 60))
@settings(deadline=None, max_examples=200)
def test_sums_of_a_time_are_those_of_its_days(entries: list[Entry], first: date, long: int) -> None:
    days = [first + timedelta(days=each) for each in range(long + 1)]
    before, after = standing_on(entries, first - timedelta(days=1)), standing_on(entries, days[-1])
    assert balance_days(entries, first, days[-1]) == sum(standing_on(entries, day).balance for day in days)
    assert interest_in(entries, first, days[-1]) == after.interest - before.interest
    assert drawn_in(entries, first, days[-1]) == after.drawn - before.drawn
    if any(standing_on(entries, day).overdue for day in days):
        assert was_overdue(entries, first, days[-1])


DRAWN = Entry(1, Kind.DRAWN, 20, date(2026, 1, 5), date(2026, 1, 20))


@pytest.mark.parametrize(
    ("entries", "why"),
    [
        ([DRAWN, Entry(2, Kind.REPAID, 5, date(2026, 1, 8)), Entry(3, Kind.DRAWN, 1, date(2026, 1, 9), date(2026, 2, 9))], "可放款额度"),
        ([replace(DRAWN, on=date(2026, 2, 1), due_on=date(2026, 3, 1))], "授信已到期"),
        ([replace(DRAWN, on=date(2025, 12, 31))], "早于授信起始日"),
        ([replace(DRAWN, due_on=None)], "没有到期日"),
        ([DRAWN, Entry(2, Kind.REPAID, 21, date(2026, 1, 8))], "未逾期的余额"),
        ([DRAWN, Entry(2, Kind.OVERDUE, 20, date(2026, 1, 20))], "已过到期日"),
        ([DRAWN, Entry(2, Kind.OVERDUE, 9, date(2026, 1, 21)), Entry(3, Kind.CLEARED, 10, date(2026, 1, 22))], "逾期余额"),
        ([DRAWN, Entry(2, Kind.OVERDUE, 9, date(2026, 1, 21)), Entry(3, Kind.REPAID, 12, date(2026, 1, 22))], "未逾期的余额"),
        ([DRAWN, Entry(2, Kind.RENEWED, 5, date(2026, 1, 21), date(2026, 3, 1))], "尚未到期的余额"),
        ([DRAWN, Entry(2, Kind.RENEWED, 5, date(2026, 1, 8), date(2026, 1, 20))], "新到期日不晚于原到期日"),
        ([Entry(1, Kind.INTEREST, 5, date(2026, 1, 8))], "此前没有放款"),
        ([DRAWN, Entry(2, Kind.INTEREST, 5, date(2026, 1, 8), date(2026, 2, 8))], "这一类没有到期日"),
        ([DRAWN, Entry(2, Kind.REPAID, 5, date(2026, 1, 8)), Entry(3, Kind.REVERSED, 20, date(2026, 1, 9), reverses=1)], "未逾期的余额"),
    ],
)
def test_a_wrong_entry_is_named_with_its_place_and_a_cure(entries: list[Entry], why: str) -> None:
    wrong = wrong_of(TERMS, entries)
    assert wrong is not None
    assert why in wrong.why.zh
    assert wrong.why.en and wrong.cure.zh and wrong.cure.en
    assert str(wrong.entry.on) in place_of(wrong.entry).zh


def test_an_entry_told_late_stands_at_its_day() -> None:
    late = Entry(9, Kind.REPAID, 20, date(2026, 1, 6))
    wrong = wrong_of(TERMS, [DRAWN, Entry(2, Kind.REPAID, 1, date(2026, 1, 8)), late])
    assert wrong is not None and wrong.entry.number == 2  # the later day breaks, and is named


def test_a_due_day_that_was_moved_is_an_extension_and_no_drawing() -> None:
    renewed = [DRAWN, Entry(2, Kind.RENEWED, 20, date(2026, 1, 19), date(2026, 6, 20))]
    assert (was_extended(renewed, date(2026, 1, 18)), was_extended(renewed, date(2026, 1, 19))) == (False, True)
    assert standing_on(renewed, date(2026, 2, 1)) == Standing(drawn=20, due=((date(2026, 6, 20), 20),))
    back = [*renewed, Entry(3, Kind.REVERSED, 20, date(2026, 2, 2), reverses=2)]
    assert not was_extended(back, date(2026, 3, 1))
