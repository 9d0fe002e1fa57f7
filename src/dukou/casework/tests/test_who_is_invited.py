"""Banks and firms at one meeting do not read of one another: that a firm sits with banks says that it wants money."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from dukou.accounts.core.kinds import OrganisationKind
from dukou.accounts.core.roles import Role
from dukou.accounts.models import Person
from dukou.accounts.queries import viewer_of
from dukou.accounts.tests import cast
from dukou.casework.actions import meetings
from dukou.casework.core.states import MeetingKind
from dukou.casework.models import FollowUp, Meeting
from dukou.casework.queries.meetings import invitees_told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("collected_static")]
SECRETS = ("单位firm-a", "只谈续贷", "演员出纳", "交三年报表")
PEOPLE = {
    "host": (Role.DEPARTMENT_OFFICER, "office", OrganisationKind.DEPARTMENT),
    "unit": (Role.DEPARTMENT_OFFICER, "tax", OrganisationKind.DEPARTMENT),
    "leader": (Role.LEADER, "leaders", OrganisationKind.LEADERS_OFFICE),
    "agent": (Role.ENTERPRISE_AGENT, "firm-a", OrganisationKind.ENTERPRISE),
    "rival": (Role.ENTERPRISE_AGENT, "firm-b", OrganisationKind.ENTERPRISE),
    "banker": (Role.BANK_OFFICER, "bank", OrganisationKind.BANK),
}


@pytest.fixture
def meeting() -> Meeting:
    """Two firms, a bank and a department are invited; a firm answered, and it was agreed what it does."""
    for name, (role, at, kind) in PEOPLE.items():
        cast.organisation(at, kind)
        cast.person(name, role, at=at)
    now, on = timezone.now(), timezone.localdate()
    told = {"kind": MeetingKind.BANK_MEETING, "title": "虚构对接会", "place": "三楼", "begins_at": now + timedelta(days=1)}
    host, agent = (viewer_of(Person.objects.get(username=name), on) for name in ("host", "agent"))
    made = meetings.call(by=host, host="office", invited=["tax", "firm-a", "firm-b", "bank"], now=now, **told)  # type: ignore[arg-type]
    meetings.respond(by=agent, meeting=made.pk, organisation="firm-a", comes=True, person="演员出纳", note="只谈续贷", now=now)
    FollowUp.objects.create(meeting=made, unit=made.invitees.get(organisation__key="firm-a").organisation, task="交三年报表", due_on=on)
    return made


def read(name: str, meeting: Meeting) -> str:
    """The page of the meeting as somebody reads it."""
    client = Client()
    client.force_login(Person.objects.get(username=name), backend="dukou.accounts.auth.PasswordSignIn")
    answer = client.get(f"/casework/meetings/{meeting.pk}/")
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_bank_and_a_rival_read_neither_name_nor_words_of_a_firm(meeting: Meeting) -> None:
    for name in ("host", "agent"):
        assert [each for each in SECRETS if each in read(name, meeting)] == list(SECRETS)
    for name in ("banker", "rival", "unit"):
        page = read(name, meeting)
        assert [each for each in SECRETS if each in page] == []
        assert "单位tax" in page
    assert "另有 2 家银行或企业受邀" in read("banker", meeting)


def test_who_sees_all_meetings_reads_who_is_invited_and_not_what_they_said(meeting: Meeting) -> None:
    def told(name: str) -> tuple[list[tuple[str, str, str]], int]:
        found = invitees_told(viewer_of(Person.objects.get(username=name), timezone.localdate()), meeting)
        return [(each.name.zh, each.person, each.note) for each in found.rows], found.others

    nobody = [(f"单位{key}", "", "") for key in ("tax", "firm-a", "firm-b", "bank")]
    assert told("leader") == (nobody, 0)
    assert told("rival") == ([nobody[0], nobody[2]], 2)
    assert told("agent") == ([nobody[0], ("单位firm-a", "演员出纳", "只谈续贷")], 2)
