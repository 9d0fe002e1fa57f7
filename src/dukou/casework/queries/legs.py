"""Legs: which cases a unit has or had in hand, and what is open."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet

from dukou.casework.core.profiles import LegRole
from dukou.casework.models import CaseEvent, Leg


def open_legs(case: int) -> QuerySet[Leg]:
    """The legs of a case that are in somebody's hands, the lead first."""
    return Leg.objects.filter(case=case, closed_at__isnull=True).select_related("unit").order_by("pk")


def lead_of(case: int) -> Leg | None:
    """Whoever leads in a case now."""
    return open_legs(case).filter(role=LegRole.LEAD.value).first()


def leg_of(case: int, number: int) -> Leg | None:
    """One leg of a case."""
    return Leg.objects.filter(case=case, pk=number).select_related("unit").first()


def legs_of(case: int) -> QuerySet[Leg]:
    """All legs of a case, in the order in which they were opened."""
    return Leg.objects.filter(case=case).select_related("unit").order_by("pk")


def answerers_of(case: int) -> set[str]:
    """The keys of everybody who had a leg of the case in hand."""
    return set(Leg.objects.filter(case=case).exclude(officer="").values_list("officer", flat=True))


def actors_of(case: int, but: Collection[str] = ()) -> set[str]:
    """The keys of everybody who did anything in the case, for whom he did it, and who asked for it; `but`: acts that do not count."""
    found = set[str]()
    rows = CaseEvent.objects.filter(case=case).exclude(act__in=list(but))
    for actor, on_behalf_of, asked_by in rows.values_list("actor", "on_behalf_of", "data__asked_by"):
        found |= {actor, on_behalf_of, asked_by or ""}
    return found - {""}


def acted_in(who: Collection[str], cases: Iterable[int], but: Collection[str] = ()) -> set[int]:
    """Of these cases those in which one of these people (keys) did anything, had it done, or asked for it; one query."""
    theirs = Q(actor__in=who) | Q(on_behalf_of__in=who) | Q(data__asked_by__in=list(who))
    rows = CaseEvent.objects.filter(theirs, case__in=list(cases)).exclude(act__in=list(but))
    return set(rows.values_list("case_id", flat=True))


def answered_by(who: Collection[str], cases: Iterable[int]) -> set[int]:
    """Of these cases those of which one of these people (keys) had a leg in hand; one query."""
    return set(Leg.objects.filter(case__in=list(cases), officer__in=who).values_list("case_id", flat=True))


def open_units(cases: Iterable[int]) -> dict[int, list[str]]:
    """By case the keys of the units that have a part in hand, the first given first; one query."""
    rows = Leg.objects.filter(case__in=list(cases), closed_at__isnull=True).order_by("pk")
    found: dict[int, list[str]] = {}
    for case, unit in rows.values_list("case_id", "unit__key"):
        found.setdefault(case, []).append(unit)
    return found


def leads_now(cases: Iterable[int]) -> dict[int, str]:
    """By case the key of the unit that leads now; one query."""
    leads = Leg.objects.filter(case__in=list(cases), closed_at__isnull=True, role=LegRole.LEAD.value)
    return dict(leads.values_list("case_id", "unit__key"))
