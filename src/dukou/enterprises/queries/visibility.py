"""Whose register entries a viewer may see: one rule for list, page, search, export and API."""

from __future__ import annotations

from django.db.models import Q

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.models import Charge, Enterprise
from dukou.enterprises.queries.merged import standing_for
from dukou.kit.predicates import Predicate


def _may_see(viewer: Viewer) -> Q:
    """All, with the permission; else the firm one acts for, and the firms that one's task force looks after."""
    if viewer.may(Permission.SEE_REGISTER):
        return Q()
    own = Enterprise.objects.filter(organisation__key__in=viewer.organisations).values_list("pk", flat=True)
    charged = Charge.objects.filter(task_force__key__in=viewer.task_forces, withdrawn_at__isnull=True)
    stands = standing_for({*own, *charged.values_list("enterprise_id", flat=True)})
    return Q(pk__in={*stands, *stands.values()})  # the few that are meant, and what they were merged into


visible_enterprises: Predicate[Viewer, Enterprise] = Predicate(Enterprise, _may_see)


def sees_all(viewer: Viewer) -> bool:
    """Whether the rule hides nothing from the viewer, so that a search need not ask it of every hit."""
    return viewer.may(Permission.SEE_REGISTER)
