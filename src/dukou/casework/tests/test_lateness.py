"""What has run out is late for good: no question, grade, extension, ruling or notice makes it as if it were not."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from dukou.casework.actions import deadlines, ladder, refusals
from dukou.casework.actions.steps import Step, step
from dukou.casework.core.ledgers import Holder
from dukou.casework.core.profiles import LegRole
from dukou.casework.core.receipts import verify
from dukou.casework.models import Case, CaseEvent, ClockEntry, ExtensionRequest, RungTaken, RunningClock
from dukou.casework.queries.calendars import calendar_in_force
from dukou.casework.queries.clocks import waiting_extension
from dukou.casework.queries.late import waiting_extensions
from dukou.casework.queries.timing import receipt_of
from dukou.casework.tests.made_up import CHIEF, CLERK, NOW, at, calendar, clock, content, opened, profile, unit, with_day_off, year
from dukou.kit.core.actors import SYSTEM, Actor
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal

pytestmark = pytest.mark.django_db
END = at("2026-10-13 00:00")  # of the outer clock, whose last day is 12 October
AFTER = at("2026-10-20 10:00")
PROMISED = Label("承诺", "promised")


def _case() -> Case:
    calendar()
    more = {"times": 2, "most": 5, "ask_before": "1 workdays"}
    plain = content(outer=clock("7 workdays", expiry="escalate", extension=more))
    plain["grades"]["hard"]["clocks"]["outer"] = clock("30 workdays", extension=more)
    plain["grades"]["urgent"] = {"name": plain["name"], "clocks": plain["grades"]["ordinary"]["clocks"] | {"outer": clock("300 hours")}}
    plain["sequence"] = ["ordinary", "hard", "urgent"]
    profile(plain)
    with opened() as taken:
        taken.start("outer")
        taken.open_leg(unit=unit("power"), role=LegRole.LEAD)
    return taken.case


@pytest.fixture
def case() -> Case:
    """A case whose outer clock ends on 12 October and whose lead's ends on 9 October."""
    return _case()


def _outer(case: Case) -> RunningClock:
    return RunningClock.objects.get(case=case, key="outer")


def _do(case: Case, now: datetime, by: Actor = CLERK) -> AbstractContextManager[Step]:
    return step(by=by, act="tests.do", case=case.pk, now=now)


def test_what_has_run_out_is_not_paused(case: Case) -> None:
    with pytest.raises(refusals.RunOut) as refused, _do(case, AFTER) as taken:
        taken.pause(_outer(case), holder=Holder.ENTERPRISE, reason="等")
    assert refused.value.said_why.zh == "“虚构”已于 2026-10-13 00:00 到期"
    with _do(case, AFTER) as taken:
        taken.wait(Holder.ENTERPRISE, "等图纸")
    assert (_outer(case).state, _outer(case).due_on, ClockEntry.objects.count()) == ("running", date(2026, 10, 12), 0)


def test_the_first_end_that_passed_is_kept_by_the_sweep_and_by_stopping(case: Case) -> None:
    ladder.sweep(by=SYSTEM, now=at("2026-10-12 23:59"))
    assert _outer(case).first_late_at is None
    ladder.sweep(by=SYSTEM, now=END)
    assert _outer(case).first_late_at == END
    lead = RunningClock.objects.get(case=case, key="lead")
    assert lead.first_late_at == at("2026-10-10 00:00")
    with _do(case, AFTER) as taken:
        stopped = taken.stop("outer")
        taken.start("outer")
        again = taken.stop("outer")
    assert stopped is not None and again is not None
    assert (stopped.first_late_at, again.first_late_at) == (END, None)


def test_stopped_late_without_a_sweep_is_kept_too(case: Case) -> None:
    with _do(case, END) as taken:
        taken.close("solved")
    ends = dict(RunningClock.objects.values_list("key", "first_late_at"))
    assert ends == {"outer": END, "lead": at("2026-10-10 00:00")}
    with pytest.raises(IntegrityError), transaction.atomic():  # the database says so too
        RunningClock.objects.filter(key="outer").update(first_late_at=None)


