"""The page of a clock: every day counted or skipped, the ledger, the rungs; its receipt as a file; and who may see it."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from django.test import Client

from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import ANONYMOUS_VIEWER
from dukou.accounts.models import Organisation
from dukou.accounts.queries import viewer_of
from dukou.accounts.tests import cast
from dukou.casework.actions import ladder
from dukou.casework.actions.steps import step
from dukou.casework.core.ledgers import Holder
from dukou.casework.core.months import counted_days, months_of
from dukou.casework.core.profiles import LegRole
from dukou.casework.core.receipts import verify
from dukou.casework.models import Case, Leg, RunningClock
from dukou.casework.queries.calendars import calendar_in_force
from dukou.casework.queries.owners import CASE_KINDS, NoSuchClock, clock_seen, may_see_case
from dukou.casework.queries.shown_clocks import shown_clock
from dukou.casework.queries.timeline import events_of
from dukou.casework.queries.timing import receipt_of
from dukou.casework.tests.made_up import CLERK, NOW, at, calendar, opened, own_kind, profile
from dukou.kit.core.actors import SYSTEM, Actor

pytestmark = pytest.mark.django_db
BACKEND = "dukou.accounts.auth.PasswordSignIn"
CELL = re.compile(r'<td class="([^"]*)"><time datetime="([\d-]+)">\d+</time><span>([^<]*)</span>')


@pytest.fixture
def case() -> Case:
    """A case with its outer clock and a leg of the office."""
    own_kind()
    calendar()
    profile()
    cast.organisation("office")
    with opened() as taken:
        taken.start("outer")
        taken.open_leg(unit=Organisation.objects.get(key="office").pk, role=LegRole.LEAD)
    return taken.case


def _clock(key: str = "lead") -> RunningClock:
    return RunningClock.objects.select_related("case__profile").get(key=key)


def _client(*roles: Role) -> Client:
    client = Client(HTTP_HOST="localhost")
    client.force_login(cast.person("visitor", *roles), backend=BACKEND)
    return client


def test_every_day_stands_in_its_square(case: Case, collected_static: None) -> None:
    page = _client(Role.DEPARTMENT_OFFICER).get(f"/casework/clocks/{_clock().pk}/").content.decode()
    told = {day: word for _, day, word in CELL.findall(page)}
    expected = {"24": "收到", "25": "放假", "26": "放假", "27": "放假", "28": "第1日", "29": "第2日", "30": "第3日"}
    assert told == {f"2026-09-{day}": word for day, word in expected.items()} | {
        **{f"2026-10-0{day}": "放假" for day in range(1, 8)},
        "2026-10-08": "第4日",
        "2026-10-09": "第5日",
    }
    assert [day for names, day, _ in CELL.findall(page) if "is-last" in names] == ["2026-10-09"]
    assert "5 个工作日" in page and "2026-10-09 24:00" in page
    assert "2026-12-28" in page and f"dukou clock verify receipt-{_clock().pk}.json" in page


def test_months_hold_each_day_once_and_weeks_begin_on_monday(case: Case) -> None:
    days = counted_days(receipt_of(_clock("outer"))["days"], date(2026, 10, 12))
    months = months_of(days)
    assert [str(month.label) for month in months] == ["2026年9月", "2026年10月"]
    squares = [day for month in months for week in month.weeks for day in week if day]
    assert [day.on for day in squares] == [day.on for day in days]
    assert all(week[day.on.weekday()] is day for month in months for week in month.weeks for day in week if day)
    assert {len(week) for month in months for week in month.weeks} == {7}


def test_the_receipt_is_a_file_that_verifies(case: Case) -> None:
    answer = _client(Role.DEPARTMENT_OFFICER).get(f"/casework/clocks/{_clock().pk}/receipt.json")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="receipt-{_clock().pk}.json"'
    assert verify(json.loads(answer.content), calendar_in_force("cn")[0]) == []


def test_a_clock_that_stands_tells_its_ledger_and_no_deadline(case: Case, collected_static: None) -> None:
    with step(by=CLERK, act="tests.pause", case=case.pk, now=at("2026-09-28 10:00")) as taken:
        taken.pause(_clock("outer"), holder=Holder.ENTERPRISE, reason="等企业补图纸")
    client, number = _client(Role.DEPARTMENT_OFFICER), _clock("outer").pk
    page = client.get(f"/casework/clocks/{number}/").content.decode()
    assert "等企业补图纸" in page and "期限待定" in page and "receipt.json" not in page
    assert client.get(f"/casework/clocks/{number}/receipt.json").status_code == 409


def test_rungs_taken_and_to_come(case: Case) -> None:
    ladder.sweep(by=SYSTEM, now=at("2026-10-08 09:00"))
    shown = shown_clock(_clock())
    assert [(str(rung.rung), rung.taken_at is not None) for rung in shown.rungs] == [
        ("到期提醒", True),
        ("到期", False),
        ("催办", False),
        ("督办", False),
        ("报区领导", False),
    ]


def test_who_may_not_see_the_case_sees_no_clock_of_it(case: Case) -> None:
    clerk = viewer_of(cast.person("clerk", Role.WINDOW_CLERK), NOW.date())
    for viewer in (clerk, ANONYMOUS_VIEWER):
        with pytest.raises(NoSuchClock):
            clock_seen(viewer, _clock().pk)
    client = _client(Role.WINDOW_CLERK)
    addresses = [f"/casework/clocks/{_clock().pk}/", f"/casework/clocks/{_clock().pk}/receipt.json"]
    assert [client.get(address).status_code for address in addresses] == [404, 404]


def test_a_kind_that_no_room_brought_is_visible_to_nobody(case: Case) -> None:
    officer = viewer_of(cast.person("officer", Role.DEPARTMENT_OFFICER), NOW.date())
    assert may_see_case(officer, case)
    case.kind = "nobodys"
    assert "nobodys" not in CASE_KINDS and not may_see_case(officer, case)


def test_the_timeline_tells_what_happened_by_name_or_by_office(case: Case) -> None:
    cast.person("lin", Role.DEPARTMENT_OFFICER, at="office")
    with step(by=Actor("person", "lin"), act="legs.hand_over", case=case.pk, now=at("2026-09-28 10:00"), reason="分工") as taken:
        taken.hand_over(Leg.objects.get(), "person:lin")
        taken.pause(_clock("outer"), holder=Holder.ENTERPRISE, reason="等图纸")
    inside, outside = events_of(case, with_names=True), events_of(case, with_names=False, with_reasons=False)
    assert [row.number for row in inside] == [1, 2]
    assert [str(detail) for detail in inside[0].details] == [
        "虚构开始计时，期限 2026-10-12（确定）",
        "交单位office主办",
        "虚构开始计时，期限 2026-10-09（确定）",
    ]
    assert [str(detail) for detail in inside[1].details] == ["由演员lin承办", "虚构暂停计时，等企业"]
    assert (str(inside[1].who), str(inside[1].words), inside[1].reason) == ("演员lin", "移交办理事项", "分工")
    assert (str(outside[1].who), outside[1].reason) == ("单位office", "")
    assert [str(detail) for detail in outside[1].details] == ["虚构暂停计时，等企业"]
    assert "演员lin" not in str(outside)
