"""Another grade, and with it other clocks: asked for by one, approved by another. Who accepts an appeal grades it alone, in time."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from dukou.accounts.actions import approvals
from dukou.accounts.actions.approvals import APPROVABLE, Approvable
from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import actor_of
from dukou.appeals.actions._steps import address, said, telling_moved
from dukou.appeals.models import Appeal
from dukou.appeals.queries.visibility import appeal_of
from dukou.casework.actions import steps
from dukou.casework.actions.refusals import NoSuchGrade
from dukou.casework.queries.profiles import profile_of
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label, joined

ACT = "gradings.carry_out"
GRADED = Label("等级变更后", "under another grade")


def ask(*, by: Viewer, number: int, grade: str, reason: str, now: datetime | None = None) -> int:
    """Ask that an appeal be put under another grade; it stays as it is until somebody else agrees. Gives the request's number."""
    by.require(Permission.HANDLE_APPEALS)
    appeal = appeal_of(by, number)
    profile = profile_of(appeal.case.profile)
    if grade not in profile.grades or grade == appeal.case.grade:
        raise NoSuchGrade(profile=profile.name, grade=grade, grades=joined([each.name for each in profile.grades.values()]))
    payload = {"appeal": number, "grade": grade, "was": appeal.case.grade, "asked_by": by.key}
    return approvals.ask(by=actor_of(by, Permission.HANDLE_APPEALS), act=ACT, payload=payload, reason=said(reason), now=now).pk


def _carry_out(by: Actor, payload: dict[str, Any], reason: str, now: datetime) -> None:
    with steps.step(by=by, act=ACT, case=payload["appeal"], now=now, reason=reason) as step:
        appeal = Appeal.objects.select_related("enterprise").get(pk=payload["appeal"])
        appeal.case = step.case
        step.note(asked_by=payload["asked_by"])
        with telling_moved(appeal, step, GRADED):
            step.regrade(payload["grade"])


def _described(payload: dict[str, Any]) -> Label:
    title = Appeal.objects.values_list("title", flat=True).get(pk=payload["appeal"])
    return Label("第 {number} 号诉求“{title}”改为等级 {grade}", "put appeal {number}, “{title}”, under the grade {grade}").filled(
        number=payload["appeal"], title=title, grade=payload["grade"]
    )


def _address(payload: dict[str, Any]) -> tuple[str, Label]:
    return address(payload["appeal"]), Label("看诉求", "See the appeal")


APPROVABLE.add(ACT, Approvable(ACT, Label("变更诉求等级", "put an appeal under another grade"), _described, _carry_out, address=_address))
