"""Who enters the pages of inspections, and which predicate filters what is shown there."""

from __future__ import annotations

from dukou.accounts.core.admission import needs, open_to_all
from dukou.accounts.core.permissions import Permission

_PLANS = "credit.queries.check_plans:visible_plans"
_VISITS = "credit.queries.visits:visible_visits"
_DRAWS = Permission.DRAW_CHECKS
# Hashes, ratios, seed and bounds are public, and so are counts with small ones kept back.
PUBLIC = open_to_all
PLANS = needs(_DRAWS, Permission.SEE_AUDIT_TRAIL, rows=_PLANS)
PLANS_CHANGED = needs(_DRAWS, rows=_PLANS)
# The auditor looks at the room of a draw and takes its file home; he draws nothing.
DRAW_ROOM = needs(_DRAWS, Permission.SEE_AUDIT_TRAIL, to_change=(_DRAWS,), rows=_PLANS)
ROSTER = needs(_DRAWS, rows="credit.queries.inspectors:visible_inspectors")
VISITS = needs(_DRAWS, Permission.SEE_ENTERPRISE_DESK, rows=_VISITS)
# Numbers over all visits; firms are named there only where the visit is in sight.
REPORTS = needs(_DRAWS, Permission.SEE_CREDIT, rows=_VISITS)