def test_another_grade_moves_what_runs_and_nothing_that_has_run_out(case: Case) -> None:
    with _do(case, at("2026-10-10 09:00")) as taken:  # the lead's clock has run out, the outer one runs
        taken.regrade("hard")
    assert (_outer(case).due_on, RunningClock.objects.get(key="lead").due_on) == (date(2026, 11, 12), date(2026, 10, 9))
    told = [(change["did"], change.get("key")) for change in CaseEvent.objects.latest("pk").data["changes"]]
    assert told == [("regraded", None), ("clock_moved", "outer"), ("clock_kept", "lead")]


def test_rungs_begin_anew_where_the_end_moves(case: Case) -> None:
    ladder.sweep(by=SYSTEM, now=at("2026-10-12 09:00"))
    with _do(case, at("2026-10-12 10:00")) as taken:
        taken.regrade("hard")
    ladder.sweep(by=SYSTEM, now=at("2026-11-13 00:00"))
    taken_rungs = [(row.rung, f"{row.ends_at.astimezone(NOW.tzinfo):%m-%d}") for row in RungTaken.objects.filter(clock__key="outer")]
    assert taken_rungs == [("reminder", "10-13"), ("reminder", "11-13"), ("expiry", "11-13")]


def test_more_time_in_another_unit_lapses_and_is_there_again_with_its_unit(case: Case) -> None:
    """Three working days more are never three hours more."""
    with _do(case, at("2026-09-28 10:00")) as taken:
        taken.extend(_outer(case), value=3, reason="要停电")
    found = [_outer(case).due_on]
    for grade in ("urgent", "ordinary"):
        with _do(case, at("2026-09-28 11:00")) as taken:
            taken.regrade(grade)
        found.append(_outer(case).due_on)
        assert verify(receipt_of(_outer(case)), calendar_in_force("cn")[0]) == []
    assert found == [date(2026, 10, 15), date(2026, 10, 6), date(2026, 10, 15)]  # 300 hours are twelve days and a half
    assert list(ClockEntry.objects.values_list("value", "unit")) == [(3, "workdays")]


def test_a_request_that_outlives_its_clock_is_moot(case: Case) -> None:
    with _do(case, at("2026-09-28 10:00")) as taken:
        asked = taken.ask_extension(_outer(case), value=3, reason="要停电")
        assert [row.pk for row in waiting_extensions(None, "test")] == [asked.pk]
        taken.stop("outer")
    asked = ExtensionRequest.objects.select_related("clock__case").get()
    assert (asked.ruling, asked.ruled_by, asked.ruled_at) == ("moot", "", at("2026-09-28 10:00"))
    assert (waiting_extension(case.pk), list(waiting_extensions(None, "test"))) == (None, [])
    with pytest.raises(refusals.NothingAsked), _do(case, at("2026-09-28 11:00"), CHIEF) as taken:
        taken.rule_on_extension(asked, is_granted=True, reason="同意")
    assert CaseEvent.objects.latest("pk").data["changes"][-1]["did"] == "extension_moot"


def test_more_time_that_comes_too_late_is_refused_in_the_districts_time(case: Case) -> None:
    with _do(case, at("2026-09-28 10:00")) as taken:
        asked = taken.ask_extension(_outer(case), value=3, reason="要停电")
    with pytest.raises(refusals.AfterExpiry) as refused, _do(case, END, CHIEF) as taken:
        taken.rule_on_extension(asked, is_granted=True, reason="同意")
    assert refused.value.said_why.zh == "延期须在 2026-10-13 00:00 前提出；期限为 2026-10-12"
    assert ExtensionRequest.objects.get().ruling == "waiting"


def test_a_clock_that_is_started_while_the_case_waits_stands_too(case: Case) -> None:
    with _do(case, at("2026-09-28 10:00")) as taken:
        taken.wait(Holder.ENTERPRISE, "等图纸")
    with _do(case, at("2026-09-28 11:00")) as taken:
        taken.open_leg(unit=unit("social"), role=LegRole.SEPARATE, clocks=["separate", "contact"])
    states = dict(RunningClock.objects.values_list("key", "state"))
    assert states == {"outer": "standing", "lead": "standing", "separate": "standing", "contact": "running"}
    with _do(case, at("2026-09-30 10:00")) as taken:
        taken.go_on()
    assert set(RunningClock.objects.values_list("state", flat=True)) == {"running"}
    assert RunningClock.objects.get(key="separate").due_on == date(2026, 10, 9)  # the 30th, the 8th and the 9th


