"""Who finds something in the register: all of it, the firms of a task force, or the firm one acts for."""

from __future__ import annotations

from dukou.accounts.core.admission import needs
from dukou.accounts.core.permissions import Permission

VISIBLE = "enterprises.queries.visibility:visible_enterprises"
ENTRANCE = needs(Permission.SEE_REGISTER, Permission.SEE_ENTERPRISE_DESK, or_seat=True, rows=VISIBLE)
