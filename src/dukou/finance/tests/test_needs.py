"""A firm posts a need with its unit, which is read back; it carries what it came of; it is closed with a reason."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from dukou.accounts.core.viewers import NotPermitted, Viewer
from dukou.audit.models import AuditEvent
from dukou.casework.actions import meetings
from dukou.casework.core.states import MeetingKind
from dukou.enterprises.models import Enterprise
from dukou.finance.actions import needs
from dukou.finance.actions.need_refusals import (
    AmountInDoubt,
    AmountUnclear,
    CloseSaysWhy,
    NeedClosed,
    NoPurpose,
    NoSuchOrigin,
    StillWithBanks,
    TermUnclear,
    WantedBefore,
)
from dukou.finance.actions.refusals import NotYourFirm
from dukou.finance.core.need_standings import NeedStanding
from dukou.finance.models import FinanceText, Need
from dukou.finance.queries.needs import NeedList, NoSuchNeed, came_of, need_of, needs_of
from dukou.finance.queries.origins import origins_of
from dukou.finance.queries.products import FRAME, NoFinanceFrame
from dukou.finance.tables.money import both
from dukou.finance.tests.needs_made import DAY, NOW, agent, banker, consented, district, offered, officer, posted, refused, sent
from dukou.kit.core.refusals import Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def firms(tmp_path: Path) -> list[Enterprise]:
    return district(tmp_path)


@pytest.mark.parametrize(("typed", "yuan"), [("99万元", 990_000), ("99 万", 990_000), ("990,000元", 990_000), ("1.2亿元", 120_000_000)])
def test_an_amount_is_read_with_its_unit_and_told_in_both(firms: list[Enterprise], typed: str, yuan: int) -> None:
    row = posted(firms[0], agent(), typed)
    assert row.amount == yuan * 100
    assert f"{yuan:,}元" in both(row.amount).zh and "万元" in both(row.amount).zh and f"{yuan:,} yuan" in both(row.amount).en


@pytest.mark.parametrize("typed", ["99", "", "很多", "0元", "-3万元"])
def test_an_amount_without_a_unit_is_no_amount(firms: list[Enterprise], typed: str) -> None:
    with pytest.raises(AmountUnclear):
        posted(firms[0], agent(), typed)
    assert not Need.objects.exists()


def test_a_rare_size_is_asked_back(firms: list[Enterprise]) -> None:
    for typed in ("99元", "990000万元"):
        with pytest.raises(AmountInDoubt) as asked:
            posted(firms[0], agent(), typed)
        assert typed.removesuffix("元") in asked.value.said_why.zh.replace(",", "")
    assert posted(firms[0], agent(), "99元", is_sure=True).amount == 9_900


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"term_months": 0}, TermUnclear),
        ({"term_months": 361}, TermUnclear),
        ({"purpose": "  "}, NoPurpose),
        ({"wanted_on": DAY - timedelta(days=1)}, WantedBefore),
        ({"came": ("finance_application", "99")}, NoSuchOrigin),
        ({"came": ("visit", "no number")}, NoSuchOrigin),
        ({"meeting": 99}, NoSuchOrigin),
    ],
)
def test_what_is_missing_is_said(firms: list[Enterprise], more: dict[str, Any], refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        posted(firms[0], agent(), **more)
    assert not Need.objects.exists()


def test_only_the_firms_own_agent_posts_and_what_he_wrote_stays_out_of_the_trail(firms: list[Enterprise]) -> None:
    with pytest.raises(NotYourFirm):
        posted(firms[1], agent())
    for stranger in (officer(), banker()):
        with pytest.raises(NotPermitted):
            posted(firms[0], stranger)
    row = posted(firms[0], agent(), purpose="青梅订单")
    event = AuditEvent.objects.get(act="needs.post")
    assert (event.after or {})["amount"] == row.amount
    assert "青梅" not in str(event.after)


def test_who_sees_a_need(firms: list[Enterprise]) -> None:
    row, own, other = posted(firms[0], agent()), agent(), agent(1)
    assert [need_of(who, row.pk).pk for who in (own, officer())] == [row.pk, row.pk]
    said = set()
    for who, number in ((other, row.pk), (banker(), row.pk), (other, row.pk + 9)):
        with pytest.raises(NoSuchNeed) as unseen:
            need_of(who, number)
        said.add(str(unseen.value.said_why))
    assert len(said) == 1  # the same as of a need that does not exist
    assert [len(needs_of(who, None)[0]) for who in (own, officer(), other, banker())] == [1, 1, 0, 0]


def test_a_need_carries_the_case_it_came_of_and_the_meeting_where_it_was_told(firms: list[Enterprise]) -> None:
    own = agent()
    first = refused_before(firms[0], own)
    called: dict[str, Any] = {"by": officer(), "host": "office", "begins_at": NOW + timedelta(days=1), "place": "虚构厅", "now": NOW}
    forum = meetings.call(kind=MeetingKind.BANK_MEETING, title="虚构对接会", invited=["firm-0", "bank-a"], **called)
    visit = meetings.call(kind=MeetingKind.VISIT, title="虚构走访", invited=["firm-0"], **called)
    row = posted(firms[0], own, came=("finance_application", str(first)), meeting=forum.pk)
    after = posted(firms[0], own, came=("visit", str(visit.pk)))
    assert {each.number for each in origins_of(own, firms[0].pk)} == {first, visit.pk}
    for who in (own, officer()):
        came, of_visit = came_of(who, row), came_of(who, after)
        assert came.origin and came.meeting and of_visit.origin
        addresses = (came.origin.address, came.meeting.address, of_visit.origin.address)
        assert addresses == (f"/finance/applications/{first}/", f"/casework/meetings/{forum.pk}/", f"/casework/meetings/{visit.pk}/")
    assert came_of(agent(1), row).origin is None and came_of(agent(1), row).meeting is None
    for came_first in (("finance_application", str(first)), ("visit", str(visit.pk)), ("appeal", str(first)), ("visit", str(forum.pk))):
        with pytest.raises(NoSuchOrigin):
            posted(firms[1], agent(1), came=came_first)
    with pytest.raises(NoSuchOrigin):
        posted(firms[1], agent(1), meeting=forum.pk)
    with pytest.raises(NoSuchOrigin):
        posted(firms[0], own, meeting=visit.pk)


def refused_before(firm: Enterprise, own: Viewer) -> int:
    """The number of an application that came to nothing."""
    row = sent(posted(firm, own), own, consented(firm, own))
    refused(row, banker())
    return int(row.pk)


def test_a_need_is_closed_with_a_reason_once_no_bank_works_at_it(firms: list[Enterprise]) -> None:
    own = agent()
    row = posted(firms[0], own)
    application = sent(row, own, consented(firms[0], own))
    for reason, refusal in ((" ", CloseSaysWhy), ("已有资金", StillWithBanks)):
        with pytest.raises(refusal):
            needs.close(by=own, number=row.pk, reason=reason, now=NOW)
    for stranger in (agent(1), officer(), banker()):
        with pytest.raises((NoSuchNeed, NotPermitted)):
            needs.close(by=stranger, number=row.pk, reason="已有资金", now=NOW)
    refused(application, banker())
    closed = needs.close(by=own, number=row.pk, reason="已有资金", now=NOW)
    assert (closed.closed_at, closed.closed_reason) == (NOW, "已有资金")
    with pytest.raises(NeedClosed):
        needs.close(by=own, number=row.pk, reason="再关一次", now=NOW)


def test_a_list_tells_where_each_need_stands(firms: list[Enterprise]) -> None:
    own, consent = agent(), consented(firms[0], agent())
    rows = [posted(firms[0], own) for _ in range(4)]
    sent(rows[1], own, consent)
    offered(sent(rows[2], own, consent), banker())
    refused(sent(rows[3], own, consent), banker())
    needs.close(by=own, number=rows[3].pk, reason="不借了", now=NOW)
    wanted = [NeedStanding.CLOSED, NeedStanding.OFFERED, NeedStanding.WAITING, NeedStanding.UNSENT]
    assert [each.standing for each in needs_of(own, None)[0]] == wanted
    listed = {which: [each.row.pk for each in needs_of(officer(), which)[0]] for which in NeedList}
    still = [row.pk for row in reversed(rows[:3])]
    assert listed == {NeedList.OPEN: still, NeedList.UNMET: still, NeedList.CLOSED: [rows[3].pk]}


def test_a_firm_that_was_merged_keeps_its_needs(firms: list[Enterprise]) -> None:
    row, own = posted(firms[0], agent()), agent()
    firms[0].merged_into = firms[1]
    firms[0].save(update_fields=["merged_into"])
    [line] = needs_of(own, None)[0]
    assert (line.row.pk, line.firm.name) == (row.pk, "虚构旁观公司")


def test_a_district_without_its_frame_refuses_in_words(firms: list[Enterprise]) -> None:
    own = agent()
    FinanceText.objects.filter(key=FRAME).delete()
    with pytest.raises(NoFinanceFrame):
        posted(firms[0], own)
    assert not Need.objects.exists()
