"""Leads: what was noted of one, its clocks, and how many were answered in time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from dukou.accounts.core.viewers import Viewer
from dukou.casework.core.profiles import LEAD_KEYS
from dukou.casework.queries.kept import Kept, kept_times
from dukou.casework.queries.short_clocks import ShortClock, short_clocks
from dukou.projects.core.kinds import ProjectStatus
from dukou.projects.models import LeadStep, Project
from dukou.projects.queries.visibility import inner_projects


def notes_of(project: Project) -> list[LeadStep]:
    """Verdicts, words to the referrer and reports, in the order in which they were noted."""
    return list(LeadStep.objects.filter(project=project).order_by("pk"))


def clocks_of_lead(project: Project, now: datetime) -> list[ShortClock]:
    """The clocks of its case; none where it has none."""
    return [] if project.case is None else short_clocks(project.case, now, {})


def lead_is_closed(project: Project) -> bool:
    """Whether no clock runs any more though the project is at work: it is past being a lead, or was over and taken up again."""
    return project.case is not None and project.case.closed_at is not None and not ProjectStatus.of(project.status).is_over


def kept_of_leads(viewer: Viewer, now: datetime) -> Mapping[str, Kept]:
    """By clock how many times it was kept for leads on which the viewer works, with its number; those open and those moot apart."""
    cases = inner_projects.filter(viewer, Project.objects.filter(case__isnull=False)).order_by().values_list("case_id", flat=True)
    return kept_times(cases, LEAD_KEYS, now)


def may_see_case(viewer: Viewer, case: int) -> bool:
    """Whether the viewer reads anything of a lead's case: from within the administration alone."""
    return inner_projects.filter(viewer, Project.objects.filter(case=case)).exists()


def key_of_case(case: int) -> str:
    """The key of the project of a case."""
    return Project.objects.values_list("key", flat=True).get(case=case)
