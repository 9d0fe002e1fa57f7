"""Whose register entries a viewer may see: one rule for list, page, search, export and API."""

from __future__ import annotations

from django.db.models import Q

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.models import Charge, Enterprise
from dukou.kit.predicates import Predicate


def _may_see(viewer: Viewer) -> Q:
    """All, with the permission; else the firm one acts for, and the firms that one's task force looks after."""
    if viewer.may(Permission.SEE_REGISTER):
        return Q()
    # both as primary keys: the database gathers the few that are meant, instead of asking it of every firm that there is
    own = Enterprise.objects.filter(organisation__key__in=viewer.organisations)
    charged = Charge.objects.filter(task_force__key__in=viewer.task_forces, withdrawn_at__isnull=True)
    return Q(pk__in=own.values("pk")) | Q(pk__in=charged.values("enterprise_id"))


visible_enterprises: Predicate[Viewer, Enterprise] = Predicate(Enterprise, _may_see)


def sees_all(viewer: Viewer) -> bool:
    """Whether the rule hides nothing from the viewer, so that a search need not ask it of every hit."""
    return viewer.may(Permission.SEE_REGISTER)
