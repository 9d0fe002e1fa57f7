"""The call-back: by somebody who had no part in the matter, or by the enterprise itself on its page. Dissatisfaction sends it back."""

from __future__ import annotations

from datetime import datetime

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import NotPermitted, Viewer
from dukou.accounts.queries.organisations import organisations_open
from dukou.appeals.actions._giving import give
from dukou.appeals.actions._steps import end, handling, move, tell_unit, tell_window
from dukou.appeals.actions.refusals import NotCalledOften
from dukou.appeals.core import stages
from dukou.appeals.core.kinds import AppealAct, AppealState, Satisfaction, VerdictKind
from dukou.appeals.core.verdicts import act_after_call, check_caller, ending_of
from dukou.appeals.models import Appeal, CallBack
from dukou.appeals.queries.handlers import callers_seen, handlers_of
from dukou.appeals.queries.rules import rules_in_force
from dukou.casework.actions.steps import Step
from dukou.casework.core.profiles import LegRole
from dukou.casework.queries.clocks import live_clock
from dukou.casework.queries.legs import legs_of
from dukou.enterprises.queries.own import own_entries
from dukou.kit.core.labels import Label

LEAST = 3  # calls without an answer before the matter ends without the enterprise's word
_TO_DISPATCH = Label(
    "企业不满意，原主办单位已停用，请重新派单：第 {number} 号诉求 {title}",
    "the enterprise is not satisfied, and the unit that led is closed; to be dispatched again: appeal {number}, {title}",
)
_BACK = Label("企业不满意，退回办理：第 {number} 号诉求 {title}", "the enterprise is not satisfied: appeal {number} comes back, {title}")


def record(*, by: Viewer, number: int, satisfaction: Satisfaction | None, words: str = "", now: datetime | None = None) -> Appeal:
    """Note a call. None: nobody answered, or gave no grade; that is kept as silence, and the matter goes on waiting."""
    with handling(by, number, Permission.HANDLE_APPEALS, "call_backs.record", now) as (appeal, step):
        stages.after(AppealState.of(appeal.state), AppealAct.CONFIRM)
        check_caller(callers_seen(by), handlers_of(appeal))
        _noted(appeal, step, satisfaction, words, by_enterprise=False)
    return appeal


def rate(*, by: Viewer, number: int, satisfaction: Satisfaction, words: str = "", now: datetime | None = None) -> Appeal:
    """The enterprise says itself how satisfied it is."""
    with handling(by, number, Permission.SEE_ENTERPRISE_DESK, "call_backs.rate", now) as (appeal, step):
        if appeal.enterprise_id not in own_entries(by):
            raise NotPermitted(permission=Permission.SEE_ENTERPRISE_DESK.label)
        stages.after(AppealState.of(appeal.state), AppealAct.CONFIRM)
        _noted(appeal, step, satisfaction, words, by_enterprise=True)
    return appeal


def lapse(*, by: Viewer, number: int, now: datetime | None = None) -> Appeal:
    """Close a matter about which the enterprise gave no word: after three calls, or when the time for calling is up."""
    with handling(by, number, Permission.HANDLE_APPEALS, "call_backs.lapse", now) as (appeal, step):
        check_caller(callers_seen(by), handlers_of(appeal))
        clock, times = live_clock(appeal.pk, "call_back"), appeal.call_backs.filter(asked_at__gte=appeal.replied_at).count()
        if times < LEAST and clock is not None and (clock.due_at is None or step.now < clock.due_at):
            raise NotCalledOften(times=times, least=LEAST, until=clock.due_on)
        move(appeal, AppealAct.LAPSE)
        end(appeal, step, ending_of(VerdictKind.of(appeal.verdict)))
    return appeal


def _noted(appeal: Appeal, step: Step, satisfaction: Satisfaction | None, words: str, *, by_enterprise: bool) -> None:
    CallBack.objects.create(
        appeal=appeal,
        satisfaction=satisfaction.value if satisfaction else "",
        words=words.strip(),
        by_enterprise=by_enterprise,
        asked_at=step.now,
        asked_by=str(step.by),
    )
    step.note(satisfaction=satisfaction.value if satisfaction else None)
    if satisfaction is None:
        return
    act = act_after_call(satisfaction, appeal.sent_back, rules_in_force().send_back_at_most)
    move(appeal, act)
    if act is AppealAct.SEND_BACK:
        _send_back(appeal, step)
    else:
        end(appeal, step, ending_of(VerdictKind.of(appeal.verdict)))


def _send_back(appeal: Appeal, step: Step) -> None:
    """The unit that led gets it again, under new clocks; where that was closed, the window dispatches it anew. The rating is kept."""
    appeal.sent_back += 1
    step.stop("call_back")
    step.start("outer")
    lead = legs_of(appeal.pk).filter(role=LegRole.LEAD.value).last()
    if lead is None or lead.unit.key not in organisations_open():
        move(appeal, AppealAct.RECALL)
        tell_window(appeal, step, _TO_DISPATCH)
        return
    give(appeal, step, lead.unit.key, LegRole.LEAD, lead.task, may_object=False)
    tell_unit(appeal, step, lead.unit.key, _BACK)
