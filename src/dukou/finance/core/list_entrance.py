"""Who enters the white list, the products, what banks offer, the plans and the meetings with banks, and what filters the rows there."""

from __future__ import annotations

from dukou.accounts.core.admission import needs, open_to_all
from dukou.accounts.core.permissions import Permission

_LISTINGS = "finance.queries.listings:visible_listings"
_OFFERS = "finance.queries.bank_products:visible_bank_products"
_OFFICE, _BANK, _FIRM = Permission.SEE_FINANCE, Permission.ANSWER_NEEDS, Permission.SEE_ENTERPRISE_DESK
# The office reads the whole list, a firm its own standing, a bank the recommended firms that consented to it.
LISTS = needs(_OFFICE, _BANK, _FIRM, rows=_LISTINGS)
LISTS_TAKEN_HOME = needs(_OFFICE, rows=_LISTINGS)
LISTING = needs(_OFFICE, _FIRM, to_change=(Permission.KEEP_FINANCE, _FIRM), rows=_LISTINGS)
# What products there are is public; how much a bank has left is between the bank and the office.
PRODUCTS = open_to_all
OFFERS = needs(_OFFICE, _BANK, rows=_OFFERS)
STATES_OFFERS = needs(_BANK, rows=_OFFERS)
# A plan names firms and their chances: the office alone.
MATCHING = needs(_OFFICE, to_change=(Permission.KEEP_FINANCE,))
MEETINGS = needs(_OFFICE, _BANK, _FIRM, rows="casework.queries.meetings:visible_meetings")
