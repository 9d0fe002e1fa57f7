"""The bank's ten working days in words, across a week of holidays; who hears of each rung; what a list tells of it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dukou.accounts.core.roles import Role
from dukou.casework.actions import ladder
from dukou.casework.models import Message, RunningClock
from dukou.casework.queries.clocks import due_words
from dukou.enterprises.models import Enterprise
from dukou.enterprises.tests.made_up import CLERK
from dukou.finance.models import Application
from dukou.finance.queries.applications import CLOCK, ApplicationList, BankTime, applications_of
from dukou.finance.tables.applications import time_cell
from dukou.finance.tests import products_made
from dukou.finance.tests.needs_made import NOW, agent, banker, consented, district, officer, posted, refused, sent, somebody

pytestmark = pytest.mark.django_db


def at(month: int, day: int, hour: int = 10) -> datetime:
    """An hour of a day of 2026 in the district."""
    return datetime(2026, month, day, hour - 8, tzinfo=UTC)


@pytest.fixture
def firms(tmp_path: Path) -> list[Enterprise]:
    return district(tmp_path)


def applied(firm: Enterprise, now: datetime = NOW) -> Application:
    return sent(posted(firm, agent()), agent(), consented(firm, agent()), now=now)


@pytest.mark.parametrize(
    ("sent_at", "due"),
    [
        # Monday 28 September: two days of September, eight days off, then 9, 10 (worked for a holiday), 12 to 16 and 19 October.
        (at(9, 28), "2026-10-19"),
        # The last hour of the day before the holidays: the tenth working day is 21 October, for 9 October is the first.
        (at(9, 30, 17), "2026-10-21"),
        # In the middle of the holidays: counted from the first day that is worked after them.
        (at(10, 3), "2026-10-21"),
        # Saturday 10 October is worked: it begins a count as any working day does.
        (at(10, 10), "2026-10-23"),
        # Saturday 17 October is a weekend: Monday 19 is the first day.
        (at(10, 17), "2026-10-30"),
    ],
)
def test_ten_working_days(firms: list[Enterprise], sent_at: datetime, due: str) -> None:
    row = applied(firms[0], sent_at)
    assert due_words(CLOCK, [row.pk]) == {row.pk: due}


def test_a_product_that_promises_sooner_is_answered_sooner(tmp_path: Path) -> None:
    """Seven working days from Monday 28 September: 29, 30, then 9, 10, 12, 13 and 14 October."""
    text = products_made.PRODUCT.replace("    prior: 30\n", "    prior: 30\n    answer_days: 7\n")
    row = applied(district(tmp_path, {"products/tea.yaml": text})[0])
    assert due_words(CLOCK, [row.pk]) == {row.pk: "2026-10-14"}


def test_each_rung_is_heard_by_those_whom_it_concerns(firms: list[Enterprise]) -> None:
    """Due on 19 October: reminded three working days before, urged once 19 October is over, at the top before a leader."""
    banker(), officer(), somebody("leader", Role.LEADER, "leaders")
    row = applied(firms[0])
    Message.objects.all().delete()
    told = list[tuple[str, set[str]]]()
    for day in range(9, 30):
        ladder.sweep(by=CLERK, now=at(10, day, 18))
        new = {each.person.username for each in Message.objects.all()}
        words = {each.zh.split("（")[0] for each in Message.objects.all()}
        Message.objects.all().delete()
        if new:
            told.append((f"{day}: {'、'.join(sorted(words))}", new))
    bank, office = {"bank-a-officer"}, {"keeper"}
    assert told == [
        ("14: 到期提醒", bank),
        ("20: 催办", bank | office),
        ("22: 督办", bank | office),
        ("26: 报区领导", bank | office | {"leader"}),
    ]
    assert RunningClock.objects.get(case=row.pk).first_late_at is not None


def test_a_list_tells_the_working_days_left_and_those_late(firms: list[Enterprise]) -> None:
    row, bank = applied(firms[0]), banker()

    def time(now: datetime) -> BankTime | None:
        return applications_of(bank, None, now)[0][0].time

    due = date(2026, 10, 19)
    assert [time(at(*day)) for day in ((9, 28), (9, 30), (10, 8), (10, 10), (10, 19), (10, 20), (10, 26))] == [
        BankTime(due, 10, None),
        BankTime(due, 8, None),
        BankTime(due, 8, None),
        BankTime(due, 6, None),
        BankTime(due, 0, None),
        BankTime(due, 0, 1),
        BankTime(due, 0, 5),
    ]
    said = [(str(time_cell(time(at(*day))).text), time_cell(time(at(*day))).light) for day in ((9, 30), (10, 16), (10, 19), (10, 20))]
    assert said == [("还有 8 个工作日", "green"), ("还有 1 个工作日", "yellow"), ("今天到期", "yellow"), ("逾期 1 个工作日", "red")]
    assert [len(applications_of(bank, ApplicationList.LATE, at(10, day))[0]) for day in (19, 20)] == [0, 1]
    refused(row, bank, at(10, 20))
    assert (time(at(10, 21)), applications_of(bank, ApplicationList.LATE, at(10, 21))[0]) == (None, [])
    assert RunningClock.objects.get(case=row.pk).first_late_at == datetime(2026, 10, 19, 16, tzinfo=UTC)  # the midnight after it
