"""Who enters the pages of portraits, consents and look-ups, and which predicate filters what is shown there."""

from __future__ import annotations

from dukou.accounts.core.admission import needs
from dukou.accounts.core.permissions import Permission

_CONSENTS, _LOOKS = "finance.queries.consents:visible_consents", "finance.queries.looks:visible_looks"
_FIRMS, _KEEPS, _BANKS = Permission.SEE_ENTERPRISE_DESK, Permission.KEEP_FINANCE, Permission.ANSWER_NEEDS
# A portrait is its firm's. No office reads one, and a bank is told bands by its own look alone.
OWN_PORTRAIT = needs(_FIRMS, rows="enterprises.queries.visibility:visible_enterprises")
OWN_CONSENTS = needs(_FIRMS, rows=_CONSENTS)
# The firm disputes a fact and takes that back; the office rules, and is told of this one fact.
SEES_DISPUTES = needs(_KEEPS, _FIRMS, to_change=(_KEEPS, _FIRMS), rows="finance.queries.disputes:visible_disputes")
# The firm reads each look; the office reads how many there were.
LOOKS = needs(_FIRMS, Permission.SEE_FINANCE, rows=_LOOKS)
BANKS = needs(_BANKS, rows=_CONSENTS)
OWN_LOOKS = needs(_FIRMS, rows=_LOOKS)
