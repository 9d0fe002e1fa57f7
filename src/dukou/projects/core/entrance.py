"""Who enters the pages of projects, and which predicate filters what is shown there."""

from __future__ import annotations

from dukou.accounts.core.admission import needs
from dukou.accounts.core.permissions import Permission

VISIBLE = "projects.queries.visibility:visible_projects"
READERS = (Permission.SEE_PROJECTS, Permission.KEEP_PROJECTS, Permission.ANSWER_LEGS, Permission.SEE_ENTERPRISE_DESK)
SEES = needs(*READERS, rows=VISIBLE)
KEEPS = needs(*READERS, to_change=(Permission.KEEP_PROJECTS,), rows=VISIBLE)
KEEPERS = needs(Permission.KEEP_PROJECTS)
