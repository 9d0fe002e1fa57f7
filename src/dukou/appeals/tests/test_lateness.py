"""An appeal that was late stays late, in its own row and in the rates: whatever is asked, graded, granted or promised."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dukou.accounts.actions import approvals
from dukou.accounts.core.permissions import Permission
from dukou.accounts.models import Approval
from dukou.accounts.queries import actor_of
from dukou.appeals.actions import appeals, dispatch, exchanges, extensions, gradings, objections, replies, triage
from dukou.appeals.actions.refusals import GradeNeedsTwo, NoLead, NotYourLeg
from dukou.appeals.core.kinds import Channel, VerdictKind
from dukou.appeals.core.objections import ObjectionTooLate
from dukou.appeals.core.statistics import Timeliness, summary
from dukou.appeals.models import Appeal, Exchange, Objection
from dukou.appeals.queries.red import waiting_lines
from dukou.appeals.queries.rulings import past_rulings
from dukou.appeals.queries.statistics import rows_for
from dukou.appeals.tests.made_up import NOW, Cast, at, due_of, filed, in_hand, inbox_of, players
from dukou.casework.actions import deadlines
from dukou.casework.actions.refusals import NothingAsked
from dukou.casework.models import Leg, RunningClock
from dukou.casework.tests.made_up import calendar, with_day_off
from dukou.kit.core.actors import SYSTEM

pytestmark = pytest.mark.django_db
SOLVED: dict[str, Any] = {"verdict": VerdictKind.SOLVED, "text": "线路已迁改", "done": "已迁改"}
LATE = at("2026-10-20 10:00")
END = at("2026-10-13 00:00")


@pytest.fixture
def cast() -> Cast:
    """A firm with its agent, two clerks at the window, an officer in each of two units."""
    return players()


def test_a_question_does_not_launder_lateness(cast: Cast) -> None:
    """Due on 12 October, asked on the 20th at 10:00, replied to a minute later: that was late."""
    appeal = in_hand(cast.window, filed(cast.agent, cast.firm))
    exchanges.ask(by=cast.power, number=appeal.pk, question="请给图纸", now=LATE)
    assert set(RunningClock.objects.filter(key__in=("outer", "lead")).values_list("state", flat=True)) == {"running"}
    answered = replies.reply(by=cast.power, number=appeal.pk, now=at("2026-10-20 10:01"), **SOLVED)
    assert answered.was_on_time is False
    (row,) = rows_for(cast.window, None, at("2026-10-21 10:00"))
    assert (row.due, summary([row], LATE).reply[Timeliness.LATE]) == (END, 1)


def test_a_reply_settles_the_question_and_is_in_time_where_it_was_asked_in_time(cast: Cast) -> None:
    appeal = in_hand(cast.window, filed(cast.agent, cast.firm))
    exchanges.ask(by=cast.power, number=appeal.pk, question="请给图纸", now=at("2026-10-12 10:00"))
    answered = replies.reply(by=cast.power, number=appeal.pk, now=at("2026-10-14 10:00"), **SOLVED)
    outer = RunningClock.objects.get(key="outer")
    assert (answered.was_on_time, outer.due_on, outer.state) == (True, date(2026, 10, 14), "stopped")  # the 12th was left
    (asked,) = Exchange.objects.all()
    assert (asked.settled_at, asked.answered_at) == (at("2026-10-14 10:00"), None)
    (row,) = rows_for(cast.window, None, at("2026-10-21 10:00"))
    assert summary([row], LATE).reply == {Timeliness.IN_TIME: 1, Timeliness.LATE: 0, Timeliness.NEVER: 0}


def test_one_person_does_not_grade_lateness_away(cast: Cast) -> None:
    appeal = filed(cast.agent, cast.firm)
    with pytest.raises(GradeNeedsTwo):
        triage.accept(by=cast.window, number=appeal.pk, grade="hard", now=LATE)
    assert triage.accept(by=cast.window, number=appeal.pk, now=LATE).case.grade == "ordinary"
    assert due_of(appeal, "outer") == date(2026, 10, 12)


def test_two_people_do_not_either(cast: Cast) -> None:
    appeal = in_hand(cast.window, filed(cast.agent, cast.firm))
    asked = gradings.ask(by=cast.window, number=appeal.pk, grade="hard", reason="牵涉多", now=LATE)
    chief = actor_of(cast.caller, Permission.HANDLE_APPEALS)
    approvals.decide(by=chief, approval=Approval.objects.get(pk=asked), is_granted=True, reason="同意", now=LATE)
    appeal = Appeal.objects.select_related("case").get()
    assert (appeal.case.grade, due_of(appeal, "outer"), due_of(appeal, "lead")) == ("hard", date(2026, 10, 12), date(2026, 10, 9))
    assert replies.reply(by=cast.power, number=appeal.pk, now=at("2026-10-21 10:00"), **SOLVED).was_on_time is False


def test_another_grade_in_time_is_told_to_the_enterprise(cast: Cast) -> None:
    appeal = filed(cast.agent, cast.firm)
    triage.accept(by=cast.window, number=appeal.pk, grade="hard", now=at("2026-09-24 10:30"))
    assert due_of(appeal, "outer") == date(2026, 11, 12)
    assert f"等级变更后，第 {appeal.pk} 号诉求的期限由 2026-10-12 改为 2026-11-12" in inbox_of(cast.agent)


def test_more_time_moves_the_leads_own_clock_too(cast: Cast) -> None:
    appeal = in_hand(cast.window, filed(cast.agent, cast.firm))
    extensions.ask(by=cast.power, number=appeal.pk, value=2, reason="要停电", now=NOW)
    extensions.decide(by=cast.window, number=appeal.pk, is_granted=True, reason="同意", now=NOW)
    assert (due_of(appeal, "outer"), due_of(appeal, "lead")) == (date(2026, 10, 14), date(2026, 10, 12))  # the 10th is worked


def test_what_was_asked_does_not_outlive_the_appeal(cast: Cast) -> None:
    appeal = in_hand(cast.window, filed(cast.agent, cast.firm))
    told = {"reason": "不是电力设施", "basis": "职责清单第 3 条", "proposed": "social"}
    objections.make(by=cast.power, number=appeal.pk, leg=Leg.objects.get().pk, now=NOW, **told)
    extensions.ask(by=cast.power, number=appeal.pk, value=2, reason="要停电", now=NOW)
    exchanges.ask(by=cast.power, number=appeal.pk, question="请给图纸", now=NOW)
    assert len(waiting_lines(cast.window, 10)) == 2
    appeals.withdraw(by=cast.agent, number=appeal.pk, reason="已解决", now=at("2026-09-24 11:00"))
    assert waiting_lines(cast.window, 10) == []
    assert (Objection.objects.get().ruling, Exchange.objects.get().settled_at) == ("moot", at("2026-09-24 11:00"))
    assert past_rulings() == []


def test_a_reply_makes_the_units_own_asking_moot(cast: Cast) -> None:
    appeal = in_hand(cast.window, filed(cast.agent, cast.firm))
    told = {"reason": "不是电力设施", "basis": "职责清单第 3 条", "proposed": "social"}
    objections.make(by=cast.power, number=appeal.pk, leg=Leg.objects.get().pk, now=NOW, **told)
    extensions.ask(by=cast.power, number=appeal.pk, value=2, reason="要停电", now=NOW)
    replies.reply(by=cast.power, number=appeal.pk, now=at("2026-09-28 10:00"), **SOLVED)
    for decide in (
        lambda: extensions.decide(by=cast.window, number=appeal.pk, is_granted=True, reason="同意", now=at("2026-09-28 11:00")),
        lambda: objections.decide(by=cast.window, number=appeal.pk, is_upheld=True, reason="同意", now=at("2026-09-28 11:00")),
    ):
        with pytest.raises(NothingAsked):
            decide()
    assert not RunningClock.objects.filter(key="ruling", stopped_at=None).exists()


def test_a_unit_without_an_open_part_asks_nothing_and_stops_no_clock(cast: Cast) -> None:
    appeal = in_hand(cast.window, filed(cast.agent, cast.firm), "social")
    dispatch.recall(by=cast.window, number=appeal.pk, leg=Leg.objects.get(unit__key="social").pk, reason="不需要", now=NOW)
    with pytest.raises(NotYourLeg):
        triage.contact(by=cast.social, number=appeal.pk, words="已联系", now=NOW)
    dispatch.recall(by=cast.window, number=appeal.pk, leg=Leg.objects.get(unit__key="power").pk, reason="另派", now=NOW)
    with pytest.raises(NoLead):
        exchanges.ask(by=cast.power, number=appeal.pk, question="请给图纸", now=NOW)
    with pytest.raises(NoLead):
        triage.contact(by=cast.power, number=appeal.pk, words="已联系", now=NOW)
    running = dict(RunningClock.objects.filter(leg=None).values_list("key", "state"))
    assert running == {"contact": "running", "verdict": "stopped", "outer": "running"}


def test_a_clock_begun_while_the_enterprise_is_asked_stands(cast: Cast) -> None:
    appeal = filed(cast.window, cast.firm, channel=Channel.PHONE_DESK)
    triage.accept(by=cast.window, number=appeal.pk, now=NOW)
    exchanges.ask(by=cast.window, number=appeal.pk, question="请给图纸", now=NOW)
    dispatch.send(by=cast.window, number=appeal.pk, lead="power", now=at("2026-09-24 11:00"))
    assert dict(RunningClock.objects.filter(key__in=("outer", "lead")).values_list("key", "state")) == {
        "outer": "standing",
        "lead": "standing",
    }
    exchanges.answer(by=cast.agent, number=appeal.pk, text="见附件", now=at("2026-09-28 10:00"))
    assert (due_of(appeal, "outer"), due_of(appeal, "lead")) == (
        date(2026, 10, 12),
        date(2026, 10, 9),
    )  # it ran on before either day closed


def test_a_promise_keeps_its_day_and_people_hear_that_it_became_a_day_off(cast: Cast) -> None:
    appeal = in_hand(cast.window, filed(cast.agent, cast.firm))
    plan: dict[str, Any] = {"verdict": VerdictKind.ON_PLAN, "text": "列入改造计划", "promised_on": date(2026, 11, 12)}
    replies.reply(by=cast.power, number=appeal.pk, now=at("2026-09-28 10:00"), **plan)
    calendar(with_day_off("2026-11-12"))
    deadlines.reproject(by=SYSTEM, calendar="cn", now=at("2026-09-28 11:00"))
    assert (due_of(appeal, "promise"), Appeal.objects.get().promised_on) == (date(2026, 11, 12),) * 2
    said = f"放假安排公布后，第 {appeal.pk} 号诉求承诺答复的 2026-11-12 成了休息日，承诺不变，请提前答复"
    assert (inbox_of(cast.agent)[-1], inbox_of(cast.power)[-1]) == (said, said)


def test_the_window_that_is_told_is_the_districts(cast: Cast) -> None:
    appeal = in_hand(cast.window, filed(cast.agent, cast.firm))
    told = {"reason": "不是", "basis": "清单", "proposed": "social"}
    with pytest.raises(ObjectionTooLate) as refused:
        objections.make(by=cast.power, number=appeal.pk, leg=Leg.objects.get().pk, now=at("2026-09-29 09:00"), **told)
    assert refused.value.said_why.zh == "异议期已在 2026-09-29 00:00 结束"
