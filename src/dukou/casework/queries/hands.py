"""Legs as the people of a unit see them: what is in their unit's hands, and who has it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import people_with
from dukou.casework.models import Leg, RunningClock
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.predicates import Predicate

PAGE = 50


class NoSuchLeg(Refusal):
    """There is no such leg in the hands of one's unit."""

    code = "casework.no_such_leg"
    status = 404
    what = Label("没有查到第 {number} 号办理事项", "there is no leg {number}")
    why = Label("没有这个编号，或它没有交到您的单位", "none has this number, or it was not dispatched to your unit")
    cure = Label("核对编号", "check the number")


def _of_units(viewer: Viewer) -> Q:
    """Whoever may answer what is dispatched to a unit sees what is in its hands."""
    if viewer.is_at_the_machine and viewer.may(Permission.ANSWER_LEGS):
        return Q()
    return Q(unit__key__in=viewer.organisations_where(Permission.ANSWER_LEGS))


legs_in_hand: Predicate[Viewer, Leg] = Predicate(Leg, _of_units)


def leg_seen(viewer: Viewer, number: int) -> Leg:
    """The leg where it is one's unit's; a refusal otherwise."""
    found = legs_in_hand.filter(viewer, Leg.objects.filter(pk=number)).select_related("unit", "case").first()
    if found is None:
        raise NoSuchLeg(number=number)
    return found


def open_legs(viewer: Viewer, beneath: int | None = None, officer: str | None = None, limit: int = PAGE) -> tuple[list[Leg], int | None]:
    """The open legs of one's units, newest first, and the mark of the next page; `officer`: in whose hands (key; empty: in nobody's)."""
    rows = legs_in_hand.filter(viewer).filter(closed_at__isnull=True).select_related("unit", "case").order_by("-pk")
    if officer is not None:
        rows = rows.filter(officer=officer)
    page = list((rows.filter(pk__lt=beneath) if beneath else rows)[: limit + 1])
    return page[:limit], page[limit - 1].pk if len(page) > limit else None


def open_legs_of(unit_keys: Iterable[str], officer: str) -> QuerySet[Leg]:
    """The open legs of these units in somebody's hands (key), in the order of their cases."""
    rows = Leg.objects.filter(unit__key__in=list(unit_keys), officer=officer, closed_at__isnull=True)
    return rows.select_related("unit").order_by("case", "pk")


def clocks_of_legs(legs: Iterable[Leg]) -> dict[int, list[RunningClock]]:
    """The clocks of legs that are not stopped, by leg."""
    found: dict[int, list[RunningClock]] = {}
    rows = RunningClock.objects.filter(leg__in=[leg.pk for leg in legs], stopped_at__isnull=True).select_related("case__profile")
    for clock in rows.order_by("pk"):
        found.setdefault(clock.leg_id or 0, []).append(clock)
    return found


def answerers(unit: str, on: date) -> list[int]:
    """The people who may answer for the unit (by key) on the day, by primary key."""
    return people_with(Permission.ANSWER_LEGS, on, unit)
