"""Who enters the pages of lines, of the office's figures and of public statistics, and which predicate filters what is shown there."""

from __future__ import annotations

from dukou.accounts.core.admission import needs, open_to_all
from dukou.accounts.core.permissions import Permission

_LINES = "finance.queries.lines:visible_lines"
_OFFICE, _BANK, _FIRM = Permission.SEE_FINANCE, Permission.ANSWER_NEEDS, Permission.SEE_ENTERPRISE_DESK
# Counts with what they stand on; who signed in is shown the ways to what he may enter besides.
STATISTICS = open_to_all
OFFICE_FIGURES = needs(_OFFICE)
# The firm and the office read; the bank keeps the ledgers of its own lines.
SEES_LINES = needs(_OFFICE, _BANK, _FIRM, to_change=(_BANK,), rows=_LINES)
GRANTS = needs(_BANK, rows=_LINES)
