"""A project as the subject of a rule book."""

from __future__ import annotations

from django.urls import reverse

from dukou.accounts.core.viewers import Viewer
from dukou.kit.core.labels import same
from dukou.projects.models import Project
from dukou.projects.queries.pipeline import pipeline_or_none
from dukou.projects.queries.visibility import known_projects
from dukou.rules.queries.subjects import Subject


def project_as_subject(viewer: Viewer, key: str) -> Subject | None:
    """A project by its key, with the page that shows its facts; None where there is none in sight."""
    name = known_projects.filter(viewer, Project.objects.filter(key=key)).values_list("name", flat=True).first()
    if name is None:
        return None
    found = pipeline_or_none()
    return Subject(same(name), reverse("projects:project", args=[key]), found.division if found else "")
