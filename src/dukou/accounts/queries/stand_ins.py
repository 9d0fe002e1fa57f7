"""Who may see and who may end a stand-in."""

from __future__ import annotations

from django.db.models import Q

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.models import StandIn
from dukou.accounts.queries.rules import EVERYTHING
from dukou.kit.predicates import Predicate


def _seen_by(viewer: Viewer) -> Q:
    """The steward sees all, everyone those he takes part in."""
    if viewer.may(Permission.MANAGE_PEOPLE):
        return EVERYTHING
    return Q(absent_id=viewer.person_id or 0) | Q(substitute_id=viewer.person_id or 0)


def _ended_by(viewer: Viewer) -> Q:
    """The absent person, back again, or the steward; the substitute does not lay it down alone."""
    running = Q(ended_on__isnull=True)
    return running if viewer.may(Permission.MANAGE_PEOPLE) else running & Q(absent_id=viewer.person_id or 0)


may_see_stand_in: Predicate[Viewer, StandIn] = Predicate(StandIn, _seen_by)
may_end_stand_in: Predicate[Viewer, StandIn] = Predicate(StandIn, _ended_by)
