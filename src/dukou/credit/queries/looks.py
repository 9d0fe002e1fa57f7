"""Who looked at what is held about a firm."""

from __future__ import annotations

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.credit.models import Look
from dukou.enterprises.queries.merged import entries_of
from dukou.enterprises.queries.own import acts_for_entry


def leaves_a_line(viewer: Viewer, firm: int) -> bool:
    """Whether a look of the viewer is noted: everybody's who is not the firm's own agent."""
    return not acts_for_entry(viewer, firm)


def units_of(viewer: Viewer) -> str:
    """In whose name the viewer looks: the keys of the organisations within which he sees grades."""
    return "、".join(sorted(viewer.organisations_where(Permission.SEE_CREDIT)))


def looks_at(firm: int, most: int = 200) -> list[Look]:
    """The looks at a firm, the newest first."""
    return list(Look.objects.filter(enterprise__in=entries_of(firm)).order_by("-pk")[:most])
