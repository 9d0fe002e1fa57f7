"""A profile tried on closed cases: who would have been late; by grade, with what cannot be compared told beside it."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from dukou.casework.actions.refusals import NoSuchProfile
from dukou.casework.actions.steps import step
from dukou.casework.commands import app
from dukou.casework.core.budgets import Budget, BudgetUnit
from dukou.casework.core.clocks import Clock, due
from dukou.casework.core.ledgers import Entry, EntryKind, Holder, Ledger, read
from dukou.casework.core.profiles import Profile
from dukou.casework.core.replays import ClosedClock, Replay
from dukou.casework.models import CaseEvent
from dukou.casework.tests.calendars_made import cn
from dukou.casework.tests.made_up import CLERK, at, calendar, clock, content, opened, profile
from dukou.kit.core.labels import speaking
from dukou.kit.core.refusals import Refusal

START = at("2026-09-24 10:00")
shell = typer.Typer()
shell.add_typer(app, name="clock")


def asked(*closed: ClosedClock, **clocks: dict[str, Any]) -> list[tuple[object, ...]]:
    """Each line: grade, grade it is asked under, clock, counted, were late, would be late, no such clock, not alike."""
    replay = Replay(Profile.read("new", "v", content(**clocks)), cn())
    for each in closed:
        replay.ask(each)
    return [(x.grade, x.under, x.key, x.count, x.late, x.would, x.no_clock, x.not_alike) for x in replay.lines.values()]


def outer(stopped: str, *entries: Entry, within: str = "7 workdays", grade: str = "ordinary", key: str = "outer") -> ClosedClock:
    value, unit = within.split(" ")
    return ClosedClock(grade, key, Clock(START, Budget(int(value), BudgetUnit.of(unit)), ledger=read(entries)), at(stopped))


def test_a_shorter_rule_makes_more_of_them_late() -> None:
    in_time, late = outer("2026-10-08 10:00"), outer("2026-11-30 10:00")  # seven working days end on 12 October, three on 30 September
    assert asked(in_time, late, outer=clock("7 workdays")) == [("ordinary", "ordinary", "outer", 2, 1, 1, 0, 0)]
    assert asked(in_time, late, outer=clock("3 workdays")) == [("ordinary", "ordinary", "outer", 2, 1, 2, 0, 0)]
    assert asked(in_time, late, outer=clock("90 days")) == [("ordinary", "ordinary", "outer", 2, 1, 0, 0, 0)]


def test_pauses_stay_and_extensions_only_in_their_own_unit() -> None:
    paused = (
        Entry(EntryKind.PAUSE, at("2026-09-28 10:00"), 0, Holder.ENTERPRISE),
        Entry(EntryKind.RESUME, at("2026-10-30 10:00"), 0, Holder.ENTERPRISE),
    )
    more = Entry(EntryKind.EXTEND, at("2026-09-28 10:00"), 30)
    held, longer = outer("2026-10-30 12:00", *paused), outer("2026-11-02 12:00", more)
    assert asked(held, longer, outer=clock("3 workdays")) == [("ordinary", "ordinary", "outer", 2, 0, 0, 0, 0)]
    assert asked(held, longer, outer=clock("20 days")) == [("ordinary", "ordinary", "outer", 1, 0, 0, 0, 1)]


def test_what_has_no_fellow_is_said() -> None:
    strange, promised = outer("2026-09-30 10:00", grade="urgent"), outer("2026-09-30 10:00", key="ruling")
    assert asked(strange, promised) == [("urgent", "ordinary", "outer", 1, 0, 0, 0, 0), ("ordinary", "ordinary", "ruling", 0, 0, 0, 1, 0)]


@given(st.integers(1, 60), st.integers(1, 60), st.datetimes(datetime(2026, 9, 24, 11), datetime(2027, 3, 1)))
def test_it_says_of_each_what_its_own_deadline_says(was: int, new: int, stopped: datetime) -> None:
    told = outer(f"{stopped:%Y-%m-%d %H:%M}", within=f"{was} workdays")
    until = [due(Clock(START, Budget(value, BudgetUnit.WORKDAYS), ledger=Ledger()), cn()) for value in (was, new)]
    late = tuple(int(each is not None and told.stopped_at >= each.at) for each in until)
    ((*_, count, were, would, _, _),) = asked(told, outer=clock(f"{new} workdays"))
    assert (count, were, would) == (1, *late)


@pytest.fixture
def closed(db: None) -> None:
    """Three closed cases and an open one: answered in time, late, while it stood still."""
    calendar()
    profile()
    profile(content(outer=clock("3 workdays")), key="new")
    for stopped, is_closed in (("2026-10-08 10:00", True), ("2026-11-30 10:00", True), ("2026-12-01 10:00", False)):
        with opened(START) as first:
            first.start("outer")
        if is_closed:
            with step(by=CLERK, act="tests.close", case=first.case.pk, now=at(stopped)) as last:
                last.close("done")
    with opened(START, grade="hard") as first:
        running = first.start("outer")
        assert running is not None
        running.case = first.case
        first.pause(running, holder=Holder.ENTERPRISE, reason="等企业")
    with step(by=CLERK, act="tests.close", case=first.case.pk, now=at("2026-12-01 10:00")) as last:
        last.close("done")


def ran(*words: str) -> Any:
    with speaking("en"):
        made = CliRunner().invoke(shell, ["clock", *words, "--format", "json"])
    if isinstance(made.exception, Refusal):
        raise made.exception
    assert made.exit_code == 0, made.output
    return json.loads(made.stdout)


def test_on_the_command_line_by_grade_and_nothing_is_written(closed: None) -> None:
    before = CaseEvent.objects.count()
    told = ran("replay", "--profile", "new", "--kind", "test")
    assert [(row["grade"], row["by_name"], row["count"], row["late"], row["would"], row["would_rate"]) for row in told["clocks"]] == [
        ("hard", True, 1, 0, 0, "0.0 %"),
        ("ordinary", True, 2, 1, 2, "100.0 %"),
    ]
    assert CaseEvent.objects.count() == before
    assert ran("replay", "--profile", "new")["clocks"] == []  # none of them is an appeal
    with pytest.raises(NoSuchProfile):
        ran("replay", "--profile", "nothing")


def test_what_workers_do_is_done_at_once(closed: None) -> None:
    assert ran("sweep")["taken"] > 0
    assert ran("sweep") == {"taken": 0}
    assert ran("reproject") == {"calendar": "cn", "moved": 0}
