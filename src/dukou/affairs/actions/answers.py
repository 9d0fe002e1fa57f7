"""One answer: what all units say goes to the applicant at once; he agrees, and the works begin."""

from __future__ import annotations

from datetime import datetime

from dukou.accounts.core.viewers import Viewer
from dukou.affairs.actions._outgoing import queue
from dukou.affairs.actions._parts import finish_if_done, go_on, hold_outer, hold_parts
from dukou.affairs.actions._steps import at_window, by_applicant, close, move, said, tell_applicant, tell_unit, tell_window
from dukou.affairs.actions.refusals import PartsOpen
from dukou.affairs.core.holders import TO_AGREE
from dukou.affairs.core.kinds import AffairAct, AffairEnding, Join, OutgoingKind
from dukou.affairs.models import Application
from dukou.affairs.queries.texts import read
from dukou.casework.core.ledgers import Holder
from dukou.casework.core.profiles import OUTER
from dukou.casework.core.states import ClockState
from dukou.casework.queries.clocks import live_clock
from dukou.kit.core.labels import Label, joined

_ANSWERED = Label("第 {number} 号申请有了一次答复，请确认方案和费用", "application {number} is answered: look at plan and fees, and agree")
_AGREED = Label("{applicant} 确认了第 {number} 号申请的方案", "{applicant} agreed to the plan of application {number}")
_IMPOSSIBLE = Label("第 {number} 号申请不能办理：{reason}", "application {number} is not possible: {reason}")


def give(*, by: Viewer, number: int, words: str = "", now: datetime | None = None) -> Application:
    """Give the one answer, when each unit of the join has said what it says. The promise stands still until the applicant agrees."""
    with at_window(by, number, "answers.give", now) as (application, step):
        affair = read(application.text).affair
        joint = affair.joins.get(Join.ANSWER)
        concerned = application.parts.filter(matter__in=joint.matters if joint else ()).select_related("unit")
        if silent := [part.unit.label for part in concerned if part.answered_at is None and part.ended_at is None]:
            raise PartsOpen(names=joined(silent, zh="、", en=", "))
        move(application, AffairAct.ANSWER)
        application.answered_at = step.now
        step.stop("answer")
        step.note(words=words.strip())
        outer = live_clock(application.pk, OUTER)
        if outer is not None and outer.state == ClockState.RUNNING.value and not outer.has_run_out(step.now):
            step.pause(outer, holder=Holder.ENTERPRISE, reason=TO_AGREE.zh)
        hold_parts(application, step)
        tell_applicant(application, step, _ANSWERED)
    return application


def agree(*, by: Viewer, number: int, now: datetime | None = None) -> Application:
    """The applicant agrees to plan and fees; units are told, and the promise runs on."""
    with by_applicant(by, number, "answers.agree", now) as (application, step):
        move(application, AffairAct.AGREE)
        application.agreed_at = step.now
        go_on(application, step)
        hold_outer(application, step)
        step.start("works")
        for part in application.parts.filter(ended_at__isnull=True, leg__isnull=False).select_related("unit"):
            queue(part, OutgoingKind.AGREED, step.now)
            tell_unit(application, step, part.unit.key, _AGREED)
        tell_window(application, step, _AGREED)
        finish_if_done(application, step, read(application.text).affair)
    return application


def end(*, by: Viewer, number: int, reason: str, now: datetime | None = None) -> Application:
    """Nothing of it is possible: the application ends with the reason, after the answer said so."""
    with at_window(by, number, "answers.end", now, reason=said(reason)) as (application, step):
        move(application, AffairAct.FINISH)
        close(application, step, AffairEnding.REFUSED)
        tell_applicant(application, step, _IMPOSSIBLE, reason=reason.strip())
    return application
