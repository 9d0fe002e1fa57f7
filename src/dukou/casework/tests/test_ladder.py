"""The ladder: each rung once, in order, also after a time without sweeps and when two sweep at once; what the end of a clock means."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dukou.casework.actions import ladder
from dukou.casework.actions._failing import CasesFailed
from dukou.casework.actions.ladder import RungReached, rung_reached
from dukou.casework.actions.steps import step
from dukou.casework.core.profiles import LegRole
from dukou.casework.models import Case, CaseEvent, Leg, RungTaken, RunningClock
from dukou.casework.tests.made_up import CLERK, NOW, at, calendar, opened, profile, unit
from dukou.kit.core.actors import SYSTEM

pytestmark = pytest.mark.django_db


def _case(role: LegRole = LegRole.LEAD, *, outer: bool = False) -> Case:
    calendar()
    profile()
    with opened() as taken:
        if outer:
            taken.start("outer")
        taken.open_leg(unit=unit("power"), role=role)
    return taken.case


def _taken(key: str) -> list[tuple[str, str]]:
    rows = RungTaken.objects.filter(clock__key=key).order_by("pk")
    return [(row.rung, f"{row.due_at.astimezone(NOW.tzinfo):%m-%d %H:%M}") for row in rows]


def test_each_rung_has_its_moment() -> None:
    _case()
    for day in ("2026-09-30 08:00", "2026-09-30 09:00", "2026-10-09 23:59", "2026-10-10 00:00", "2026-10-10 09:00", "2026-10-13 09:00"):
        ladder.sweep(by=SYSTEM, now=at(day))
    assert _taken("lead") == [
        ("reminder", "10-08 09:00"),  # the working day before the last, which is 9 October
        ("expiry", "10-10 00:00"),
        ("urge", "10-10 09:00"),  # a Saturday that is worked
        ("supervise", "10-13 09:00"),
    ]


def test_what_was_missed_is_taken_in_order_and_once() -> None:
    case = _case()
    assert ladder.sweep(by=SYSTEM, now=at("2026-12-01 09:00")) == 5
    assert [rung for rung, _ in _taken("lead")] == ["reminder", "expiry", "urge", "supervise", "leader"]
    assert ladder.sweep(by=SYSTEM, now=at("2026-12-02 09:00")) == 0
    (event,) = CaseEvent.objects.filter(case=case, act="ladder.sweep")
    assert (event.actor, [change["rung"] for change in event.data["changes"]]) == (
        "system:dukou",
        ["reminder", "expiry", "urge", "supervise", "leader"],
    )


def test_the_end_of_an_assisting_leg_means_that_it_agrees() -> None:
    _case(LegRole.ASSIST)
    ladder.sweep(by=SYSTEM, now=at("2026-10-01 00:00"))
    assert (Leg.objects.get().outcome, RunningClock.objects.get().state) == ("deemed_agreed", "stopped")
    assert [rung for rung, _ in _taken("assist")] == ["reminder", "expiry"]


def test_the_end_of_a_separate_leg_returns_it() -> None:
    _case(LegRole.SEPARATE)
    ladder.sweep(by=SYSTEM, now=at("2026-10-01 00:00"))
    assert Leg.objects.get().outcome == "returned"


def test_the_end_of_the_outer_clock_is_escalated_at_once() -> None:
    _case(outer=True)
    ladder.sweep(by=SYSTEM, now=at("2026-10-13 00:00"))
    assert [rung for rung, _ in _taken("outer")] == ["reminder", "expiry", "urge"]


def test_a_clock_that_is_stopped_climbs_no_further() -> None:
    case = _case()
    ladder.sweep(by=SYSTEM, now=at("2026-10-08 09:00"))
    with step(by=CLERK, act="tests.close", case=case.pk, now=at("2026-10-09 09:00")) as taken:
        taken.close("solved")
    assert ladder.sweep(by=SYSTEM, now=at("2026-12-01 09:00")) == 0
    assert [rung for rung, _ in _taken("lead")] == ["reminder"]


def test_a_new_clock_is_not_late_because_of_holidays() -> None:
    """The fault of a well-known help desk: a ticket a minute old was escalated since the last days had been holidays."""
    calendar()
    profile()
    with opened(at("2026-10-07 23:58")) as taken:
        taken.open_leg(unit=unit("power"), role=LegRole.LEAD)
    assert ladder.sweep(by=SYSTEM, now=at("2026-10-07 23:59")) == 0
    assert ladder.sweep(by=SYSTEM, now=at("2026-10-08 08:00") + timedelta(minutes=1)) == 0


def test_one_bad_case_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first due case fails in a listener; the others climb, the next sweep tries it again, and whoever sweeps hears of it."""
    bad = _case()
    others = []
    for hour in (11, 12):
        with opened(at(f"2026-09-24 {hour}:00")) as taken:
            taken.open_leg(unit=unit("power"), role=LegRole.LEAD)
        others.append(taken.case.pk)

    def fails(reached: RungReached) -> None:
        if reached.case.pk == bad.pk:
            raise ValueError("a fault in what hears of it")

    monkeypatch.setattr(rung_reached, "listeners", [fails])
    with pytest.raises(CasesFailed, match=f"rungs were not taken in 1 case.*{bad.pk}.*a fault in what hears of it"):
        ladder.sweep(by=SYSTEM, now=at("2026-10-10 00:00"))
    assert list(RungTaken.objects.order_by("pk").values_list("clock__case", "rung")) == [
        (case, rung) for case in others for rung in ("reminder", "expiry")
    ]
    monkeypatch.setattr(rung_reached, "listeners", [])
    assert ladder.sweep(by=SYSTEM, now=at("2026-10-10 00:01")) == 2
