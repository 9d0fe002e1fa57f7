"""Whom to call about an appeal, as far as that is known before anybody writes it."""

from __future__ import annotations

from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries.people import display_names
from dukou.appeals.models import Appeal


def contact_of(viewer: Viewer) -> dict[str, str]:
    """Name and number of who files for his own firm: as he gave them last, else the name of his account."""
    given = Appeal.objects.filter(filed_by=viewer.key).exclude(contact_phone="").order_by("-pk")
    last = given.values_list("contact_name", "contact_phone").first()
    if last is not None:
        return dict(zip(("contact_name", "contact_phone"), last, strict=True))
    username = viewer.key.partition(":")[2]
    return {"contact_name": display_names([username]).get(username, "")}
