"""Who enters the pages of repairs, disputes and lists of records, and which predicate filters what is shown there."""

from __future__ import annotations

from dukou.accounts.core.admission import needs
from dukou.accounts.core.permissions import Permission

_CASES, _RECORDS = "credit.queries.cases:visible_cases", "credit.queries.records:visible_records"
_LISTS, _WAITING = "credit.queries.lists:visible_lists", "credit.queries.lists:waiting_rows"
_BOTH = (Permission.KEEP_CREDIT, Permission.SEE_ENTERPRISE_DESK)
# The firm reads its own cases and takes them back; the unit rules.
SEES_CASES = needs(*_BOTH, to_change=_BOTH, rows=_CASES)
# Only a firm asks, and only about what is held about itself.
ASKS = needs(Permission.SEE_ENTERPRISE_DESK, rows=_RECORDS)
KEEPS_LISTS = needs(Permission.KEEP_CREDIT, rows=_LISTS)
KEEPS_ROWS = needs(Permission.KEEP_CREDIT, rows=_WAITING)
