"""The figures of a made-up district of seven appeals, each reckoned by hand; what units see of them; where there is no base."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dukou.accounts.core.roles import Role
from dukou.appeals.actions import call_backs, exchanges, replies
from dukou.appeals.core.kinds import Ending, Outcome, Satisfaction, VerdictKind
from dukou.appeals.core.statistics import Timeliness, by_group, summary
from dukou.appeals.models import Appeal
from dukou.appeals.queries.held import held_time
from dukou.appeals.queries.ping_pong import ping_pong_for
from dukou.appeals.queries.statistics import rows_among, rows_for
from dukou.appeals.tests.golden import NOW, Golden, golden
from dukou.appeals.tests.made_up import at, officer
from dukou.casework.core.ledgers import Holder
from dukou.casework.core.satisfaction import Asked
from dukou.kit.core.periods import months, year
from dukou.kit.core.rates import NOTHING_BEFORE, Rate

pytestmark = pytest.mark.django_db
YEAR = year(2026)


@pytest.fixture
def play() -> Golden:
    """The seven appeals."""
    return golden()


def test_four_rates_by_hand(play: Golden) -> None:
    found = summary(rows_for(play.window, YEAR, NOW), NOW)
    assert (found.filed, found.owed) == (7, 6)  # the refused one is owed no reply
    assert found.contact == {Timeliness.IN_TIME: 6, Timeliness.LATE: 0, Timeliness.NEVER: 0}
    assert found.reply == {Timeliness.IN_TIME: 2, Timeliness.LATE: 1, Timeliness.NEVER: 1}  # solved, moved; late; open
    assert found.reply_open == 2  # the one that came back, and the one on plan until 30 October
    assert found.outcomes == dict.fromkeys(Outcome, 1)  # solved, late, moved, on plan, and the one that came back
    assert found.endings == dict.fromkeys(Ending, 0) | {Ending.SOLVED: 1, Ending.NOT_ACCEPTED: 1}
    assert found.rates == (Rate(6, 6), Rate(2, 4), Rate(1, 5), Rate(1, 2))
    assert found.asked == Asked(asked=3, answered=2, satisfied=1, reopened=1)
    assert (found.asked.silent, found.asked.worst, found.asked.best) == (1, Rate(1, 3), Rate(2, 3))


def test_how_long_replies_take_with_the_open_ones_counted(play: Golden) -> None:
    rows = rows_for(play.window, YEAR, NOW)
    # office hours, seven a day: 9 less the firm's 5; 6 + 7 × 7; three open for 6 + 13 × 7; the refused one answered after 1; 6 + 7
    assert [row.reply_taken for row in rows] == [4, 55, 97, 97, 97, 1, 13]
    taken = summary(rows, NOW).taken
    assert (taken.n, taken.ended, taken.quantile(0.5), taken.quantile(0.9)) == (6, 3, 55, None)


def test_by_unit_topic_and_grade(play: Golden) -> None:
    rows = rows_for(play.window, YEAR, NOW)
    units = by_group(rows, lambda row: row.unit, NOW)
    assert {unit: each.filed for unit, each in units.items()} == {"": 1, "power": 5, "social": 1}  # whose it was ruled to be
    assert (units["power"].on_time, units["power"].solved, units["social"].on_time) == (Rate(1, 3), Rate(1, 4), Rate(1, 1))
    assert {topic: each.filed for topic, each in by_group(rows, lambda row: row.topic, NOW).items()} == {"power": 7}
    assert {grade: each.filed for grade, each in by_group(rows, lambda row: row.grade, NOW).items()} == {"ordinary": 7}


def test_once_late_is_late_for_good(play: Golden) -> None:
    """A late reply that came back and was followed by one in time stays late."""
    number = play.late.pk
    call_backs.record(by=play.caller, number=number, satisfaction=Satisfaction.DISSATISFIED, now=at("2026-10-19 10:00"))
    told = {"verdict": VerdictKind.SOLVED, "text": "补办", "done": "已补办"}
    replies.reply(by=play.power, number=number, now=at("2026-10-19 11:00"), **told)  # type: ignore[arg-type]
    (row,) = (row for row in rows_for(play.window, YEAR, NOW) if row.key == str(number))
    assert (row.due, row.verdict, row.replied_at) == (at("2026-10-13 00:00"), VerdictKind.SOLVED, at("2026-10-19 11:00"))
    assert summary([row], NOW).reply[Timeliness.LATE] == 1


def test_a_promise_that_passes_is_late(play: Golden) -> None:
    after = at("2026-10-31 09:00")
    (row,) = (row for row in rows_for(play.window, YEAR, after) if row.key == str(play.on_plan.pk))
    assert summary([row], after).reply == {Timeliness.IN_TIME: 0, Timeliness.LATE: 0, Timeliness.NEVER: 1}


def test_an_answer_while_the_clock_stands_is_in_time(play: Golden) -> None:
    exchanges.ask(by=play.power, number=play.again.pk, question="还缺什么", now=at("2026-10-20 09:00"))
    (row,) = (row for row in rows_for(play.window, YEAR, NOW) if row.key == str(play.again.pk))
    assert summary([row], NOW).reply_open == 1  # nobody can say while it stands
    told = {"verdict": VerdictKind.SOLVED, "text": "办好", "done": "已办"}
    replies.reply(by=play.power, number=play.again.pk, now=at("2026-10-20 10:00"), **told)  # type: ignore[arg-type]
    (row,) = (row for row in rows_for(play.window, YEAR, NOW) if row.key == str(play.again.pk))
    assert summary([row], NOW).on_time == Rate(1, 1)


def test_figures_know_nothing_later_than_the_moment_they_are_asked_for(play: Golden) -> None:
    before = at("2026-09-28 11:00")  # nobody has been answered, nothing has come back
    found = summary(rows_among(Appeal.objects.all(), before), before)
    assert (found.reply_open, sum(found.outcomes.values()), found.asked.asked) == (6, 0, 0)
    assert found.rates[1:] == (Rate(0, 0),) * 3
    assert rows_among(Appeal.objects.all(), at("2026-09-23 10:00")) == []


def test_the_period_is_that_of_filing(play: Golden) -> None:
    assert len(rows_for(play.window, months(2026, 9, 9), NOW)) == 7
    assert rows_for(play.window, months(2026, 10, 10), NOW) == []
    assert len(rows_for(play.window, None, NOW)) == 7


def test_no_appeals_have_no_base() -> None:
    found = summary([], NOW)
    assert [rate.share for rate in found.rates] == [NOTHING_BEFORE] * 4
    assert [str(rate.label) for rate in found.rates] == ["无基数"] * 4


def test_who_held_the_time(play: Golden) -> None:
    found = held_time(play.window, YEAR, NOW)
    assert found is not None
    # of the solved one: nobody 1 h before dispatch and 4 after the reply, the unit 1 + 2, the firm 4 + 1; the refused one: nobody 1
    hours = {holder: time.hours for holder, time in found.holders.items()}
    assert hours == {Holder.DEPARTMENT: 3, Holder.ENTERPRISE: 5, Holder.PERMIT_OFFICE: 0, Holder.NOBODY: 6}
    assert ({unit: time.hours for unit, time in found.units.items()}, found.critical) == ({"power": 3}, {"power": Rate(1, 1)})
    assert (found.cases, found.is_partial, found.disputed.hours) == (2, False, 0)
    only = held_time(play.window, YEAR, NOW, most=1)
    assert only is not None
    assert (only.cases, only.is_partial) == (1, True)
    assert held_time(play.window, months(2026, 10, 10), NOW) is None


def test_ping_pong(play: Golden) -> None:
    found = ping_pong_for(play.window, YEAR)
    told = {unit: (each.returned, each.upheld, round(each.handovers, 3), each.cases) for unit, each in found.items()}
    assert told == {"power": (Rate(1, 6), Rate(1, 1), 0.167, 6), "social": (Rate(0, 1), Rate(0, 0), 1.0, 1)}


def test_a_unit_is_told_its_own_line_alone(play: Golden) -> None:
    """The social office sees one appeal; the power office had a part in that one too, yet is not told of its figures."""
    told = {viewer.key: sorted({row.unit for row in rows_for(viewer, YEAR, NOW)}) for viewer in (play.power, play.social)}
    assert told == {"person:power-1": ["power"], "person:social-1": ["social"]}
    assert list(ping_pong_for(play.social, YEAR)) == ["social"]
    held = held_time(play.power, YEAR, NOW)
    assert held is not None
    assert (held.cases, list(held.units), list(held.critical)) == (1, ["power"], ["power"])
    assert held_time(play.social, YEAR, NOW) is None
    green = officer("green-1", Role.DEPARTMENT_OFFICER, "green")
    assert (rows_for(green, YEAR, NOW), ping_pong_for(green, YEAR), held_time(green, YEAR, NOW)) == ([], {}, None)


def test_the_number_of_queries_does_not_grow(play: Golden) -> None:
    with CaptureQueriesContext(connection) as of_one:
        rows_among(Appeal.objects.filter(pk=play.solved.pk), NOW)
    with CaptureQueriesContext(connection) as of_all:
        rows_among(Appeal.objects.all(), NOW)
    assert len(of_one) == len(of_all)
