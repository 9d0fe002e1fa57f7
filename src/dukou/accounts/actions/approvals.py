"""Four eyes: one person asks, another decides, and a granted act is carried out in the same transaction."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.approvables import APPROVABLE as APPROVABLE
from dukou.accounts.core.approvables import Approvable as Approvable
from dukou.accounts.core.approvables import Told as Told
from dukou.accounts.core.kinds import ApprovalState
from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.reasons import stated
from dukou.accounts.core.viewers import NotPermitted, Viewer
from dukou.accounts.models import Approval
from dukou.accounts.queries.people import person_of
from dukou.accounts.queries.viewers import viewer_of
from dukou.audit.actions import record
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal


class NotApprovable(Refusal):
    """The act is not one of those that are approved."""

    code = "accounts.not_approvable"
    what = Label("没有提出申请", "nothing was asked for")
    why = Label("“{act}”不是须复核的事项", "“{act}” is not an act that is approved")
    cure = Label("直接办理即可", "it can be done at once")


class AlreadyDecided(Refusal):
    """A decision is made once."""

    code = "accounts.already_decided"
    what = Label("没有作出决定", "no decision was made")
    why = Label("该申请已由 {by} 办理：{decision}", "{by} has decided on it: {decision}")
    cure = Label("刷新页面查看结果", "reload the page to see it")


class OwnRequest(Refusal):
    """Nobody decides on what he asked for, nor on what is about himself."""

    code = "accounts.own_request"
    what = Label("没有作出决定", "no decision was made")
    why = Label("不能复核自己提出的或涉及本人的申请", "one does not decide on one's own request, nor on one's own cause")
    cure = Label("请另一位有复核权限的同事办理", "ask a colleague who may approve")
    status = 403


def ask(*, by: Actor, act: str, payload: dict[str, Any], reason: str, concerns: str = "", now: datetime | None = None) -> Approval:
    """Ask that an act be approved. `payload` is plain JSON, kept until the decision; `concerns` is the key of whom it is about."""
    if act not in APPROVABLE:
        raise NotApprovable(act=act)
    because, moment = stated(reason), now or timezone.now()
    with transaction.atomic():
        asked = Approval.objects.create(
            act=act, payload=payload, concerns=concerns, asked_by=str(by), asked_at=moment, asked_reason=because
        )
        after = {"act": act, "payload": payload, "concerns": concerns}
        record(by=by, act="approvals.ask", subject=("approval", str(asked.pk)), after=after, reason=because, now=moment)
    return asked


def decide(
    *, by: Actor, approval: Approval, is_granted: bool, reason: str, viewer: Viewer | None = None, now: datetime | None = None
) -> Approval:
    """Grant or refuse what another asked for. What is granted is carried out here and now; if that is refused, nothing is decided.

    Where the act names a permission that its decider needs, whoever lacks it is refused. `viewer`: the rights of `by` where the caller
    knows them; otherwise they are those of that day.
    """
    because, moment = stated(reason), now or timezone.now()
    with transaction.atomic():
        held = Approval.objects.select_for_update().get(pk=approval.pk)
        if held.decision != ApprovalState.WAITING.value:
            raise AlreadyDecided(by=held.decided_by, decision=ApprovalState.of(held.decision).label)
        if ({str(by), by.on_behalf_of} & {held.asked_by, held.concerns}) - {""}:  # a stand-in lends eyes; it does not make two of one
            raise OwnRequest()
        _holds(by, viewer, APPROVABLE[held.act].needs, moment)
        held.decision = (ApprovalState.GRANTED if is_granted else ApprovalState.REFUSED).value
        held.decided_by, held.decided_at, held.decided_reason = str(by), moment, because
        held.save()
        record(
            by=by,
            act="approvals.decide",
            subject=("approval", str(held.pk)),
            before={"decision": ApprovalState.WAITING},
            after={"decision": held.decision},
            reason=because,
            now=moment,
        )
        approvable = APPROVABLE[held.act]
        if is_granted:
            approvable.carry_out(by, held.payload, f"{held.asked_reason} (approval:{held.pk})", moment)
        elif approvable.turn_down is not None:
            approvable.turn_down(by, held.payload, f"{because} (approval:{held.pk})", moment)
    return held


def _holds(by: Actor, viewer: Viewer | None, needs: Permission | None, now: datetime) -> None:
    """Refuse a person without the permission that the act needs; whoever holds the machine holds every one, another system none."""
    if needs is None or by.kind == "cli":
        return
    if by.kind != "person" or (viewer is not None and viewer.key != str(by)):
        raise NotPermitted(permission=needs.label)
    (viewer or viewer_of(person_of(by.key), timezone.localdate(now))).require(needs)
