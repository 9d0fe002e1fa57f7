"""Meeting days with banks: what was told there and what became of it, as the office, a bank and a firm each may count."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from dukou.accounts.core.viewers import Viewer
from dukou.casework.actions import meetings
from dukou.casework.core.states import MeetingKind
from dukou.finance.core.kinds import ApplicationState
from dukou.finance.models import BankAnswer, Need
from dukou.finance.queries.bank_meetings import Became, bank_meetings
from dukou.finance.tests import lists_made
from dukou.finance.tests.lists_made import NOW, agent, banker, firm, need, officer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def district(tmp_path: Path) -> None:
    lists_made.load(tmp_path)


def called(kind: MeetingKind = MeetingKind.BANK_MEETING) -> int:
    told = {"host": "tea-office", "kind": kind, "title": "虚构对接会", "place": "三楼", "begins_at": NOW + timedelta(days=1)}
    made = meetings.call(by=officer(), invited=["bank-a", "firm-0", "firm-1"], now=NOW, **told)  # type: ignore[arg-type]
    return int(made.pk)


def counted(viewer: Viewer) -> list[tuple[int, int, int, Became]]:
    return [(each.number, each.invited, each.accepted, each.became) for each in bank_meetings(viewer)]


def test_each_counts_what_is_his() -> None:
    first, second = firm(0), firm(1)
    meeting = called()
    called(MeetingKind.FORUM)  # another kind of meeting stands elsewhere
    told, other, elsewhere = need(first, 90), need(second, 50), need(second, 40)
    Need.objects.filter(pk__in=[told.pk, other.pk]).update(meeting=meeting)
    lists_made.granted(told, "bank-a", "cake", 90)
    offered = lists_made.application(other, "bank-b", "tea", ApplicationState.OFFERED)
    lists_made.application(elsewhere, "bank-a", "tea", ApplicationState.SENT)
    terms = {"amount": 1, "rate": 400, "term_months": 12, "repayment": "bullet", "valid_until": NOW.date()}
    BankAnswer.objects.create(application=offered, is_offer=True, answered_at=NOW, answered_by="person:b", **terms)
    meetings.respond(by=banker(), meeting=meeting, organisation="bank-a", comes=True, now=NOW)
    assert counted(officer()) == [(meeting, 3, 1, Became(2, 2, 1, 1))]
    assert counted(banker()) == [(meeting, 3, 1, Became(1, 1, 0, 1))]
    assert counted(banker("bank-b")) == []  # it was not invited
    assert counted(agent(0)) == [(meeting, 3, 1, Became(1, 1, 0, 1))]
    assert counted(agent(1)) == [(meeting, 3, 1, Became(1, 1, 1, 0))]
