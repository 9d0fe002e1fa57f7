"""From the ledger of a made-up firm to what the measure of the interest subsidy gives: half of what was paid, within its bound."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.models import Enterprise
from dukou.finance.actions import loan_entries
from dukou.finance.core.kinds import LoanEntryKind as Kind
from dukou.finance.models import CreditLine
from dukou.finance.queries.products import product_named
from dukou.finance.tests.loans_made import STARTUP, agent, banker, district, granted, officer, told
from dukou.policies.queries.matching import entitled_of
from dukou.rules.core.answers import Answer
from dukou.rules.core.facts import FACTS, Stated

pytestmark = pytest.mark.django_db
GRANTED_AT = datetime(2025, 6, 16, 2, tzinfo=UTC)
JUNE, DUE = date(2025, 6, 16), date(2026, 6, 15)
CLAIMED = date(2026, 7, 6)
EYES = Viewer("office", permissions=frozenset({Permission.SEE_FIGURES_PUBLIC, Permission.SEE_FIGURES_INTERNAL, Permission.SEE_REGISTER}))


@pytest.fixture
def firms() -> list[Enterprise]:
    """Two made-up firms under the shipped pack."""
    return district()


def fact(name: str, firm: Enterprise, on: date = CLAIMED, viewer: Viewer = EYES) -> Stated | None:
    return FACTS[f"enterprise.{name}"].state(viewer, [firm.key], on).get(firm.key)


def value(name: str, firm: Enterprise, on: date = CLAIMED) -> str | None:
    found = fact(name, firm, on)
    return None if found is None else str(found.value)


def with_a_loan(firm: Enterprise) -> CreditLine:
    """99万元 from the middle of June 2025 at 3.50 %, with interest paid in three quarters; what is paid in 2026 is of the next year."""
    line = granted(firm, at=GRANTED_AT, product=STARTUP)
    told(line, Kind.DRAWN, "99万元", JUNE, DUE)
    for on, amount in ((date(2025, 9, 21), "9336.25元"), (date(2025, 12, 21), "8758.75元"), (date(2026, 3, 21), "8662.5元")):
        told(line, Kind.INTEREST, amount, on)
    return line


def measure(firm: Enterprise, on: date = CLAIMED) -> tuple[Answer, int | None]:
    """What the measure says of a firm, and the fen that it gives."""
    key = product_named(STARTUP).versions[-1].subsidy
    assert key is not None
    [found] = [each for standing, each in entitled_of(EYES, firm.key, on) if standing.measure.key == key.of]
    amount = found.amount
    return found.answer, amount.least if amount is not None and amount.is_exact else None


def test_half_of_the_interest_of_the_last_year_is_paid(firms: list[Enterprise]) -> None:
    with_a_loan(firms[0])
    assert value("startup-loan-interest", firms[0]) == "18095"
    # 199 days of 365 at 990,000 yuan: a mean of 539,753.42, of which 1.75 % is 9,445.68; half of the interest is 9,047.50
    assert value("startup-loan-balance", firms[0]) == "539753.42"
    assert measure(firms[0]) == (Answer.YES, 904_750)


def test_what_is_beyond_the_bound_is_not_paid(firms: list[Enterprise]) -> None:
    line = with_a_loan(firms[0])
    told(line, Kind.INTEREST, "2000元", date(2025, 12, 31))
    assert value("startup-loan-interest", firms[0]) == "20095"
    assert measure(firms[0]) == (Answer.YES, 944_568)  # 539,753.42 × 1.75 %, what is less than a fen is dropped


def test_nothing_is_paid_where_a_loan_was_overdue_or_extended(firms: list[Enterprise]) -> None:
    late, longer = with_a_loan(firms[0]), with_a_loan(firms[1])
    told(late, Kind.OVERDUE, "99万元", date(2026, 6, 17))
    told(late, Kind.CLEARED, "99万元", date(2026, 6, 18))
    told(longer, Kind.RENEWED, "99万元", date(2026, 6, 12), date(2026, 12, 15))
    assert [value(name, firms[0]) for name in ("has-overdue-loan", "startup-loan-overdue", "startup-loan-extended")] == [
        "False",
        "True",
        "False",
    ]
    assert [value(name, firms[1]) for name in ("has-overdue-loan", "startup-loan-overdue", "startup-loan-extended")] == [
        "False",
        "False",
        "True",
    ]
    assert measure(firms[0]) == measure(firms[1]) == (Answer.NO, None)
    assert measure(firms[0], date(2026, 6, 16))[0] is Answer.YES  # as it was known the day before


def test_an_entry_that_was_taken_back_counts_no_more(firms: list[Enterprise]) -> None:
    line = with_a_loan(firms[0])
    doubled = told(line, Kind.INTEREST, "8758.75元", date(2025, 12, 22))
    assert value("startup-loan-interest", firms[0]) == "26853.75"
    loan_entries.reverse(by=banker(), entry=doubled.pk, reason="虚构：重复", now=datetime(2026, 1, 9, 2, tzinfo=UTC))
    assert value("startup-loan-interest", firms[0]) == "18095"
    assert value("startup-loan-interest", firms[0], date(2026, 1, 8)) == "26853.75"  # as it was known then


def test_of_a_firm_without_a_line_nothing_is_known(firms: list[Enterprise]) -> None:
    with_a_loan(firms[0])
    other = granted(firms[1], at=GRANTED_AT, product="commercial-value")
    told(other, Kind.DRAWN, "50万元", JUNE, DUE)
    told(other, Kind.INTEREST, "1000元", date(2025, 12, 21))
    for name in ("startup-loan-interest", "startup-loan-balance", "startup-loan-overdue", "startup-loan-extended"):
        assert fact(name, firms[1]) is None  # another product
    assert measure(firms[1]) == (Answer.UNKNOWN, None)


def test_lines_and_loans_are_told_apart_and_by_their_days(firms: list[Enterprise]) -> None:
    with_a_loan(firms[0])
    told_of = [(each, value("finance-lines-granted", firms[0], each), value("loan-balance", firms[0], each)) for each in (JUNE, CLAIMED)]
    assert told_of == [(JUNE, "99", "99"), (CLAIMED, "0", "99")]  # the line ended, the loan is owed
    assert [value("loans-drawn-12m", firms[0], each) for each in (date(2026, 6, 15), date(2026, 6, 16))] == ["99", "0"]
    assert value("finance-lines-granted", firms[0], date(2025, 6, 15)) is None


def test_the_office_and_the_firm_itself_are_told_and_nobody_else(firms: list[Enterprise]) -> None:
    with_a_loan(firms[0])
    told_to = [fact("loan-balance", firms[0], viewer=who) is not None for who in (officer(), agent(), agent(1), banker(), banker("bank-b"))]
    assert told_to == [True, True, False, False, False]
