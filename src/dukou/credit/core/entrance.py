"""Who enters the pages of credit, and which predicate filters what is shown there."""

from __future__ import annotations

from dukou.accounts.core.admission import needs, open_to_all
from dukou.accounts.core.permissions import Permission

FIRMS = "enterprises.queries.visibility:visible_enterprises"
RECORDS = "credit.queries.records:visible_records"
# Rules and statistics are public; what is told there depends on who looks.
PUBLIC = open_to_all
# Grades of others are for the administration, one's own for the firm.
INSIDE = needs(Permission.SEE_CREDIT, rows=FIRMS)
OF_FIRM = needs(Permission.SEE_CREDIT, Permission.SEE_ENTERPRISE_DESK, rows=FIRMS)
# Records are kept by the units that recognised or supervise them, and read by their firm.
KEEPS = needs(Permission.KEEP_CREDIT, rows=RECORDS)
READS = needs(Permission.KEEP_CREDIT, Permission.SEE_ENTERPRISE_DESK, rows=RECORDS)
GRADES = needs(Permission.KEEP_CREDIT)
