"""Triage: accepted, not accepted on one of the closed grounds, answered at once, or merged; and graded."""

from __future__ import annotations

from datetime import datetime

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.appeals.actions._steps import end, handling, move, own_part, said, stop_outer, tell_firm, telling_moved
from dukou.appeals.actions.gradings import GRADED
from dukou.appeals.actions.refusals import BegunAnew, CameBackItself, GradeNeedsTwo, MergedIntoItself, NoSuchTopic
from dukou.appeals.core.kinds import AppealAct, AppealState, Ending, RefusalGround
from dukou.appeals.models import Appeal, Reply
from dukou.appeals.queries.repeating import began_since
from dukou.appeals.queries.rules import rules_in_force
from dukou.casework.queries.clocks import live_clocks
from dukou.kit.core.labels import Label

_USING = Permission.HANDLE_APPEALS
_ACCEPTED = Label("第 {number} 号诉求已受理：{title}", "appeal {number} was accepted: {title}")
_REFUSED = Label("第 {number} 号诉求不予受理，理由见页面：{title}", "appeal {number} was not accepted; its page says why: {title}")
_ANSWERED = Label("第 {number} 号诉求已答复：{title}", "appeal {number} was answered: {title}")
_MERGED = Label("第 {number} 号诉求并入已有诉求一并办理：{title}", "appeal {number} was merged into another one of yours: {title}")
_CONTACTED = Label("已就第 {number} 号诉求与您联系：{title}", "you were contacted about appeal {number}: {title}")


def accept(*, by: Viewer, number: int, topic: str = "", grade: str = "", now: datetime | None = None) -> Appeal:
    """Accept an appeal, under a topic and a grade; empty: those that it has. Once a clock has run out, another grade takes two people."""
    with handling(by, number, _USING, "triage.accept", now) as (appeal, step):
        move(appeal, AppealAct.ACCEPT)
        if topic:
            if topic not in rules_in_force().topic_names:
                raise NoSuchTopic(topic=topic)
            appeal.topic = topic
        if grade and grade != appeal.case.grade:
            if any(clock.has_run_out(step.now) for clock in live_clocks(appeal.pk)):
                raise GradeNeedsTwo()
            with telling_moved(appeal, step, GRADED):
                step.regrade(grade)
        appeal.triaged_by = by.key
        step.note(topic=appeal.topic)
        tell_firm(appeal, step, _ACCEPTED)
    return appeal


def refuse(*, by: Viewer, number: int, ground: RefusalGround, words: str, now: datetime | None = None) -> Appeal:
    """Do not accept it, on one of the grounds; or hand it on to the body whose matter it is, which leaves a receipt in the trail."""
    with handling(by, number, _USING, "triage.refuse", now, reason=said(words)) as (appeal, step):
        move(appeal, AppealAct.TRANSFER if ground.is_transfer else AppealAct.REFUSE)
        appeal.ground, appeal.triaged_by = ground.value, by.key
        step.note(ground=ground.value)
        Reply.objects.create(appeal=appeal, text=words.strip(), ground=ground.label.zh, replied_at=step.now, replied_by=by.key)
        _answered(appeal, step.now)
        stop_outer(appeal, step)
        end(appeal, step, Ending.TRANSFERRED if ground.is_transfer else Ending.NOT_ACCEPTED)
        tell_firm(appeal, step, _REFUSED)
    return appeal


def answer(*, by: Viewer, number: int, text: str, now: datetime | None = None) -> Appeal:
    """Answer it at once, from what is known."""
    with handling(by, number, _USING, "triage.answer", now) as (appeal, step):
        move(appeal, AppealAct.ANSWER)
        appeal.triaged_by = by.key
        Reply.objects.create(appeal=appeal, text=said(text), replied_at=step.now, replied_by=by.key)
        _answered(appeal, step.now)
        stop_outer(appeal, step)
        end(appeal, step, Ending.ANSWERED_AT_ONCE)
        tell_firm(appeal, step, _ANSWERED)
    return appeal


def merge(*, by: Viewer, number: int, into: int, now: datetime | None = None) -> Appeal:
    """Merge it into an open appeal that the same enterprise filed before it, and which goes on for both.

    Into an earlier one only, whose time has run for longer, so that nothing that is late begins anew: not into one that came back or was
    opened again since. What came back itself is not merged: its reply, which was not good enough, would leave every figure.
    """
    with handling(by, number, _USING, "triage.merge", now) as (appeal, step):
        other = Appeal.objects.filter(pk=into, enterprise=appeal.enterprise).exclude(state=AppealState.CLOSED.value).first()
        if other is None or other.pk >= appeal.pk or other.filed_at > appeal.filed_at:
            raise MergedIntoItself(into=into)
        if appeal.has_come_back:
            raise CameBackItself()
        if began_since(other, appeal.filed_at):
            raise BegunAnew(into=into)
        move(appeal, AppealAct.MERGE)
        appeal.into, appeal.triaged_by = other, by.key
        step.note(into=into)
        end(appeal, step, Ending.MERGED)
        tell_firm(appeal, step, _MERGED)
    return appeal


def contact(*, by: Viewer, number: int, words: str, now: datetime | None = None) -> Appeal:
    """Note that somebody has contacted the enterprise and said who handles it."""
    using = _USING if by.may(_USING) else Permission.ANSWER_LEGS
    with handling(by, number, using, "triage.contact", now, reason=said(words)) as (appeal, step):
        if using is Permission.ANSWER_LEGS:
            own_part(by, appeal.pk)
        step.stop("contact")
        appeal.contacted_at = appeal.contacted_at or step.now
        tell_firm(appeal, step, _CONTACTED)
    return appeal


def _answered(appeal: Appeal, now: datetime) -> None:
    """Whoever was answered was contacted too."""
    appeal.replied_at = now
    appeal.contacted_at = appeal.contacted_at or now
