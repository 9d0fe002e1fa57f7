"""A bank grants a line (授信) to a firm that accepted its offer. A line is no loan: what is drawn under it stands in its ledger."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.viewers import Viewer, may_within
from dukou.accounts.queries import actor_of
from dukou.audit.actions import record
from dukou.enterprises.queries.own import acts_for_entry
from dukou.finance.actions._applying import close_granted
from dukou.finance.actions._ledger import BANKS
from dukou.finance.actions._reading import amount_read
from dukou.finance.actions.loan_refusals import BeyondOffer, LineNotValid, LineTooLong, NoPaper, NotAccepted
from dukou.finance.core.kinds import ApplicationState
from dukou.finance.core.offers import months_begun
from dukou.finance.core.rates import rate_words
from dukou.finance.models import Application, CreditLine
from dukou.finance.queries.lines import NoSuchLine, offer_accepted
from dukou.kit.core.money import money_text


def grant(
    *, by: Viewer, application: int, amount: str, rate: int, from_on: date, until_on: date, paper: str, now: datetime | None = None
) -> CreditLine:
    """Grant a line: by the offer that the firm accepted, on a paper. `rate`: hundredths of a percent a year. The case ends with it.

    Until when an offer stands was asked when the firm accepted it; the bank then has the time that a contract takes.
    """
    by.require(BANKS)
    actor, moment = actor_of(by, BANKS), now or timezone.now()
    with transaction.atomic():
        row = _asked(by, application)
        fen = amount_read(amount, is_sure=True)
        _judge(row, fen, rate, (from_on, until_on), timezone.localdate(moment))
        if not paper.strip():
            raise NoPaper()
        line = CreditLine.objects.create(
            application=row,
            amount=fen,
            rate=rate,
            from_on=from_on,
            until_on=until_on,
            paper=paper.strip()[:200],
            granted_at=moment,
            granted_by=str(actor),
            is_synthetic=row.need.is_synthetic or row.need.enterprise.is_synthetic,
        )
        close_granted(row, actor, moment)
        after = {"amount": fen, "rate": rate, "from_on": from_on, "until_on": until_on, "paper": line.paper}
        record(by=actor, act="credit_lines.grant", subject=("credit_line", str(line.pk)), after=after, now=moment)
    return line


def _asked(by: Viewer, number: int) -> Application:
    """The application to the viewer's bank; whoever acts for the firm grants it nothing.

    Its case is locked first, as every other step does, and the row read anew under that lock.
    """
    Application.objects.select_for_update(of=("case",)).select_related("case").filter(pk=number).first()
    row = Application.objects.select_related("bank", "need__enterprise").filter(pk=number).first()
    if row is None or not may_within(by, BANKS, row.bank.key) or acts_for_entry(by, row.need.enterprise_id):
        raise NoSuchLine()
    return row


def _judge(row: Application, fen: int, rate: int, days: tuple[date, date], today: date) -> None:
    offer, (from_on, until_on) = offer_accepted(row), days
    if row.state != ApplicationState.ACCEPTED.value or offer is None or offer.amount is None or offer.rate is None:
        raise NotAccepted(state=ApplicationState.of(row.state).label)
    if fen != offer.amount or rate > offer.rate:
        raise BeyondOffer(amount=money_text(offer.amount, "万元"), rate=rate_words(offer.rate))
    if until_on < max(from_on, today) or from_on < timezone.localdate(row.sent_at):
        raise LineNotValid(from_on=from_on, until_on=until_on)
    if months_begun(from_on, until_on) > (offer.term_months or 0) + 1:  # a contract may take its days for signing
        raise LineTooLong(months=offer.term_months)
