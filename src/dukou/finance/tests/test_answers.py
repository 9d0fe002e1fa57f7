"""A bank offers or refuses with a reason; offers are compared and bettered; the firm decides; the clock stops with the first answer."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from dukou.accounts.queries import actor_of
from dukou.audit.models import AuditEvent
from dukou.casework.models import CaseEvent, Message, RunningClock
from dukou.enterprises.models import Enterprise
from dukou.finance.actions import answers, applications
from dukou.finance.actions._applying import BANKS, close_granted
from dukou.finance.actions.answer_refusals import (
    AnotherAccepted,
    BeyondAsked,
    BeyondProduct,
    NoSuchReason,
    NotInThisState,
    OfferChanged,
    OfferHasRunOut,
    OfferRunOut,
    OfferUnsound,
    RefusalSaysWhy,
    WorseThanBefore,
)
from dukou.finance.actions.need_refusals import (
    AmountUnclear,
    TermUnclear,
)
from dukou.finance.core.kinds import ApplicationState, Repayment
from dukou.finance.models import Application, BankAnswer
from dukou.finance.queries.offers import offers_on
from dukou.finance.tests.needs_made import DAY, NOW, agent, banker, consented, district, offered, posted, refused, sent
from dukou.kit.core.refusals import Refusal

pytestmark = pytest.mark.django_db
ONE = timedelta(days=1)


@pytest.fixture
def firms(tmp_path: Path) -> list[Enterprise]:
    return district(tmp_path)


@pytest.fixture
def row(firms: list[Enterprise]) -> Application:
    """An application of the first firm to the first bank."""
    return sent(posted(firms[0], agent()), agent(), consented(firms[0], agent()))


def state(row: Application) -> tuple[ApplicationState, bool, bool]:
    """Where it stands, and whether it and its case have ended."""
    found = Application.objects.select_related("case").get(pk=row.pk)
    return ApplicationState.of(found.state), found.closed_at is not None, found.case.closed_at is not None


def test_a_refusal_has_a_coded_reason_and_words(row: Application) -> None:
    bank = banker()
    for reason, words, refusal in (("", "太湿", RefusalSaysWhy), ("too-wet", "  ", RefusalSaysWhy), ("no-such", "太湿", NoSuchReason)):
        with pytest.raises(refusal):
            answers.refuse(by=bank, number=row.pk, reason=reason, words=words, now=NOW)
    assert state(row) == (ApplicationState.SENT, False, False)
    made = refused(row, bank)
    assert (made.reason, made.words, state(row)) == ("too-wet", "茶叶含水偏高", (ApplicationState.REFUSED, True, True))
    assert [each.person.username for each in Message.objects.filter(zh__contains="未通过")] == ["agent-0"]
    assert "含水" not in str(list(AuditEvent.objects.values_list("after", flat=True)))
    with pytest.raises(NotInThisState):
        offered(row, bank)
    with pytest.raises(NotInThisState):
        refused(row, bank)
    with pytest.raises(NotInThisState):
        answers.accept(by=agent(), number=row.pk, now=NOW)


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"amount": "90"}, AmountUnclear),
        ({"fee": "500"}, AmountUnclear),
        ({"fee": "90万元"}, OfferUnsound),
        ({"rate": -1}, OfferUnsound),
        ({"amount": "99.01万元"}, BeyondAsked),
        ({"rate": 401}, BeyondProduct),
        ({"repayment": Repayment.BULLET}, BeyondProduct),
        ({"term_months": 0}, TermUnclear),
        ({"valid_until": DAY - ONE}, OfferHasRunOut),
    ],
)
def test_an_offer_that_cannot_be_is_refused(row: Application, more: dict[str, Any], refusal: type[Refusal]) -> None:
    """The tea loan costs 4 % a year at most and is repaid in equal instalments."""
    with pytest.raises(refusal):
        offered(row, banker(), **more)
    assert not BankAnswer.objects.exists()


def test_an_offer_is_bettered_and_never_made_worse_in_silence(row: Application) -> None:
    bank = banker()
    offered(row, bank)
    for worse in ({"rate": 366}, {"amount": "89万元"}, {"fee": "600元"}, {"valid_until": DAY + 29 * ONE}, {"term_months": 11}):
        with pytest.raises(WorseThanBefore):
            offered(row, bank, **worse)
    offered(row, bank, rate=350)
    offered(row, bank, rate=400, now=NOW + 31 * ONE, valid_until=DAY + 40 * ONE)  # the former has run out
    assert [each.rate for each in BankAnswer.objects.order_by("pk")] == [365, 350, 400]
    refused(row, bank, NOW + 32 * ONE)  # what cannot be kept is refused with its reason
    assert state(row)[0] is ApplicationState.REFUSED


def test_the_firm_compares_accepts_one_and_the_others_stay(firms: list[Enterprise], row: Application) -> None:
    own, bank, other = agent(), banker(), banker("bank-b")
    second = sent(row.need, own, consented(firms[0], own, bank="bank-b"))
    offered(row, bank, rate=365, fee="2000元")
    offered(second, other, rate=370, fee="")
    cheap, dear = offers_on(row.need_id, DAY)
    assert (cheap.row.pk, cheap.is_cheapest, dear.row.pk, dear.is_cheapest) == (second.pk, True, row.pk, False)
    assert dear.compared is not None and dear.compared.dearer > 0  # the lower rate is dearer with its fee
    assert answers.accept(by=own, number=second.pk, now=NOW).state == "accepted"
    with pytest.raises(AnotherAccepted):
        answers.accept(by=own, number=row.pk, now=NOW)
    assert (state(row), state(second)) == ((ApplicationState.OFFERED, False, False), (ApplicationState.ACCEPTED, False, False))
    with pytest.raises(NotInThisState):
        offered(second, other)
    refused(second, other)  # what cannot be kept after all: the need is free again, and the firm is told
    assert state(second) == (ApplicationState.REFUSED, True, True)
    assert [each.person.username for each in Message.objects.filter(zh__contains="不能按您接受的报价授信")] == ["agent-0"]
    assert answers.accept(by=own, number=row.pk, now=NOW).state == "accepted"
    applications.take_back(by=own, number=row.pk, now=NOW)
    row = sent(row.need, own, row.consent)
    offered(row, bank)
    answers.decline(by=own, number=row.pk, reason="另一家更低", now=NOW)
    assert state(row) == (ApplicationState.DECLINED, True, True)


def test_a_firm_accepts_the_offer_that_it_read_and_no_later_one(row: Application) -> None:
    read = offered(row, banker(), valid_until=DAY)
    later = offered(row, banker(), rate=400, now=NOW + ONE)  # the first has run out, so the second may be worse
    with pytest.raises(OfferChanged):
        answers.accept(by=agent(), number=row.pk, answer=read.pk, now=NOW + ONE)
    assert state(row)[0] is ApplicationState.OFFERED
    assert answers.accept(by=agent(), number=row.pk, answer=later.pk, now=NOW + ONE).state == "accepted"


def test_an_offer_that_ran_out_cannot_be_accepted(row: Application) -> None:
    offered(row, banker(), valid_until=DAY)
    with pytest.raises(OfferRunOut):
        answers.accept(by=agent(), number=row.pk, now=NOW + ONE)
    [only] = offers_on(row.need_id, DAY + ONE)
    assert (only.compared, only.is_cheapest) == (None, False)
    assert answers.accept(by=agent(), number=row.pk, now=NOW).state == "accepted"  # its last day counts


def test_a_line_granted_ends_what_was_accepted_and_nothing_else(row: Application) -> None:
    actor = actor_of(banker(), BANKS)
    for is_offered in (False, True):
        if is_offered:
            offered(row, banker())
        with pytest.raises(NotInThisState), transaction.atomic():
            close_granted(row, actor, NOW)
    answers.accept(by=agent(), number=row.pk, now=NOW)
    with transaction.atomic():
        close_granted(row, actor, NOW)
    assert (row.state, state(row)) == ("granted", (ApplicationState.GRANTED, True, True))
    with pytest.raises(NotInThisState):
        applications.take_back(by=agent(), number=row.pk, now=NOW)


def test_the_clock_stops_with_the_first_answer_and_is_moot_where_none_came(firms: list[Enterprise], row: Application) -> None:
    offered(row, banker())
    [clock] = RunningClock.objects.filter(case=row.pk)
    assert (clock.state, clock.is_moot) == ("stopped", False)
    offered(row, banker(), rate=350)
    applications.take_back(by=agent(), number=row.pk, now=NOW)
    changes = [each for event in CaseEvent.objects.filter(case=row.pk) for each in event.data.get("changes", ())]
    assert [each["did"] for each in changes if each["did"].startswith("clock")] == ["clock_started", "clock_stopped"]
    other = sent(row.need, agent(), consented(firms[0], agent()))
    applications.take_back(by=agent(), number=other.pk, now=NOW)
    assert RunningClock.objects.get(case=other.pk).is_moot


def test_a_need_that_has_its_line_takes_no_second_offer(firms: list[Enterprise], row: Application) -> None:
    own, bank, other = agent(), banker(), banker("bank-b")
    second = sent(row.need, own, consented(firms[0], own, bank="bank-b"))
    offered(row, bank)
    offered(second, other)
    answers.accept(by=own, number=row.pk, now=NOW)
    with transaction.atomic():
        close_granted(row, actor_of(bank, BANKS), NOW)
    with pytest.raises(AnotherAccepted):
        answers.accept(by=own, number=second.pk, now=NOW)
    assert state(second) == (ApplicationState.OFFERED, False, False)
