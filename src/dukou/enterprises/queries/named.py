"""A firm as the subject of a rule book: its name, its page, its place."""

from __future__ import annotations

from django.urls import reverse

from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.models import Enterprise
from dukou.enterprises.queries.visibility import visible_enterprises
from dukou.kit.core.labels import same
from dukou.rules.queries.subjects import Subject


def firm_as_subject(viewer: Viewer, key: str) -> Subject | None:
    """The firm, or None where there is none that the viewer may see."""
    row = visible_enterprises.filter(viewer, Enterprise.objects.filter(key=key)).first()
    return Subject(same(row.name), reverse("enterprises:detail", args=[key]), row.division) if row else None
