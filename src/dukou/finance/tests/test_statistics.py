"""Figures with what they stand on: in time, late, refused; lines beside loans; what the public reads and what is kept from it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from dukou.enterprises.models import Enterprise
from dukou.finance.core.kinds import LoanEntryKind
from dukou.finance.core.statistics import (
    AskedRow,
    BankTimeliness,
    FirmStep,
    LineRow,
    bank_figures,
    grouped,
    line_figures,
    public_money,
    public_steps,
    reason_counts,
    timeliness,
)
from dukou.finance.queries.statistics import asked_rows, line_rows, overdue_applications, public_figures, unmet_needs
from dukou.finance.tests.loans_made import DAY, NOW, answered, district, granted, need_of, sent, told
from dukou.kit.core.rates import Rate

DUE = datetime(2026, 7, 22, 10, tzinfo=UTC)
BEFORE, AFTER = DUE - timedelta(hours=1), DUE + timedelta(hours=1)
T = BankTimeliness


@pytest.mark.parametrize(
    ("answer", "closed", "at", "expected"),
    [
        (BEFORE, None, AFTER, T.IN_TIME),
        (DUE, None, AFTER, T.LATE),
        (AFTER, None, BEFORE, T.WAITING),
        (AFTER, None, DUE, T.OVERDUE),
        (None, BEFORE, AFTER, T.LET_BE),
        (None, AFTER, AFTER, T.OVERDUE),
        (None, None, BEFORE, T.WAITING),
        (None, None, DUE, T.OVERDUE),
    ],
)
def test_a_bank_is_in_time_late_or_still_has_time(answer: datetime | None, closed: datetime | None, at: datetime, expected: T) -> None:
    assert timeliness(DUE, answer, closed, at) is expected


def asked(kind: T, days: int | None = None, reason: str = "") -> AskedRow:
    return AskedRow(1, "bank-a", "tea", kind, days, bool(reason), reason)


def test_a_bank_is_measured_by_what_was_due() -> None:
    rows = [asked(T.IN_TIME, 2), asked(T.IN_TIME, 9, "too-wet"), asked(T.LATE, 14), asked(T.OVERDUE), asked(T.WAITING), asked(T.LET_BE)]
    told_of = bank_figures(rows)
    assert (told_of.sent, told_of.answered, told_of.late, told_of.overdue, told_of.waiting) == (6, 3, 1, 1, 1)
    assert (told_of.in_time, told_of.refused, told_of.median_days) == (Rate(2, 4), Rate(1, 3), 9.0)
    assert bank_figures([]).median_days is None
    assert not bank_figures([]).in_time.share  # no base, and not nought
    assert reason_counts([*rows, asked(T.LATE, 11, "too-wet"), asked(T.LATE, 11, "too-dry")]) == {"too-wet": 2, "too-dry": 1}


def line(firm: int, granted_fen: int, drawn: int, *, bank: str = "a", overdue: int = 0) -> LineRow:
    return LineRow(bank, "tea", firm, granted_fen, drawn, drawn, overdue)


def test_granted_and_drawn_are_told_apart_and_a_firm_counts_once() -> None:
    rows = [line(1, 100, 60), line(1, 50, 0, bank="b"), line(2, 70, 0), line(3, 30, 30, overdue=10)]
    found = line_figures(rows)
    assert (found.lines, found.firms, found.granted, found.drawn, found.balance) == (4, 3, 250, 90, 90)
    assert (found.with_drawn, found.with_overdue, found.overdue) == (Rate(2, 3), Rate(1, 2), 10)
    assert [(key, each.granted) for key, each in grouped(rows, lambda row: row.bank).items()] == [("a", 200), ("b", 50)]


def test_the_public_reads_no_small_count_and_no_sum_of_few() -> None:
    shown = public_steps([FirmStep.DRAWN] * 9 + [FirmStep.SENT] * 7 + [FirmStep.ASKED] * 2)
    assert shown.cells["", FirmStep.ASKED] is None
    hidden = [step for step in FirmStep if shown.cells["", step] is None]
    assert len(hidden) > 1 or shown.total is None  # else it would follow from the rest
    rows = [line(firm, 100, 40) for firm in range(5)]
    assert public_money(rows) == (500, 200)
    assert public_money(rows[:4]) == (None, None)
    assert public_money([*rows[:4], line(4, 100, 0)]) == (500, None)
    assert public_money([*rows[:4], line(4, 400, 160)]) == (None, None)  # one firm has half of it


@pytest.fixture
def firms(tmp_path: Path) -> list[Enterprise]:
    return district(tmp_path, *(f"虚构{number}号公司" for number in range(7)))


@pytest.mark.django_db
def test_needs_without_an_offer_and_banks_beyond_their_time_are_told(firms: list[Enterprise]) -> None:
    long_ago = NOW - timedelta(days=30)
    need_of(firms[0], posted_at=long_ago)
    late, refused = sent(firms[1], at=long_ago), sent(firms[2], at=long_ago)
    answered(refused, at=long_ago + timedelta(days=3), offer=None)
    answered(sent(firms[3], at=NOW), at=NOW)
    found, many, opened = unmet_needs(NOW)
    assert [(each.row.enterprise.pk, each.days, each.sent, each.refused) for each in found] == [
        (firms[0].pk, 30, 0, 0),
        (firms[1].pk, 30, 1, 0),
        (firms[2].pk, 30, 1, 1),
    ]
    assert (many, opened) == (3, 4)
    assert unmet_needs(NOW + timedelta(days=30), 0)[1:] == (3, 4)  # the last day of the offer counts
    assert unmet_needs(NOW + timedelta(days=31), 0)[1:] == (4, 4)  # what ran out is none
    [(row, due, days)] = overdue_applications(NOW)
    assert (row.pk, due, days) == (late.pk, date(2026, 6, 22), 12)  # sent on Monday the 8th of June, ten working days, twelve since
    kinds = {each.number: (each.timeliness, each.days) for each in asked_rows(NOW)}
    assert kinds[late.pk] == (T.OVERDUE, None)
    assert kinds[refused.pk] == (T.IN_TIME, 3)


@pytest.mark.django_db
def test_the_figures_of_a_quarter_stand_as_it_ended(firms: list[Enterprise]) -> None:
    may = datetime(2026, 5, 11, 2, tzinfo=UTC)
    for firm in firms[:6]:
        row = granted(firm, at=may, amount="30万元")
        told(row, LoanEntryKind.DRAWN, "20万元", date(2026, 5, 12), date(2026, 12, 1))
    before = public_figures(DAY)
    assert (before.firms.cells["", FirmStep.DRAWN], before.firms.total) == (6, 6)
    assert (before.granted, before.drawn, before.has_synthetic) == (180_000_000, 120_000_000, True)
    sent(firms[6], at=NOW)
    told(row, LoanEntryKind.DRAWN, "10万元", DAY, date(2026, 12, 1))
    assert public_figures(DAY) == before
    assert sum(each.drawn for each in line_rows(DAY)) == 130_000_000
    assert {each.timeliness for each in asked_rows(NOW)} == {T.IN_TIME, T.WAITING}
