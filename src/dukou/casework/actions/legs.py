"""Legs from hand to hand: taken by an officer of the unit, handed to a colleague, or all of them when somebody leaves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import NotPermitted, Viewer
from dukou.accounts.queries import actor_of, person_of
from dukou.audit.actions import record
from dukou.casework.actions._meetings import written
from dukou.casework.actions._step import Step
from dukou.casework.actions._telling import tell
from dukou.casework.actions.hand_refusals import HandsUnsuited, InHandsAlready, NothingInHand
from dukou.casework.actions.refusals import LegClosed
from dukou.casework.actions.steps import step
from dukou.casework.core.events import hash_of_many
from dukou.casework.core.states import LegOutcome
from dukou.casework.models import Case, Leg
from dukou.casework.queries.hands import answerers, leg_seen, legs_in_hand, open_legs_of
from dukou.kit.core.labels import Label

_ANSWERS = Permission.ANSWER_LEGS
_HANDED = Label("第 {case} 号办件转由您办理：{reason}", "case {case} is in your hands now: {reason}")
_ALL_HANDED = Label("{count} 件在办事项转由您办理：{reason}", "{count} cases are in your hands now: {reason}")
_REASON = Label("理由", "reason")


def take(*, by: Viewer, leg: int, now: datetime | None = None) -> Leg:
    """Take a leg of one's unit into one's own hands. One that a colleague has is handed over by him, not taken."""
    moment = now or timezone.now()
    if by.person_id is None:
        raise NotPermitted(permission=_ANSWERS.label)
    with step(by=actor_of(by, _ANSWERS), act="legs.take", case=leg_seen(by, leg).case_id, now=moment) as taken:
        row = _open(by, leg)
        if row.officer:
            raise InHandsAlready(unit=row.unit.label)
        taken.hand_over(row, by.key)
    return row


def hand_over(*, by: Viewer, leg: int, taker: str, reason: str, now: datetime | None = None) -> Leg:
    """Hand a leg to a colleague of the unit (by username), who is told."""
    moment, because = now or timezone.now(), written(reason, _REASON)
    person = person_of(taker)
    with step(by=actor_of(by, _ANSWERS), act="legs.hand_over", case=leg_seen(by, leg).case_id, now=moment, reason=because) as taken:
        row = _open(by, leg)
        _suited(person.pk, taker, row.unit.key, moment)
        if row.officer == person.key:
            raise InHandsAlready(unit=row.unit.label)
        taken.hand_over(row, person.key)
        taken.tell([person.pk], _HANDED.filled(case=row.case_id, reason=because), reverse("casework:legs"))
    return row


def hand_over_all(*, by: Viewer, giver: str, taker: str, reason: str, now: datetime | None = None) -> int:
    """Hand everything that somebody has in hand in one's units to a colleague (both by username); gives how many legs.

    Every case gets its event; the trail gets one, with the hash over theirs.
    """
    moment, because, actor = now or timezone.now(), written(reason, _REASON), actor_of(by, _ANSWERS)
    leaves, stays = person_of(giver), person_of(taker)
    by.require(_ANSWERS)
    if leaves.pk == stays.pk:
        raise HandsUnsuited(taker=taker)
    with transaction.atomic():
        units = _units(by, leaves.key)
        legs = list(open_legs_of(units, leaves.key))
        if not legs:
            raise NothingInHand(giver=giver)
        for unit in units:
            _suited(stays.pk, taker, unit, moment)
        hashes = []
        for number, some in groupby(legs, key=lambda leg: leg.case_id):
            case = Case.objects.select_for_update(of=("self",)).select_related("profile").get(pk=number)
            taken = Step(case, actor, "legs.hand_over_all", moment)
            _hand(taken, some, stays.key)
            hashes.append(taken.finish(because).hash)
        told = tell([stays.pk], _ALL_HANDED.filled(count=len(legs), reason=because), ("person", giver), reverse("casework:legs"), moment)
        after = {"taker": taker, "legs": len(legs), "cases": len(hashes), "hash": hash_of_many(hashes), "told": told}
        record(by=actor, act="legs.hand_over_all", subject=("person", giver), after=after, reason=because, now=moment)
    return len(legs)


def _hand(taken: Step, legs: Iterable[Leg], officer: str) -> None:
    for leg in legs:
        taken.hand_over(leg, officer)


def _units(by: Viewer, officer: str) -> list[str]:
    """The units of the viewer in which the officer has something in hand, by key."""
    rows = legs_in_hand.filter(by).filter(officer=officer, closed_at__isnull=True)
    return list(rows.order_by("unit__key").values_list("unit__key", flat=True).distinct())


def _open(by: Viewer, number: int) -> Leg:
    """The leg, read again under the lock of its case, where it is still open."""
    row = leg_seen(by, number)
    if row.closed_at is not None:
        raise LegClosed(unit=row.unit.label, outcome=LegOutcome.of(row.outcome).label)
    return row


def _suited(person: int, username: str, unit: str, moment: datetime) -> None:
    """Refuse hands that do not answer for the unit on the day by a post of their own."""
    if person not in answerers(unit, timezone.localdate(moment)):
        raise HandsUnsuited(taker=username)
