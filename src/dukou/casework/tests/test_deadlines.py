"""A new notice: deadlines beyond the horizon become firm or move, each with its event; what lies before the change is left alone."""

from __future__ import annotations

from datetime import date

import pytest

from dukou.audit.models import AuditEvent
from dukou.casework.actions import deadlines
from dukou.casework.actions._failing import CasesFailed
from dukou.casework.actions.deadlines import DeadlinesMoved, deadlines_moved
from dukou.casework.core.receipts import verify
from dukou.casework.models import CaseEvent, RunningClock
from dukou.casework.queries.calendars import calendar_in_force
from dukou.casework.queries.timing import receipt_of
from dukou.casework.tests.made_up import NOW, at, calendar, opened, profile, year
from dukou.kit.core.actors import SYSTEM

pytestmark = pytest.mark.django_db


def _outer(moment: str) -> RunningClock:
    with opened(at(moment)) as taken:
        clock = taken.start("outer")
    assert clock is not None
    return clock


@pytest.fixture
def beyond() -> RunningClock:
    """A deadline beyond the horizon of the notice, and one before it."""
    calendar(year("2026-09-24", ("2026-09-20", "2026-09-20", [])))
    profile()
    _outer("2026-09-01 10:00")
    return _outer("2026-09-28 10:00")


def test_a_deadline_beyond_the_horizon_is_provisional(beyond: RunningClock) -> None:
    assert (beyond.due_on, beyond.is_firm) == (date(2026, 10, 7), False)  # weekends alone are known
    assert receipt_of(beyond)["days"][-1] == {"on": "2026-10-07", "counts": True, "why": "workday", "provisional": True}


def test_a_notice_moves_it_and_whoever_listens_is_told(beyond: RunningClock, monkeypatch: pytest.MonkeyPatch) -> None:
    before, told = receipt_of(beyond), list[DeadlinesMoved]()
    monkeypatch.setattr(deadlines_moved, "listeners", [told.append])
    calendar()
    assert deadlines.reproject(by=SYSTEM, calendar="cn", now=NOW) == 1
    beyond.refresh_from_db()
    assert (beyond.due_on, beyond.is_firm) == (date(2026, 10, 13), True)
    ((moved,),) = [each.moved for each in told]
    assert (moved.before, moved.after, moved.was_firm, moved.is_firm) == (date(2026, 10, 7), date(2026, 10, 13), False, True)
    (event,) = CaseEvent.objects.filter(act="deadlines.reproject")
    assert event.data["changes"][0] | {"clock": 0} == {
        "did": "deadline_moved", "clock": 0, "key": "outer", "before": "2026-10-07", "due": "2026-10-13", "firm": True,
    }  # fmt: skip
    assert (AuditEvent.objects.get(act="deadlines.reproject").after or {})["moved"] == 1
    newest = calendar_in_force("cn")[0]
    assert verify(receipt_of(beyond), newest) == []
    assert {each.place for each in verify(before, newest)} >= {"due", "days.2026-10-01"}


def test_reckoning_twice_moves_nothing(beyond: RunningClock) -> None:
    calendar()
    deadlines.reproject(by=SYSTEM, calendar="cn", now=NOW)
    assert deadlines.reproject(by=SYSTEM, calendar="cn", now=NOW) == 0
    assert CaseEvent.objects.filter(act="deadlines.reproject").count() == 1


def test_what_ends_before_the_first_changed_day_keeps_its_receipt(beyond: RunningClock) -> None:
    early = RunningClock.objects.order_by("pk")[0]
    version = receipt_of(early)["calendar"]["version"]
    calendar()
    deadlines.reproject(by=SYSTEM, calendar="cn", now=NOW)
    early.refresh_from_db()
    assert receipt_of(early)["calendar"]["version"] == version
    assert verify(receipt_of(early), calendar_in_force("cn")[0]) == []


def test_one_bad_case_stops_no_other(beyond: RunningClock, monkeypatch: pytest.MonkeyPatch) -> None:
    """What hears of the third of five fails: the others are moved, each with its event, and it is moved the next time."""
    five = [beyond, *(_outer(f"2026-09-28 {hour}:00") for hour in (11, 14, 15, 16))]
    bad = five[2]

    def fails(told: DeadlinesMoved) -> None:
        if bad.case_id in {each.case for each in told.moved}:
            raise ValueError("a fault in what hears of it")

    monkeypatch.setattr(deadlines_moved, "listeners", [fails])
    calendar()
    with pytest.raises(CasesFailed, match=f"not reckoned anew in 1 case.*{bad.case_id}.*a fault in what hears of it"):
        deadlines.reproject(by=SYSTEM, calendar="cn", now=NOW)
    ends = dict(RunningClock.objects.filter(pk__in=[each.pk for each in five]).values_list("pk", "due_on"))
    assert ends == {each.pk: date(2026, 10, 7) if each == bad else date(2026, 10, 13) for each in five}
    told = CaseEvent.objects.filter(act="deadlines.reproject").order_by("case").values_list("case", "number")
    assert list(told) == [(each.case_id, 2) for each in five if each != bad]
    trail = AuditEvent.objects.filter(act="deadlines.reproject")
    assert sum((event.after or {})["moved"] for event in trail) == 4
    monkeypatch.setattr(deadlines_moved, "listeners", [])
    assert deadlines.reproject(by=SYSTEM, calendar="cn", now=NOW) == 1
