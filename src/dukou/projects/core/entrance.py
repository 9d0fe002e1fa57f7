"""Who enters the pages of projects, and which predicate filters what is shown there."""

from __future__ import annotations

from dukou.accounts.core.admission import needs
from dukou.accounts.core.permissions import Permission

VISIBLE = "projects.queries.visibility:visible_projects"
INNER = "projects.queries.visibility:inner_projects"
PROMISES = "projects.queries.promises:visible_promises"
READERS = (Permission.SEE_PROJECTS, Permission.KEEP_PROJECTS, Permission.ANSWER_LEGS, Permission.SEE_ENTERPRISE_DESK)
SEES = needs(*READERS, rows=VISIBLE)
# What offices know of a project: for those who work on it, not for the agents of its firm nor for the owners of promises.
INSIDE = needs(Permission.SEE_PROJECTS, Permission.KEEP_PROJECTS, rows=INNER)
INSIDE_KEEPS = needs(Permission.SEE_PROJECTS, Permission.KEEP_PROJECTS, to_change=(Permission.KEEP_PROJECTS,), rows=INNER)
# Premises are no secret within the administration: who sees any project sees all of them.
SIGHT = needs(Permission.SEE_PROJECTS, Permission.KEEP_PROJECTS)
KEEPERS = needs(Permission.KEEP_PROJECTS)
# What a post owes is handed over whole: by who sees all of it.
HANDS_OVER = needs(Permission.SEE_PROJECTS, to_change=(Permission.KEEP_PROJECTS,), rows=PROMISES)
