"""What the acts on disputes of facts share: the dispute held under its lock, who rules, whom to tell."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import actor_of, people_with
from dukou.casework.actions import steps
from dukou.casework.actions.ladder import RungReached
from dukou.casework.actions.steps import Step
from dukou.casework.core.profiles import Rung
from dukou.enterprises.queries.own import acts_for_entry
from dukou.enterprises.queries.visited import met_as
from dukou.finance.actions.dispute_refusals import FactDisputeSettled, FactDisputeWords, NotOnesOwnDispute, NotTheirDispute
from dukou.finance.core.portrait_disputes import FactDisputeStanding
from dukou.finance.models import PortraitDispute
from dukou.finance.queries.disputes import dispute_of
from dukou.finance.queries.products import frame
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label

FIRMS, RULES = Permission.SEE_ENTERPRISE_DESK, Permission.KEEP_FINANCE
_RULED = Label("第 {number} 号画像异议：{standing}", "dispute no. {number} of the portrait: {standing}")
_RUNG = Label("{rung}（{clock}）：第 {number} 号画像异议", "{rung} ({clock}): dispute no. {number} of a portrait")


@contextmanager
def by_office(by: Viewer, number: int, act: str, now: datetime | None) -> Iterator[tuple[PortraitDispute, Step, Actor]]:
    """One step of the office that rules, while the dispute is open; the firm hears of it."""
    by.require(RULES)
    seen, actor, moment = dispute_of(by, number), actor_of(by, RULES), now or timezone.now()
    if str(actor) == seen.asked_by or acts_for_entry(by, seen.enterprise_id):
        raise NotOnesOwnDispute()
    with _taken(actor, seen, act, moment) as (row, step):
        yield row, step, actor
        standing = FactDisputeStanding.of(row.standing).label
        step.tell(agents_of(row, timezone.localdate(moment)), _RULED.filled(number=row.pk, standing=standing), address(row.pk))


@contextmanager
def by_firm(by: Viewer, number: int, act: str, now: datetime | None) -> Iterator[tuple[PortraitDispute, Step, Actor]]:
    """One step of the firm, while the dispute is open."""
    by.require(FIRMS)
    seen, actor, moment = dispute_of(by, number), actor_of(by, FIRMS), now or timezone.now()
    if not acts_for_entry(by, seen.enterprise_id):
        raise NotTheirDispute()
    with _taken(actor, seen, act, moment) as (row, step):
        yield row, step, actor


def close(row: PortraitDispute, step: Step, standing: FactDisputeStanding, by: Actor, *, reason: str = "", proof: str = "") -> None:
    """End the dispute and its clock."""
    row.standing, row.closed_at, row.closed_by, row.reason, row.proof = standing.value, step.now, str(by), reason, proof
    step.close(standing.value, is_moot=standing is FactDisputeStanding.TAKEN_BACK)


def keepers(on: date) -> list[int]:
    """Who rules in the leading unit; whoever may rule at all where nobody there does."""
    return people_with(RULES, on, frame().lead) or people_with(RULES, on)


def agents_of(row: PortraitDispute, on: date) -> list[int]:
    """Who acts for the firm."""
    return [person for own in sorted(met_as(row.enterprise_id).organisations) for person in people_with(FIRMS, on, own)]


def said(words: str, noun: Label) -> str:
    """Words that have to be there."""
    if not words.strip():
        raise FactDisputeWords(noun=noun)
    return words.strip()


def rung_taken(reached: RungReached) -> None:
    """Tell those who rule, and at the top the leaders who see all financing."""
    rule = reached.step.profile.clock(reached.case.grade, reached.clock.key)
    words = _RUNG.filled(rung=reached.rung.label, clock=rule.name if rule else reached.clock.key, number=reached.case.pk)
    day = timezone.localdate(reached.step.now)
    people = keepers(day)
    if reached.rung is Rung.LEADER:
        people = sorted({*people, *people_with(RULES, day)})
    reached.step.tell(people, words, address(reached.case.pk))


def address(number: int) -> str:
    """The page of a dispute."""
    return reverse("finance:dispute", args=[number])


@contextmanager
def _taken(by: Actor, seen: PortraitDispute, act: str, now: datetime) -> Iterator[tuple[PortraitDispute, Step]]:
    """The case is locked before the dispute is read again: what was ruled meanwhile is not ruled twice."""
    with steps.step(by=by, act=act, case=seen.pk, now=now, told={"item": seen.item}, after_closing=True) as step:
        row = PortraitDispute.objects.select_related("enterprise").get(pk=seen.pk)
        standing = FactDisputeStanding.of(row.standing)
        if not standing.is_open:
            raise FactDisputeSettled(standing=standing.label)
        row.case = step.case
        yield row, step
        row.save()
