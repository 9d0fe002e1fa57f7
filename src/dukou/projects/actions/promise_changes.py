"""What changes a promise: a waiver and another day, each by two people; and its hand-over when a post changes hands."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from dukou.accounts.actions import approvals
from dukou.accounts.actions.approvals import APPROVABLE, Approvable, Told
from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.audit.actions import record
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label
from dukou.projects.actions._promise_steps import held_promise, in_order, owed, told
from dukou.projects.actions._second import DECIDES, at_work, both_locked
from dukou.projects.actions._steps import begun, office_id, said
from dukou.projects.actions.promise_refusals import DueBefore, NothingToHandOver, SameOwner
from dukou.projects.actions.promises import REASON
from dukou.projects.core.kinds import MoveState
from dukou.projects.core.promise_kinds import PromiseMark, Side
from dukou.projects.models import Promise, PromiseStep
from dukou.projects.queries.promises import promises_seen

WAIVE, MOVE = "promise_changes.waive", "promise_changes.move"
_DOCUMENT, _POST = Label("免除所依的文件", "the document of the waiver"), Label("岗位", "the post")


def ask_waiver(*, by: Viewer, number: int, document: str, reason: str, now: datetime | None = None) -> PromiseStep:
    """Ask that a promise be waived by the procedure that `document` tells of; it stands until a second person agrees."""
    moment, because = now or timezone.now(), said(reason, REASON)
    with transaction.atomic():
        found = held_promise(by, number, moment)
        owed(found)
        today = timezone.localdate(moment)
        step = told(found, PromiseMark.WAIVED, today, moment, evidence=said(document, _DOCUMENT), reason=because)
        after = {"promise": number, "document": step.evidence}
        subject = ("project", found.row.project.key)
        record(by=found.actor, act="promise_changes.ask_waiver", subject=subject, after=after, reason=because, now=moment)
        approvals.ask(by=found.actor, act=WAIVE, payload=_payload(found.row, step), reason=because, now=moment)
    return step


def ask_day(*, by: Viewer, number: int, due_on: date, reason: str, now: datetime | None = None) -> PromiseStep:
    """Ask that a promise get another day, with the reason; the day agreed before stands until a second person agrees."""
    moment, because = now or timezone.now(), said(reason, REASON)
    today = timezone.localdate(moment)
    if due_on < today:
        raise DueBefore(due=due_on, day=today)
    with transaction.atomic():
        found = held_promise(by, number, moment)
        owed(found)
        step = told(found, PromiseMark.MOVED, today, moment, due_on=due_on, reason=because)
        was, becomes = {"due_on": found.now.due_on}, {"promise": number, "due_on": due_on}
        subject = ("project", found.row.project.key)
        record(by=found.actor, act="promise_changes.ask_day", subject=subject, before=was, after=becomes, reason=because, now=moment)
        payload = _payload(found.row, step) | {"was": str(found.now.due_on or "")}
        approvals.ask(by=found.actor, act=MOVE, payload=payload, reason=because, now=moment)
    return step


def hand_over(*, by: Viewer, owner: str, post: str, to: str, to_post: str, reason: str, now: datetime | None = None) -> list[int]:
    """Hand everything that a post of the district still owes over to another; gives the numbers of the promises. One event for all.

    Nothing may be left behind unseen, so that it takes the sight of all projects.
    """
    by.require(Permission.SEE_PROJECTS)
    actor, moment = begun(by, now)
    because, title, today = said(reason, REASON), said(to_post, _POST), timezone.localdate(moment)
    if (owner, post) == (to, title):
        raise SameOwner()
    receiver = office_id(to)
    with transaction.atomic():
        _lock_all_of(owner)
        found = promises_seen(by, today, owner=owner, post=post, side=Side.DISTRICT, is_owed=True)
        if not found:
            raise NothingToHandOver()
        for each in found:
            in_order(today, each.made_on, (step.on for step in each.steps if step.state is MoveState.STANDS))
        handed = {"mark": PromiseMark.HANDED_OVER.value, "on": today, "state": MoveState.STANDS.value, "owner_id": receiver, "post": title}
        handed |= {"reason": because, "recorded_at": moment, "recorded_by": str(actor)}
        numbers = [each.number for each in found]
        PromiseStep.objects.bulk_create([PromiseStep(promise_id=number, **handed) for number in numbers])
        was, becomes = {"owner": owner, "post": post}, {"owner": to, "post": title, "promises": numbers}
        subject = ("organisation", owner)
        record(by=actor, act="promise_changes.hand_over", subject=subject, before=was, after=becomes, reason=because, now=moment)
    return numbers


def _lock_all_of(owner: str) -> None:
    """Lock what the organisation answers for, or ever did, in one question and in one order."""
    rows = Promise.objects.filter(Q(owner__key=owner) | Q(pk__in=PromiseStep.objects.filter(owner__key=owner).values("promise")))
    list(rows.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))


def decide(*, by: Actor, step: int, is_granted: bool, reason: str, now: datetime) -> PromiseStep:
    """Let a change that waits stand, or not, as the second person decided (`accounts.approvals`)."""
    with transaction.atomic():
        row, project = both_locked(PromiseStep.objects.select_related("promise"), step, "promise__project")
        if is_granted:
            at_work(project)
        row.state = (MoveState.STANDS if is_granted else MoveState.REFUSED).value
        row.decided_at, row.decided_by, row.decided_reason = now, str(by), reason[:500]
        row.save(update_fields=["state", "decided_at", "decided_by", "decided_reason"])
        act = "promise_changes.waive" if row.mark == PromiseMark.WAIVED.value else "promise_changes.move"
        after = {"promise": row.promise_id, "state": row.state, "due_on": row.due_on}
        record(by=by, act=act, subject=("project", project.key), after=after, reason=reason, now=now)
    return row


def _payload(row: Promise, step: PromiseStep) -> dict[str, Any]:
    return {
        "step": step.pk,
        "promise": row.pk,
        "project": row.project.name,
        "side": row.side,
        "text": row.text,
        "document": step.evidence,
        "due_on": str(step.due_on or ""),
    }


def _carry_out(by: Actor, payload: dict[str, Any], reason: str, now: datetime) -> None:
    decide(by=by, step=payload["step"], is_granted=True, reason=reason, now=now)


def _turn_down(by: Actor, payload: dict[str, Any], reason: str, now: datetime) -> None:
    decide(by=by, step=payload["step"], is_granted=False, reason=reason, now=now)


def _waiver_described(payload: dict[str, Any]) -> Label:
    return Label("免除第 {promise} 号承诺（{project}）", "waive promise {promise} ({project})").filled(**payload)


def _move_described(payload: dict[str, Any]) -> Label:
    return Label("第 {promise} 号承诺（{project}）改期到 {due_on}", "move promise {promise} ({project}) to {due_on}").filled(**payload)


def _address(payload: dict[str, Any]) -> tuple[str, Label]:
    return reverse("projects:promise", args=[payload["promise"]]), Label("看承诺", "See the promise")


def _told(payload: dict[str, Any]) -> Told:
    pairs: Told = [(Label("承诺方", "Promised by"), Side.of(payload["side"]).label), (Label("内容", "Text"), payload["text"])]
    if payload["document"]:
        pairs.append((Label("所依文件", "Document"), payload["document"]))
    if payload["due_on"]:
        pairs.append((Label("改期", "Day"), f"{payload.get('was') or '—'} → {payload['due_on']}"))
    return pairs


_WORDS = {
    WAIVE: (Label("免除承诺", "waive a promise"), _waiver_described),
    MOVE: (Label("承诺改期", "move the day of a promise"), _move_described),
}
for _act, (_label, _described) in _WORDS.items():
    APPROVABLE.add(_act, Approvable(_act, _label, _described, _carry_out, _turn_down, _address, _told, needs=DECIDES))
