"""What banks answered: the answer that stands, and the offers on a need side by side by what they cost in a year."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from dukou.finance.core.costs import Compared, compared
from dukou.finance.core.kinds import ApplicationState, Repayment
from dukou.finance.core.offers import FirstYear, Terms, first_year
from dukou.finance.models import Application, BankAnswer
from dukou.finance.queries.products import product_of_text
from dukou.kit.core.labels import Label

WEIGHED = (ApplicationState.OFFERED, ApplicationState.ACCEPTED, ApplicationState.GRANTED)


@dataclass(frozen=True, slots=True)
class OfferTold:
    """An offer as it stands. `compared`: beside the cheapest of those that can be had; None: it cannot be had any more."""

    row: Application
    state: ApplicationState
    product: Label
    terms: Terms
    first_year: FirstYear
    compared: Compared | None
    is_cheapest: bool


def answers_standing(applications: Collection[int]) -> dict[int, BankAnswer]:
    """By application the last answer of its bank, which stands."""
    return {each.application_id: each for each in BankAnswer.objects.filter(application__in=applications).order_by("pk")}


def answers_given(application: int) -> list[BankAnswer]:
    """Every answer of a bank to an application, the first first."""
    return list(BankAnswer.objects.filter(application=application).order_by("pk"))


def terms_of(answer: BankAnswer) -> Terms:
    """The terms of an answer that is an offer."""
    assert answer.amount is not None
    assert answer.rate is not None
    assert answer.term_months is not None
    assert answer.valid_until is not None
    return Terms(answer.amount, answer.rate, answer.fee, answer.term_months, Repayment.of(answer.repayment), answer.valid_until)


def offers_on(need: int, on: date) -> list[OfferTold]:
    """The offers on a need: what can be had first, the cheapest a year before all; then what has run out."""
    rows = list(Application.objects.filter(need=need, state__in=[each.value for each in WEIGHED]).select_related("bank").order_by("pk"))
    terms = {number: terms_of(each) for number, each in answers_standing([row.pk for row in rows]).items() if each.is_offer}
    by_number = {row.pk: row for row in rows if row.pk in terms}
    can_be_had = [number for number, row in by_number.items() if row.state != ApplicationState.OFFERED.value or terms[number].is_valid(on)]
    beside = compared({number: terms[number].offer for number in can_be_had})
    order = [*beside, *(number for number in by_number if number not in beside)]
    return [_told(by_number[number], terms[number], beside.get(number), place == 0 and bool(beside)) for place, number in enumerate(order)]


def _told(row: Application, terms: Terms, beside: Compared | None, is_cheapest: bool) -> OfferTold:
    name, state = product_of_text(row.text_id).name, ApplicationState.of(row.state)
    return OfferTold(row, state, name, terms, first_year(terms.offer), beside, is_cheapest)
