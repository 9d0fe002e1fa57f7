"""The white list: who comes on it, by which answer, who reads of it, and what stays of each turn."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from dukou.accounts.core.viewers import Viewer
from dukou.audit.models import AuditEvent
from dukou.casework.actions import meetings
from dukou.casework.core.states import MeetingKind
from dukou.casework.models import Message
from dukou.enterprises.models import Enterprise
from dukou.finance.actions import consents, listings
from dukou.finance.actions.list_refusals import (
    FoundByNothing,
    ListedBefore,
    NoSuchFinding,
    NotAtThisStanding,
    OwnFirm,
    ReasonWanted,
    RulesSayNo,
)
from dukou.finance.actions.refusals import NotYourFirm
from dukou.finance.core.kinds import ListStanding
from dukou.finance.models import FinanceText, Listing
from dukou.finance.queries.listings import NoSuchListing, listed_in_sight, listing_numbered, standings_of
from dukou.finance.queries.products import FRAME, NoFinanceFrame
from dukou.finance.tests import lists_made
from dukou.finance.tests.lists_made import NOW, YOUNG, agent, banker, firm, officer, recommendation
from dukou.rules.models import Decision

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def district(tmp_path: Path) -> None:
    lists_made.load(tmp_path)


def applied(row: Enterprise, number: int = 0) -> Listing:
    return listings.apply(by=agent(number), enterprise=row.key, now=NOW)


def recommended(row: Enterprise, number: int = 0) -> Listing:
    return listings.recommend(by=officer(), number=applied(row, number).pk, now=NOW + HOUR)


def visited(number: int = 0) -> str:
    """A visit of the office to a firm."""
    told = {"host": "tea-office", "kind": MeetingKind.VISIT, "title": "虚构走访", "place": "虚构厂"}
    return str(meetings.call(by=officer(), begins_at=NOW + HOUR, invited=[f"firm-{number}"], now=NOW, **told).pk)  # type: ignore[arg-type]


def test_from_application_by_recommendation_to_the_bank_that_the_firm_consented_to() -> None:
    row, own, bank, other = firm(), agent(), banker(), banker("bank-b")
    listing = applied(row)
    recommendation(row, own)
    assert listed_in_sight(bank) == []  # an application is for no bank
    told = listings.recommend(by=officer(), number=listing.pk, now=NOW)
    assert (told.standing, told.reason) == (ListStanding.RECOMMENDED, "符合白名单规则")
    kept = told.decision
    assert isinstance(kept, Decision)
    assert (kept.book.slug, kept.answer, kept.subject_key, kept.purpose) == ("tea", "yes", row.key, f"listing/{told.pk}")
    assert [[each.pk for each in listed_in_sight(viewer)] for viewer in (bank, other, own, officer())] == [
        [told.pk],
        [],
        [told.pk],
        [told.pk],
    ]
    acts = AuditEvent.objects.filter(act__startswith="listings.").order_by("pk").values_list("act", flat=True)
    assert list(acts) == ["listings.apply", "listings.recommend"]
    assert Message.objects.filter(about_kind="listing").count() == 1


def test_the_bank_reads_nothing_once_the_consent_or_the_recommendation_is_gone() -> None:
    row, own, bank = firm(), agent(), banker()
    told, consent = recommended(row), recommendation(row, own)
    assert listed_in_sight(bank) == [told]
    consents.withdraw(by=own, consent=consent.pk, now=NOW)
    assert listed_in_sight(bank) == []
    recommendation(row, own)
    assert listed_in_sight(bank) == [told]
    listings.take_off(by=officer(), number=told.pk, reason="虚构停产", now=NOW + 2 * HOUR)
    assert listed_in_sight(bank) == []
    assert Listing.objects.filter(standing="recommended").count() == 1  # the turn is kept, for nobody's list


def test_a_no_is_refused_and_what_is_unknown_needs_a_reason() -> None:
    young, unknown = firm(1, YOUNG), firm(2, None)
    first, second = applied(young, 1), applied(unknown, 2)
    with pytest.raises(RulesSayNo) as no:
        listings.recommend(by=officer(), number=first.pk, reason="虚构理由", now=NOW)
    assert no.value.said_why.en == "the rule book says no: made up"
    with pytest.raises(ReasonWanted) as wanted:
        listings.recommend(by=officer(), number=second.pk, now=NOW)
    assert "full years since its founding" in wanted.value.said_why.en
    told = listings.recommend(by=officer(), number=second.pk, reason="看过执照", now=NOW)
    assert (told.standing, told.reason, told.decision and told.decision.answer) == ("recommended", "看过执照", "unknown")
    assert Decision.objects.count() == 1  # of a refusal nothing is kept


def test_who_found_a_firm_enters_it_and_stands_with_it() -> None:
    row, other = firm(), firm(1)
    visit = visited()
    with pytest.raises(FoundByNothing):
        listings.apply(by=officer(), enterprise=row.key, now=NOW)
    for enterprise, found in ((other, ("visit", visit)), (row, ("visit", "99")), (row, ("visit", "x")), (row, ("appeal", visit))):
        with pytest.raises(NoSuchFinding):
            listings.apply(by=officer(), enterprise=enterprise.key, found=found, now=NOW)
    told = listings.apply(by=officer(), enterprise=row.key, found=("visit", visit), now=NOW)
    assert (told.found_kind, told.found_key) == ("visit", visit)


def test_a_firm_stands_on_the_list_once_and_applies_again_when_it_was_taken_off() -> None:
    row = firm()
    first = applied(row)
    with pytest.raises(ListedBefore):
        applied(row)
    with pytest.raises(ReasonWanted):
        listings.take_off(by=agent(), number=first.pk, reason=" ", now=NOW)
    listings.take_off(by=agent(), number=first.pk, reason="不需要了", now=NOW + HOUR)
    with pytest.raises(NotAtThisStanding):
        listings.recommend(by=officer(), number=first.pk, now=NOW)
    again = listings.apply(by=agent(), enterprise=row.key, now=NOW + 2 * HOUR)
    assert [(each.pk, each.standing, each.is_last) for each in Listing.objects.order_by("pk")] == [
        (first.pk, "out", False),
        (again.pk, "applied", True),
    ]
    at = [standings_of().at(row.pk, NOW + hours * HOUR / 2) for hours in (-1, 1, 3, 5)]
    assert at == [None, ListStanding.APPLIED, None, ListStanding.APPLIED]


def test_entries_that_were_merged_are_one_firm() -> None:
    row, absorbed = firm(), firm(1)
    applied(absorbed, 1)
    absorbed.merged_into = row
    absorbed.save(update_fields=["merged_into"])
    with pytest.raises(ListedBefore):
        applied(row)
    assert [each.enterprise_id for each in listed_in_sight(agent())] == [absorbed.pk]


def test_nobody_acts_beyond_what_is_his() -> None:
    row, bank, _ = firm(), banker(), firm(1)
    other = agent(1)
    listing = applied(row)
    for viewer in (bank, other):
        with pytest.raises(NotYourFirm):
            listings.apply(by=viewer, enterprise=row.key, now=NOW)
        with pytest.raises(NoSuchListing):
            listing_numbered(viewer, listing.pk)
        with pytest.raises(NoSuchListing):
            listings.take_off(by=viewer, number=listing.pk, reason="虚构", now=NOW)
    both = Viewer("person:both", 7, officer().permissions | agent().permissions, officer().organisations | agent().organisations)
    with pytest.raises(OwnFirm):
        listings.recommend(by=both, number=listing.pk, now=NOW)
    assert Listing.objects.get().standing == "applied"


def test_a_district_without_its_frame_refuses_in_words() -> None:
    row = firm()
    FinanceText.objects.filter(key=FRAME).delete()
    with pytest.raises(NoFinanceFrame):
        applied(row)
    assert not Listing.objects.exists()