def test_a_notice_moves_no_promise_and_tells_that_its_day_is_off(case: Case) -> None:
    with _do(case, at("2026-10-12 10:00")) as taken:
        taken.start_until("promise", date(2026, 11, 12), PROMISED)
    calendar(with_day_off("2026-11-12"), at("2026-10-12 10:30"))
    told = list[tuple[str, str]]()

    def hear(moved: deadlines.DeadlinesMoved) -> None:
        told.extend((each.key, str(each.on)) for each in moved.days_off)

    deadlines.deadlines_moved.listeners.append(hear)
    try:
        assert deadlines.reproject(by=SYSTEM, calendar="cn", now=at("2026-10-12 11:00")) == 0
        assert deadlines.reproject(by=SYSTEM, calendar="cn", now=at("2026-10-12 11:00")) == 0
    finally:
        deadlines.deadlines_moved.listeners.remove(hear)
    promise = RunningClock.objects.get(key="promise")
    assert (promise.due_on, promise.due_at, promise.is_firm) == (date(2026, 11, 12), at("2026-11-13 00:00"), True)
    assert told == [("promise", "2026-11-12")]
    assert verify(receipt_of(promise), calendar_in_force("cn")[0]) == []
    with pytest.raises(refusals.MayNotPause), _do(case, at("2026-10-12 12:00")) as taken:
        taken.pause(promise, holder=Holder.ENTERPRISE, reason="等")
    with _do(case, at("2026-10-12 12:00")) as taken:
        taken.regrade("hard")
    assert RunningClock.objects.get(key="promise").due_on == date(2026, 11, 12)


def test_a_certain_end_that_had_passed_is_not_moved_by_a_later_notice(case: Case) -> None:
    """The amended notice makes 12 October a day off; it is stated on the 14th, a day after the clock ran out."""
    amended = year("2026-12-28", ("2026-09-25", "2026-09-27", []), ("2026-10-01", "2026-10-12", ["2026-09-20"]))
    calendar(amended, at("2026-10-14 10:00"))
    assert deadlines.reproject(by=SYSTEM, calendar="cn", now=AFTER) == 0
    ladder.sweep(by=SYSTEM, now=AFTER)
    assert (_outer(case).due_on, _outer(case).first_late_at) == (date(2026, 10, 12), END)


MOVES = ("ask", "answer", "sweep", "hard", "urgent", "ordinary", "extend", "notice")


class Laundering(TestCase):
    """Whatever is done in whatever order, a clock that has run out stays late."""

    @settings(max_examples=15, phases=[Phase.explicit, Phase.reuse, Phase.generate])  # each example writes cases: it is not shrunk
    @given(st.lists(st.tuples(st.sampled_from(MOVES), st.integers(0, 6 * 24)), max_size=8))
    def test_no_order_of_acts_mends_it(self, acts: list[tuple[str, int]]) -> None:
        case, now = _case(), NOW
        late_at: datetime | None = None
        for act, hours in acts:
            now = datetime.fromtimestamp(now.timestamp() + hours * 3600, NOW.tzinfo)
            late_at = late_at or _passed(case, now)
            _try(case, act, now)
            after = _outer(case)
            late_at = late_at or _passed(case, now)  # a shorter grade counts from the beginning
            if late_at is not None:
                assert (after.state, after.due_at) == ("running", late_at)
        with _do(case, now) as taken:
            taken.go_on()
            late_at = late_at or _passed(case, now)  # a shorter grade, given while it stood, has no end until it runs
            stopped = taken.stop("outer")
        assert stopped is not None
        assert stopped.first_late_at == late_at


def _passed(case: Case, now: datetime) -> datetime | None:
    """The end of the outer clock, where it has passed."""
    until = _outer(case).due_at
    return until if until is not None and now >= until else None


def _try(case: Case, act: str, now: datetime) -> None:
    """Do one of the acts, or be refused."""
    if act == "sweep":
        ladder.sweep(by=SYSTEM, now=now)
        return
    if act == "notice":
        deadlines.reproject(by=SYSTEM, calendar="cn", now=now)
        return
    try:
        with _do(case, now) as taken:
            if act == "ask":
                taken.wait(Holder.ENTERPRISE, "等")
            elif act == "answer":
                taken.go_on()
            elif act == "extend":
                taken.extend(_outer(case), value=1, reason="要停电")
            else:
                taken.regrade(act)
    except Refusal:
        return
