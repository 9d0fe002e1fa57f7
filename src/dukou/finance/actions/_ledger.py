"""What the acts on a line share: the line of the viewer's bank, held under lock, and its ledger gone through with one entry more."""

from __future__ import annotations

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer, may_within
from dukou.enterprises.queries.own import acts_for_entry
from dukou.finance.actions.loan_refusals import WrongEntry
from dukou.finance.core.loans import Entry, place_of, wrong_of
from dukou.finance.models import CreditLine, LoanEntry
from dukou.finance.queries.lines import NoSuchLine, entries_of_line, terms_of

BANKS = Permission.ANSWER_NEEDS
UNTOLD = 2**62  # stands for the number of an entry that is not kept yet: after all others of its day


def own_line(by: Viewer, number: int) -> CreditLine:
    """The line of the viewer's bank, locked until the transaction ends; for others, and whoever acts for the firm, it is not there."""
    rows = CreditLine.objects.select_for_update(of=("self",)).select_related("application__bank", "application__need")
    row = rows.filter(pk=number).first()
    if row is None or not may_within(by, BANKS, row.application.bank.key) or acts_for_entry(by, row.application.need.enterprise_id):
        raise NoSuchLine()
    return row


def fits(line: CreditLine, new: Entry) -> list[LoanEntry]:
    """Refuse what would break the ledger, naming the entry at which it breaks; gives the entries that are there."""
    kept, told = entries_of_line(line)
    wrong = wrong_of(terms_of(line), [*told, new])
    if wrong is not None:
        raise WrongEntry(place=place_of(wrong.entry), wrong=wrong.why, cure=wrong.cure)
    return kept
