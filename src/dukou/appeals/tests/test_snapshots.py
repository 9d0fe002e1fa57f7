"""What is lent of appeals and cases: counts and moments, and nothing that somebody wrote."""

from __future__ import annotations

from datetime import date

import pytest

from dukou.appeals.models import Appeal, CallBack
from dukou.appeals.tests.golden import Golden, golden
from dukou.casework.models import Leg, RunningClock
from dukou.warehouse.queries.declared import TABLES

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 20)
PRIVATE = ("虚构某人", "13800000001", "第1件", "线路第1处", "虚构甲厂", "哪一段", "东段", "已迁改", "不属供电", "person:")


@pytest.fixture
def play() -> Golden:
    """The seven appeals."""
    return golden()


def _lent(name: str, known_on: date = TODAY) -> list[dict[str, object]]:
    table = TABLES[name]
    return [dict(zip((column.name for column in table.columns), row, strict=True)) for row in table.lent(known_on)]


def test_appeals_and_calls_are_lent_as_they_stand(play: Golden) -> None:
    appeals = {row["number"]: row for row in _lent("appeal")}
    assert list(appeals) == list(Appeal.objects.order_by("pk").values_list("pk", flat=True))
    solved = appeals[play.solved.pk]
    told = {name: solved[name] for name in ("enterprise", "topic", "grade", "state", "verdict", "ending", "filed_on", "was_on_time")}
    assert told == {
        "enterprise": play.firm.key,
        "topic": "power",
        "grade": "ordinary",
        "state": "closed",
        "verdict": "solved",
        "ending": "solved",
        "filed_on": "2026-09-24",
        "was_on_time": 1,
    }
    found = Appeal.objects.get(pk=play.solved.pk)
    assert [solved[name] for name in ("filed_at", "replied_at")] == [
        int(at.timestamp()) for at in (found.filed_at, found.replied_at) if at is not None
    ]
    assert [(row["appeal"], row["satisfaction"]) for row in _lent("call_back")] == [
        (call.appeal_id, call.satisfaction or None) for call in CallBack.objects.order_by("pk")
    ]


def test_parts_and_clocks_are_lent_as_they_stand(play: Golden) -> None:
    assert [(row["number"], row["unit"], row["role"], row["outcome"]) for row in _lent("leg")] == [
        (leg.pk, leg.unit.key, leg.role, leg.outcome or None) for leg in Leg.objects.select_related("unit").order_by("pk")
    ]
    assert [(row["number"], row["name"], row["due_on"]) for row in _lent("clock")] == [
        (clock.pk, clock.key, str(clock.due_on) if clock.due_on else None) for clock in RunningClock.objects.order_by("pk")
    ]


def test_nothing_that_was_written_is_lent(play: Golden) -> None:
    """The tables hold names, numbers and words that would leak."""
    kept = str(list(Appeal.objects.values())) + str(list(CallBack.objects.values())) + str(list(Leg.objects.values()))
    assert [word for word in ("虚构某人", "13800000001", "第1件", "person:") if word not in kept] == []
    lent = str([_lent(name) for name in ("appeal", "call_back", "leg", "clock")])
    assert [word for word in PRIVATE if word in lent] == []


def test_what_came_after_the_day_is_not_lent(play: Golden) -> None:
    assert [_lent(name, date(2026, 9, 23)) for name in ("appeal", "call_back", "leg", "clock")] == [[], [], [], []]
