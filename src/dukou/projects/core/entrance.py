"""Who enters the pages of projects, and which predicate filters what is shown there."""

from __future__ import annotations

from dukou.accounts.core.admission import needs
from dukou.accounts.core.permissions import Permission

VISIBLE = "projects.queries.visibility:visible_projects"
READERS = (Permission.SEE_PROJECTS, Permission.KEEP_PROJECTS, Permission.ANSWER_LEGS, Permission.SEE_ENTERPRISE_DESK)
SEES = needs(*READERS, rows=VISIBLE)
KEEPS = needs(*READERS, to_change=(Permission.KEEP_PROJECTS,), rows=VISIBLE)
# What offices know of a project: not for the agents of its firm.
INSIDE = needs(Permission.SEE_PROJECTS, Permission.KEEP_PROJECTS, rows=VISIBLE)
INSIDE_KEEPS = needs(Permission.SEE_PROJECTS, Permission.KEEP_PROJECTS, to_change=(Permission.KEEP_PROJECTS,), rows=VISIBLE)
# Premises are no secret within the administration: who sees any project sees all of them.
SIGHT = needs(Permission.SEE_PROJECTS, Permission.KEEP_PROJECTS)
KEEPERS = needs(Permission.KEEP_PROJECTS)
