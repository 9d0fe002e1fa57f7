"""Entries that may be one firm: proposed, merged, kept apart, and every decision undone."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import actor_of
from dukou.audit.actions import record
from dukou.enterprises.actions._holding import StandsForNothing, held
from dukou.enterprises.core.kinds import DoubleState
from dukou.enterprises.core.matching import likeness
from dukou.enterprises.models import Amendment, Double, Enterprise
from dukou.enterprises.queries.doubles import visible_doubles
from dukou.enterprises.register.suspects import known, note_near
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal

LOOKED_AT = 200  # entries in one transaction of the worker
NEAR_TASK = "enterprises.look_for_near_names"


class NoSuchPair(Refusal):
    """The pair is not there, or the viewer may not know of it."""

    code = "enterprises.no_such_pair"
    status = 404
    what = Label("没有办理", "this was not done")
    why = Label("没有第 {number} 号疑似重复", "there is no pair {number}")
    cure = Label("从清单里选择", "choose it from the list")


class NotTwo(Refusal):
    """A firm is no double of itself."""

    code = "enterprises.not_two"
    what = Label("没有提出", "this was not proposed")
    why = Label("这是同一条记录", "this is one and the same entry")
    cure = Label("选择两条不同的记录", "choose two different entries")


class DecidedAlready(Refusal):
    """One decision stands until it is undone."""

    code = "enterprises.decided_already"
    status = 409
    what = Label("没有办理", "this was not done")
    why = Label("这一对现为“{state}”", "the pair is “{state}” now")
    cure = Label("重新打开页面；要改判就先撤销", "open the page again; to decide otherwise, undo first")


class DecisionNeedsReason(Refusal):
    """Whether two entries are one firm is decided with a reason."""

    code = "enterprises.decision_needs_reason"
    what = Label("没有办理", "this was not done")
    why = Label("没有写理由", "no reason is given")
    cure = Label("写明凭什么判断", "say on what the judgement rests")


def propose(*, by: Viewer, key: str, other: str, now: datetime | None = None) -> int:
    """Put two entries into the queue by hand; gives the number of the pair. A pair that is there already is not put there twice."""
    by.require(Permission.KEEP_REGISTER)
    actor, moment = actor_of(by, Permission.KEEP_REGISTER), now or timezone.now()
    with transaction.atomic():
        rows = sorted((held(by, key), held(by, other)), key=lambda row: row.pk)
        if rows[0].pk == rows[1].pk:
            raise NotTwo()
        found = likeness(*(known(row) for row in rows))
        grounds = ",".join(ground.value for ground in found.grounds)
        pair, is_new = Double.objects.get_or_create(
            first=rows[0], second=rows[1], defaults={"score": found.score, "grounds": grounds, "found_at": moment}
        )
        if is_new:
            record(by=actor, act="doubles.propose", subject=("enterprise", key), after={"other": other, "pair": pair.pk}, now=moment)
    return pair.pk


def look_near(*, by: Actor, delivery: int, after: int = 0, now: datetime | None = None) -> int:
    """Look for names near those that a list brought, some entries at a time; gives the last entry looked at, 0 where none was left.

    Pairs that are found join the queue. Nothing found leaves no event.
    """
    moment = now or timezone.now()
    renamed = Amendment.objects.filter(delivery=delivery, field="name").values("enterprise_id")
    touched = Enterprise.objects.filter(Q(delivery=delivery) | Q(pk__in=renamed), pk__gt=after)
    with transaction.atomic():
        ids = list(touched.order_by("pk").values_list("pk", flat=True)[:LOOKED_AT])
        found = note_near(ids, moment)
        if found:
            record(by=by, act="doubles.look_near", subject=("delivery", str(delivery)), after={"found": found}, now=moment)
    return ids[-1] if ids else 0


def merge(*, by: Viewer, number: int, keep: str, reason: str, now: datetime | None = None) -> None:
    """Let the entry `keep` stand for both. Nothing that points to the other is moved; `undo` clears the pointer and all is as before."""
    with transaction.atomic():
        pair = _waiting(by, number, reason)
        stays, goes = (pair.first, pair.second) if pair.first.key == keep else (pair.second, pair.first)
        if stays.key != keep:
            raise NoSuchPair(number=number)
        for row in (stays, goes):
            if row.merged_into_id is not None:
                raise StandsForNothing(name=row.name)
        goes.merged_into = stays
        goes.save(update_fields=["merged_into"])
        _hand_on(goes, stays, now or timezone.now())
        _decide(by, pair, DoubleState.MERGED, reason, now, {"kept": stays.key, "merged": goes.key}, goes)


def keep_apart(*, by: Viewer, number: int, reason: str, now: datetime | None = None) -> None:
    """Record that the two are not one firm; they are not asked about again."""
    with transaction.atomic():
        pair = _waiting(by, number, reason)
        _decide(by, pair, DoubleState.APART, reason, now, {"other": pair.first.key}, pair.second)


def undo(*, by: Viewer, number: int, reason: str, now: datetime | None = None) -> None:
    """Take a decision back: a merged entry stands for itself again, and the pair waits again."""
    by.require(Permission.KEEP_REGISTER)
    actor, moment = actor_of(by, Permission.KEEP_REGISTER), now or timezone.now()
    with transaction.atomic():
        pair = _held(by, number)
        if not reason.strip():
            raise DecisionNeedsReason()
        if pair.state == DoubleState.WAITING:
            raise DecidedAlready(state=DoubleState.WAITING.label)
        before = {"state": pair.state, "reason": pair.reason}
        apart = pair.second
        if pair.state == DoubleState.MERGED:
            apart = pair.second if pair.second.merged_into_id == pair.first_id else pair.first
            apart.merged_into = None
            apart.save(update_fields=["merged_into"])
        pair.state, pair.decided_at, pair.decided_by, pair.reason = DoubleState.WAITING, None, "", ""
        pair.save(update_fields=["state", "decided_at", "decided_by", "reason"])
        record(by=actor, act="doubles.undo", subject=("enterprise", apart.key), before=before, reason=reason, now=moment)


def _hand_on(goes: Enterprise, stays: Enterprise, now: datetime) -> None:
    """Whoever may be a double of the entry that goes may be one of the entry that stays: such pairs wait in its place."""
    for pair in Double.objects.filter(Q(first=goes) | Q(second=goes), state=DoubleState.WAITING).select_related("first", "second"):
        other = pair.second if pair.first_id == goes.pk else pair.first
        if other.pk != stays.pk:
            first, second = sorted((other, stays), key=lambda row: row.pk)
            as_before = {"score": pair.score, "grounds": pair.grounds, "found_at": now}
            Double.objects.get_or_create(first=first, second=second, defaults=as_before)


def _held(by: Viewer, number: int) -> Double:
    pair = visible_doubles.filter(by, Double.objects.select_for_update().filter(pk=number)).first()
    if pair is None:
        raise NoSuchPair(number=number)
    Enterprise.objects.select_for_update().filter(pk__in=[pair.first_id, pair.second_id]).count()
    return pair


def _waiting(by: Viewer, number: int, reason: str) -> Double:
    by.require(Permission.KEEP_REGISTER)
    pair = _held(by, number)
    if pair.state != DoubleState.WAITING:
        raise DecidedAlready(state=DoubleState.of(pair.state).label)
    if not reason.strip():
        raise DecisionNeedsReason()
    return pair


def _decide(
    by: Viewer, pair: Double, state: DoubleState, reason: str, now: datetime | None, after: dict[str, str], about: Enterprise
) -> None:
    actor, moment = actor_of(by, Permission.KEEP_REGISTER), now or timezone.now()
    pair.state, pair.decided_at, pair.decided_by, pair.reason = state, moment, str(actor), reason.strip()
    pair.save(update_fields=["state", "decided_at", "decided_by", "reason"])
    act = "doubles.merge" if state is DoubleState.MERGED else "doubles.keep_apart"
    record(by=actor, act=act, subject=("enterprise", about.key), after=after, reason=reason, now=moment)
