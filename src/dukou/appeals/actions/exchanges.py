"""A unit asks the enterprise for something: clocks stand still while the enterprise has the case, and keep what was left."""

from __future__ import annotations

from datetime import datetime

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.appeals.actions._steps import handling, own_leg, said, tell_firm, tell_unit, tell_window
from dukou.appeals.actions.refusals import NoLead, NothingToAnswer, QuestionWaits
from dukou.appeals.models import Exchange
from dukou.appeals.queries.questions import open_question
from dukou.appeals.queries.visibility import appeal_of
from dukou.casework.core.ledgers import Holder
from dukou.casework.queries.legs import lead_of
from dukou.enterprises.queries.own import own_entries
from dukou.kit.core.labels import Label

_ASKED = Label("请补充：第 {number} 号诉求 {title}", "please tell us more: appeal {number}, {title}")
_ANSWERED = Label("企业已补充：第 {number} 号诉求 {title}", "the enterprise has answered: appeal {number}, {title}")


def ask(*, by: Viewer, number: int, question: str, now: datetime | None = None) -> Exchange:
    """Ask the enterprise: by the lead while the matter is in hand, by the window at any time. What has run out is not paused by it."""
    using = Permission.HANDLE_APPEALS if by.may(Permission.HANDLE_APPEALS) else Permission.ANSWER_LEGS
    with handling(by, number, using, "exchanges.ask", now) as (appeal, step):
        lead = lead_of(appeal.pk)
        if using is Permission.ANSWER_LEGS:
            if lead is None:
                raise NoLead()
            own_leg(by, lead.unit.key, lead.unit.label)
        if open_question(appeal) is not None:
            raise QuestionWaits()
        asked = Exchange.objects.create(
            appeal=appeal, question=said(question), asked_at=step.now, asked_by=by.key, unit_id=lead.unit_id if lead else None
        )
        step.stop("contact")
        appeal.contacted_at = appeal.contacted_at or step.now
        step.wait(Holder.ENTERPRISE, asked.question)
        tell_firm(appeal, step, _ASKED)
    return asked


def answer(*, by: Viewer, number: int, text: str, now: datetime | None = None) -> Exchange:
    """The enterprise answers, or whoever files on its behalf; what stood still runs again. One's own firm one answers for as its agent."""
    is_own = appeal_of(by, number).enterprise_id in own_entries(by)
    using = Permission.SEE_ENTERPRISE_DESK if is_own else Permission.FILE_APPEALS
    with handling(by, number, using, "exchanges.answer", now) as (appeal, step):
        asked = open_question(appeal)
        if asked is None:
            raise NothingToAnswer()
        asked.answer, asked.answered_at, asked.answered_by = said(text), step.now, by.key
        asked.save()
        step.go_on()
        if asked.unit is not None:
            tell_unit(appeal, step, asked.unit.key, _ANSWERED)
        else:
            tell_window(appeal, step, _ANSWERED)
    return asked
