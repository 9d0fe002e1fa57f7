"""Whether an offer may be made: it can be reckoned with, keeps to its product, holds from today on, worsens nothing that holds."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from dukou.finance.actions._applying import product_of
from dukou.finance.actions.answer_refusals import BeyondAsked, BeyondProduct, OfferHasRunOut, OfferUnsound, WorseThanBefore
from dukou.finance.actions.need_refusals import TermUnclear
from dukou.finance.core.costs import LONGEST
from dukou.finance.core.offers import Terms
from dukou.finance.core.products import Version
from dukou.finance.core.rates import rate_words
from dukou.finance.models import Application
from dukou.finance.queries.offers import answers_standing, terms_of
from dukou.finance.queries.products import frame
from dukou.kit.core.labels import Label, joined
from dukou.kit.core.money import money_text

_RATE = Label("年利率至多 {rate}", "a rate of {rate} a year at most")
_TERM = Label("期限至多 {months} 个月", "{months} months at most")
_REPAID = Label("还款方式为 {ways}", "repaid by {ways}")


def judged(row: Application, terms: Terms, on: date) -> None:
    """Refuse what may not be offered."""
    if not 1 <= terms.months <= LONGEST:
        raise TermUnclear(most=LONGEST)
    try:
        terms.offer  # noqa: B018
    except ValueError as unsound:
        raise OfferUnsound() from unsound
    if not terms.is_valid(on):
        raise OfferHasRunOut(day=terms.valid_until)
    if terms.amount > row.amount:
        raise BeyondAsked(amount=money_text(row.amount, "万元"))
    product, version = product_of(row)
    if (rule := _broken(version, terms, timezone.localdate(row.sent_at))) is not None:
        raise BeyondProduct(product=product.name, rule=rule)
    before = answers_standing([row.pk]).get(row.pk)
    if before is not None and before.is_offer:
        former = terms_of(before)
        if former.is_valid(on) and not terms.is_no_worse_than(former):
            raise WorseThanBefore(day=former.valid_until)


def _broken(version: Version, terms: Terms, on: date) -> Label | None:
    """What of the product's version an offer does not keep to; the LPR is that of the day of the application."""
    most = version.rate.on(frame().lpr_on(on, term_months=terms.months)) if version.rate else None
    if most is not None and terms.rate > most:
        return _RATE.filled(rate=rate_words(most))
    if version.term_months is not None and terms.months > version.term_months:
        return _TERM.filled(months=version.term_months)
    if version.repayment and terms.repayment not in version.repayment:
        return _REPAID.filled(ways=joined([each.label for each in version.repayment], zh="、", en=" or "))
    return None
