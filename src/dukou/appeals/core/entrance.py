"""Who enters the pages of appeals, and which predicate filters what is shown there."""

from __future__ import annotations

from dukou.accounts.core.admission import needs
from dukou.accounts.core.permissions import Permission

VISIBLE = "appeals.queries.visibility:visible_appeals"
READERS = (
    Permission.SEE_APPEALS,
    Permission.SEE_ENTERPRISE_DESK,
    Permission.ANSWER_LEGS,
    Permission.FILE_APPEALS,
)
SEES = needs(*READERS, rows=VISIBLE)
