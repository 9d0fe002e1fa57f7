"""Who enters the pages of needs and applications, and which predicate filters what is shown there."""

from __future__ import annotations

from dukou.accounts.core.admission import needs
from dukou.accounts.core.permissions import Permission

_NEEDS, _APPLICATIONS = "finance.queries.needs:visible_needs", "finance.queries.applications:visible_applications"
_FIRM, _BANK = Permission.SEE_ENTERPRISE_DESK, Permission.ANSWER_NEEDS
# The firm posts and closes its own needs and sends them to banks; the office reads all of them; banks read what was sent to them.
SEES_NEEDS = needs(Permission.SEE_FINANCE, _FIRM, to_change=(_FIRM,), rows=_NEEDS)
OF_FIRM = needs(_FIRM, rows=_NEEDS)
SEES_APPLICATIONS = needs(Permission.SEE_FINANCE, _BANK, _FIRM, to_change=(_BANK, _FIRM), rows=_APPLICATIONS)
