"""The rules of a reply, of what it promises, and of the call-back that ends the matter or sends it back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from dukou.appeals.core.kinds import AppealAct, Ending, Satisfaction, VerdictKind
from dukou.casework.core.calendars import WorkingCalendar
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal

_DAY = timedelta(days=1)
_NOT_REPLIED = Label("答复没有发出", "the reply was not sent")


class ReplyIsEmpty(Refusal):
    """A reply says something to the enterprise."""

    code = "appeals.reply_is_empty"
    what = _NOT_REPLIED
    why = Label("没有写答复内容", "it says nothing")
    cure = Label("写明怎样办理、结果如何", "say what was done and what came of it")


class DoneMissing(Refusal):
    """Who says that a matter is solved, wholly or in part, says by what."""

    code = "appeals.done_missing"
    what = _NOT_REPLIED
    why = Label("结论是“{verdict}”，却没有写做了什么", "the verdict is “{verdict}”, yet it does not say what was done")
    cure = Label("写明采取的措施和办理结果", "say which steps were taken and what they led to")


class GroundMissing(Refusal):
    """Who says that policy does not allow it names the policy."""

    code = "appeals.ground_missing"
    what = _NOT_REPLIED
    why = Label("结论是“{verdict}”，却没有写依据", "the verdict is “{verdict}”, yet it names no ground")
    cure = Label("写明文件名称和条款", "name the document and the article")


class PromiseMissing(Refusal):
    """What is on plan has a date by which the enterprise hears again."""

    code = "appeals.promise_missing"
    what = _NOT_REPLIED
    why = Label("结论是“{verdict}”，却没有写下次答复的日期", "the verdict is “{verdict}”, yet no date of the next answer is promised")
    cure = Label("写上下次答复的日期，如 {example}", "promise a date, for example {example}")


class PromiseNotKeepable(Refusal):
    """A promised date is a working day that is yet to come."""

    code = "appeals.promise_not_keepable"
    what = _NOT_REPLIED
    why = Label("承诺的日期 {day} {reason}", "the promised date {day} {reason}")
    cure = Label("改为之后的工作日，如 {example}", "choose a working day after it, for example {example}")


class PromiseWithoutPlan(Refusal):
    """A reply that ends the matter promises no further one."""

    code = "appeals.promise_without_plan"
    what = _NOT_REPLIED
    why = Label("结论是“{verdict}”，不再有下次答复的日期", "the verdict is “{verdict}”, after which no further answer comes")
    cure = Label("去掉日期；事情没办完的，结论选“列入计划”", "leave the date out; where the matter goes on, choose “on plan”")


class HandlerMayNotCall(Refusal):
    """Who handled a matter does not ask whether it was handled well."""

    code = "appeals.handler_may_not_call"
    status = 403
    what = Label("没有记录回访", "the call-back was not recorded")
    why = Label("{person} 办理或答复过这件诉求", "{person} handled or answered this appeal")
    cure = Label("请没有经办的同事回访", "let somebody call who had no part in it")


class NotReopenable(Refusal):
    """What ended without a verdict is not opened again."""

    code = "appeals.not_reopenable"
    status = 409
    what = Label("没有重新打开", "it was not opened again")
    why = Label("诉求以“{ending}”结束", "the appeal ended as “{ending}”")
    cure = Label("有新情况的，另提一件诉求；并入的，看并入的那一件", "file anew where something is new; a merged one goes on in the other")


@dataclass(frozen=True, slots=True)
class Reply:
    """What a unit answers. `done`: what was done (solved, in part); `ground`: why it cannot be (explained); `promised_on`: on plan only."""

    verdict: VerdictKind
    text: str
    done: str = ""
    ground: str = ""
    promised_on: date | None = None


def check_reply(reply: Reply, today: date, calendar: WorkingCalendar) -> None:
    """Refuse a reply that does not say what its verdict has to."""
    if not reply.text.strip():
        raise ReplyIsEmpty()
    if reply.verdict in (VerdictKind.SOLVED, VerdictKind.PARTLY) and not reply.done.strip():
        raise DoneMissing(verdict=reply.verdict.label)
    if reply.verdict is VerdictKind.EXPLAINED and not reply.ground.strip():
        raise GroundMissing(verdict=reply.verdict.label)
    if reply.verdict is VerdictKind.ON_PLAN:
        _check_promise(reply.promised_on, today, calendar)
    elif reply.promised_on is not None:
        raise PromiseWithoutPlan(verdict=reply.verdict.label)


def act_of(reply: Reply) -> AppealAct:
    """What the reply does to the appeal: it waits for the call-back, or stays on plan."""
    return AppealAct.PLAN if reply.verdict is VerdictKind.ON_PLAN else AppealAct.REPLY


def check_caller(caller: Collection[str], handlers: Collection[str]) -> None:
    """Refuse a call-back by anybody who handled, answered or approved anything in the case, or on behalf of such a one."""
    if parts := sorted(set(caller) & set(handlers)):
        raise HandlerMayNotCall(person=parts[0])


def act_after_call(answer: Satisfaction | None, sent_back: int, most: int) -> AppealAct:
    """What a call-back does: no answer lets it lapse, dissatisfaction sends it back.

    It goes back at most `most` times (`sent_back`: so often already), then it ends as answered with the poor grade kept: a wish that
    policy does not allow must not go round for ever.
    """
    if answer is None:
        return AppealAct.LAPSE
    return AppealAct.CONFIRM if answer.is_satisfied or sent_back >= most else AppealAct.SEND_BACK


def ending_of(verdict: VerdictKind) -> Ending:
    """How an appeal ends whose last reply had this verdict. One on plan does not end: that is a fault of ours."""
    if verdict is VerdictKind.ON_PLAN:
        raise ValueError("an appeal on plan is not closed")
    return Ending.of(verdict.value)


def check_reopening(ending: Ending) -> None:
    """Refuse to open again what ended without a verdict."""
    if not ending.may_reopen:
        raise NotReopenable(ending=ending.label)


def _check_promise(promised: date | None, today: date, calendar: WorkingCalendar) -> None:
    if promised is None:
        raise PromiseMissing(verdict=VerdictKind.ON_PLAN.label, example=calendar.moved_on(today + _DAY))
    if promised <= today:
        raise PromiseNotKeepable(day=promised, reason=_NOT_LATER, example=calendar.moved_on(today + _DAY))
    if calendar.moved_on(promised) != promised:
        raise PromiseNotKeepable(day=promised, reason=calendar.kind_of(promised).label, example=calendar.moved_on(promised))


_NOT_LATER = Label("不在今天之后", "is not later than today")
