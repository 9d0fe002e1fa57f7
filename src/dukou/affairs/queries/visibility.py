"""Whose applications a viewer may see: one rule for list, page, search, export and API."""

from __future__ import annotations

from django.db.models import Q

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.affairs.models import Application
from dukou.casework.queries.among import of_units
from dukou.enterprises.queries.own import own_entries
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.kit.predicates import Predicate


class NoSuchApplication(Refusal):
    """The application is not there, or the viewer may not see it."""

    code = "affairs.no_such_application"
    status = 404
    what = Label("没有查到第 {number} 号申请", "there is no application {number}")
    why = Label("没有这个编号，或您看不到它", "there is none of this number, or you may not see it")
    cure = Label("核对编号", "check the number")


def _may_see(viewer: Viewer) -> Q:
    """All, with the permission; else those of one's firms, those that one filed, those of which one's units have a part."""
    if viewer.may(Permission.SEE_AFFAIRS):
        return Q()
    seen = Q(enterprise__in=own_entries(viewer))
    if viewer.may(Permission.SEE_ENTERPRISE_DESK):
        seen |= Q(filed_by__in=[viewer.key, *viewer.acting_for])
    if units := viewer.organisations_where(Permission.ANSWER_LEGS):
        seen |= of_units(units)
    return seen


visible_applications: Predicate[Viewer, Application] = Predicate(Application, _may_see)


def application_of(viewer: Viewer, number: int) -> Application:
    """The application with this number, or a refusal."""
    rows = visible_applications.filter(viewer, Application.objects.filter(pk=number))
    found = rows.select_related("case__profile", "enterprise", "text").defer("text__content", "case__profile__content").first()
    if found is None:
        raise NoSuchApplication(number=number)
    return found


def is_own(viewer: Viewer, row: Application) -> bool:
    """Whether it is the viewer's own matter: of a firm that he acts for, or filed by himself for one that is yet to be."""
    if row.enterprise_id is not None:
        return row.enterprise_id in own_entries(viewer)
    return row.filed_by == viewer.key and not viewer.may(Permission.HANDLE_AFFAIRS)
