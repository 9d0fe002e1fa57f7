"""Replies say what their verdict has to; the call-back sends back, but not for ever."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dukou.appeals.core.kinds import AppealAct, Ending, Satisfaction, VerdictKind
from dukou.appeals.core.verdicts import (
    DoneMissing,
    GroundMissing,
    HandlerMayNotCall,
    NotReopenable,
    PromiseMissing,
    PromiseNotKeepable,
    PromiseWithoutPlan,
    Reply,
    ReplyIsEmpty,
    act_after_call,
    act_of,
    check_caller,
    check_reopening,
    check_reply,
    ending_of,
)
from dukou.kit.core.refusals import Refusal

from .rows_made import CALENDAR

TODAY = date(2026, 9, 30)  # the day before seven days of holiday
HOLIDAY, MAKE_UP, WORKDAY = date(2026, 10, 1), date(2026, 10, 10), date(2026, 10, 8)


def reply(verdict: VerdictKind, **more: object) -> Reply:
    return Reply(verdict, "已联系企业", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "good",
    [
        reply(VerdictKind.SOLVED, done="已迁移变压器"),
        reply(VerdictKind.PARTLY, done="已迁移一台"),
        reply(VerdictKind.EXPLAINED, ground="某条例第九条"),
        reply(VerdictKind.ON_PLAN, promised_on=WORKDAY),
        reply(VerdictKind.ON_PLAN, promised_on=MAKE_UP),  # a Saturday that is worked
    ],
)
def test_a_reply_that_says_what_it_has_to(good: Reply) -> None:
    check_reply(good, TODAY, CALENDAR)
    assert act_of(good) is (AppealAct.PLAN if good.promised_on else AppealAct.REPLY)


@pytest.mark.parametrize(
    ("bad", "refusal", "cure"),
    [
        (Reply(VerdictKind.SOLVED, "  ", done="x"), ReplyIsEmpty, "写明怎样办理、结果如何"),
        (reply(VerdictKind.SOLVED, done=" "), DoneMissing, "写明采取的措施和办理结果"),
        (reply(VerdictKind.PARTLY), DoneMissing, "写明采取的措施和办理结果"),
        (reply(VerdictKind.EXPLAINED), GroundMissing, "写明文件名称和条款"),
        (reply(VerdictKind.ON_PLAN), PromiseMissing, "写上下次答复的日期，如 2026-10-08"),
        (reply(VerdictKind.ON_PLAN, promised_on=TODAY), PromiseNotKeepable, "改为之后的工作日，如 2026-10-08"),
        (reply(VerdictKind.ON_PLAN, promised_on=HOLIDAY), PromiseNotKeepable, "改为之后的工作日，如 2026-10-08"),
        (
            reply(VerdictKind.SOLVED, done="x", promised_on=WORKDAY),
            PromiseWithoutPlan,
            "去掉日期；事情没办完的，结论选“列入计划”",
        ),
    ],
)
def test_a_reply_that_does_not(bad: Reply, refusal: type[Refusal], cure: str) -> None:
    with pytest.raises(refusal) as refused:
        check_reply(bad, TODAY, CALENDAR)
    assert refused.value.said_cure.zh == cure


@given(st.dates(date(2026, 1, 1), date(2026, 12, 1)), st.integers(-20, 60))
def test_a_promise_is_a_working_day_to_come(today: date, later: int) -> None:
    promised = today + timedelta(days=later)
    try:
        check_reply(reply(VerdictKind.ON_PLAN, promised_on=promised), today, CALENDAR)
        is_taken = True
    except PromiseNotKeepable:
        is_taken = False
    assert is_taken == (promised > today and CALENDAR.counts(promised))


def test_nobody_calls_about_what_he_handled() -> None:
    check_caller({"zhao"}, {"qian", "sun"})
    with pytest.raises(HandlerMayNotCall) as refused:
        check_caller({"zhao", "qian"}, {"qian", "sun"})
    assert (refused.value.status, refused.value.said_why.zh) == (403, "qian 办理或答复过这件诉求")


@pytest.mark.parametrize(
    ("answer", "sent_back", "act"),
    [
        (None, 0, AppealAct.LAPSE),
        (Satisfaction.VERY_SATISFIED, 0, AppealAct.CONFIRM),
        (Satisfaction.FAIRLY_SATISFIED, 2, AppealAct.CONFIRM),
        (Satisfaction.DISSATISFIED, 0, AppealAct.SEND_BACK),
        (Satisfaction.VERY_DISSATISFIED, 1, AppealAct.SEND_BACK),
        (Satisfaction.VERY_DISSATISFIED, 2, AppealAct.CONFIRM),
    ],
)
def test_the_call_back(answer: Satisfaction | None, sent_back: int, act: AppealAct) -> None:
    assert act_after_call(answer, sent_back, 2) is act


def test_how_it_ends() -> None:
    assert [ending_of(kind) for kind in VerdictKind if kind is not VerdictKind.ON_PLAN] == [Ending.SOLVED, Ending.PARTLY, Ending.EXPLAINED]
    with pytest.raises(ValueError, match="on plan"):
        ending_of(VerdictKind.ON_PLAN)
    check_reopening(Ending.EXPLAINED)
    with pytest.raises(NotReopenable) as refused:
        check_reopening(Ending.MERGED)
    assert refused.value.said_why.zh == "诉求以“并入已有诉求”结束"
