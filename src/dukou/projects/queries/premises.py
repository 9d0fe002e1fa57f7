"""Premises on offer, and what fits a project. Whoever sees projects within the administration sees all premises."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from dukou.kit.core.labels import Label
from dukou.kit.core.numbers import whole_number
from dukou.kit.core.refusals import Refusal
from dukou.projects.core.premises import LETTING, Fit, Need, PremiseKind, Space, fitting
from dukou.projects.models import Letting, Premise, Project, Promise, SpaceNeed


class NoSuchPremise(Refusal):
    """The premises are there."""

    code = "projects.no_such_premise"
    status = 404
    what = Label("没有查到场地“{key}”", "there are no premises “{key}”")
    why = Label("没有这个代号", "none have this key")
    cure = Label("核对代号", "check the key")


@dataclass(frozen=True, slots=True)
class Fitting:
    """Premises beside a need."""

    row: Premise
    fit: Fit


def premise_of(key: str) -> Premise:
    """The premises with this key, or a refusal."""
    found = Premise.objects.select_related("owner").filter(key=key).first()
    if found is None:
        raise NoSuchPremise(key=key)
    return found


def premises(today: date, *, kind: str = "", is_free: bool = False, text: str = "") -> QuerySet[Premise]:
    """What is on offer, by name; `is_free`: nobody has it today and it is known to be free."""
    rows = Premise.objects.select_related("owner").filter(withdrawn_at__isnull=True).order_by("name", "key")
    rows = rows.filter(kind=kind) if kind else rows
    rows = rows.filter(Q(name__icontains=text) | Q(address__icontains=text) | Q(key=text)) if text else rows
    return rows.filter(free_from__lte=today).exclude(lettings__in=let_on(today)) if is_free else rows


def let_on(day: date) -> QuerySet[Letting]:
    """The lettings that run on a day."""
    return Letting.objects.filter(Q(until_on__isnull=True) | Q(until_on__gte=day), from_on__lte=day)


def need_of(project: Project) -> SpaceNeed | None:
    """What the project needs, as was stated last."""
    return SpaceNeed.objects.filter(project=project).order_by("-pk").first()


def fitting_premises(stated: SpaceNeed, today: date) -> list[Fitting]:
    """What is on offer and nobody has for good, in the order in which it fits. What is let is free the day after it ends."""
    taken = dict(Letting.objects.filter(until_on__gte=today).order_by("until_on").values_list("premise", "until_on"))
    forever = set(Letting.objects.filter(until_on__isnull=True).values_list("premise", flat=True))
    rows = {row.key: row for row in premises(today) if row.pk not in forever}
    found = fitting(_need(stated), [_space(row, taken.get(row.pk)) for row in rows.values()])
    return [Fitting(rows[each.space.key], each) for each in found]


def lettings_of(project: Project) -> list[Letting]:
    """What was let to the project, in order."""
    return list(Letting.objects.filter(project=project).select_related("premise", "project").order_by("from_on", "pk"))


def promised_of(project: Project) -> dict[int, int]:
    """The newest promise that was made of each letting's concession, by the primary key of the letting."""
    rows = Promise.objects.filter(project=project, origin__startswith=LETTING).order_by("pk").values_list("origin", "pk")
    return {number: pk for origin, pk in rows if (number := whole_number(origin.removeprefix(LETTING))) is not None}


def _need(stated: SpaceNeed) -> Need:
    kind = PremiseKind.of(stated.kind) if stated.kind else None
    return Need(kind, stated.least, stated.most, stated.power_kva, stated.rent_fen, stated.by_on)


def _space(row: Premise, taken_until: date | None) -> Space:
    free = row.free_from
    if taken_until is not None:
        after = date.fromordinal(taken_until.toordinal() + 1)
        free = max(free, after) if free else after
    return Space(row.key, PremiseKind.of(row.kind), row.area, row.rent_fen, row.power_kva, free)
