"""Who enters the pages of affairs, and which predicate filters what is shown there."""

from __future__ import annotations

from dukou.accounts.core.admission import needs
from dukou.accounts.core.permissions import Permission

VISIBLE = "affairs.queries.visibility:visible_applications"
OWN_DRAFTS = "affairs.queries.drafts:own_drafts"
READERS = (Permission.SEE_AFFAIRS, Permission.SEE_ENTERPRISE_DESK, Permission.ANSWER_LEGS)
APPLIERS = (Permission.SEE_ENTERPRISE_DESK, Permission.HANDLE_AFFAIRS)
CHANGERS = (Permission.HANDLE_AFFAIRS, Permission.ANSWER_LEGS, Permission.SEE_ENTERPRISE_DESK)
SEES = needs(*READERS, rows=VISIBLE)
APPLIES = needs(*APPLIERS, rows=OWN_DRAFTS)
