"""Whose appeals a viewer may see: one rule for list, page, search, export and API."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.appeals.models import Appeal
from dukou.casework.queries.among import of_units
from dukou.enterprises.queries.own import own_entries
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.predicates import Predicate


class NoSuchAppeal(Refusal):
    """The appeal is not there, or the viewer may not see it."""

    code = "appeals.no_such_appeal"
    status = 404
    what = Label("没有查到第 {number} 号诉求", "there is no appeal {number}")
    why = Label("没有这个编号，或您看不到它", "there is none of this number, or you may not see it")
    cure = Label("核对编号", "check the number")


def _may_see(viewer: Viewer) -> Q:
    """All, with the permission; else those of one's firms, those in the hands of one's units, those that one filed."""
    if viewer.may(Permission.SEE_APPEALS):
        return Q()
    seen = of_firms(own_entries(viewer))
    if units := viewer.organisations_where(Permission.ANSWER_LEGS):
        seen |= of_units(units)
    if viewer.may(Permission.FILE_APPEALS):
        seen |= Q(filed_by__in=[viewer.key, *viewer.acting_for])
    return seen


def of_firms(entries: Collection[int]) -> Q:
    """The appeals of these entries of the register. One alone is asked for by equality: its index then gives them in the order of lists."""
    return Q(enterprise=next(iter(entries))) if len(entries) == 1 else Q(enterprise__in=entries)


visible_appeals: Predicate[Viewer, Appeal] = Predicate(Appeal, _may_see)


def appeal_of(viewer: Viewer, number: int) -> Appeal:
    """The appeal with this number, or a refusal."""
    found = visible_appeals.filter(viewer, Appeal.objects.filter(pk=number)).select_related("case__profile", "enterprise").first()
    if found is None:
        raise NoSuchAppeal(number=number)
    return found
