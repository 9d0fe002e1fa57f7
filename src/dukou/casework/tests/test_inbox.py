"""The inbox: one's own messages alone, read by an act, counted in the navigation and on every desk."""

from __future__ import annotations

import pytest
from django.test import Client

from dukou.accounts.actions.inboxes import hand_over
from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import Viewer, command_line_viewer
from dukou.accounts.models import Person
from dukou.accounts.queries import viewer_of
from dukou.accounts.tests import cast
from dukou.audit.models import AuditEvent
from dukou.casework.actions import inbox
from dukou.casework.actions._telling import tell
from dukou.casework.models import Message
from dukou.casework.queries.inbox import NoSuchMessage, messages_seen, own_messages, unread_count
from dukou.casework.tests.made_up import NOW
from dukou.kit.core.labels import Label

pytestmark = pytest.mark.django_db
BACKEND = "dukou.accounts.auth.PasswordSignIn"


def _told(person: Person, *said: str, address: str = "/figures/") -> None:
    for each in said:
        tell([person.pk], Label(each, f"{each} in English"), ("test", "1"), address, NOW)


def _viewer(person: Person) -> Viewer:
    return viewer_of(person, NOW.date())


@pytest.fixture
def person() -> Person:
    """Somebody with three messages, and somebody else with one."""
    made = cast.person("reader", Role.LEADER)
    _told(made, "甲", "乙", "丙")
    _told(cast.person("other", Role.LEADER), "丁")
    return made


def test_one_sees_ones_own_the_newest_first(person: Person) -> None:
    rows, beneath = messages_seen(_viewer(person), limit=2)
    rest, end = messages_seen(_viewer(person), beneath, limit=2)
    assert ([row.zh for row in rows], [row.zh for row in rest], end) == (["丙", "乙"], ["甲"], None)
    assert own_messages.filter(command_line_viewer("root")).count() == 0


def test_reading_is_an_act_and_done_once(person: Person) -> None:
    viewer, number = _viewer(person), Message.objects.get(zh="甲").pk
    inbox.read(by=viewer, message=number, now=NOW)
    inbox.read(by=viewer, message=number, now=NOW)
    assert unread_count(viewer) == 2
    (event,) = AuditEvent.objects.filter(act="inbox.read")
    assert (event.subject_key, event.after) == (str(number), {"about": "test:1"})


def test_all_that_was_on_the_page_is_read_at_once_and_nothing_newer(person: Person) -> None:
    viewer, newest = _viewer(person), Message.objects.get(zh="乙").pk
    assert inbox.read_all(by=viewer, until=newest, now=NOW) == 2
    assert inbox.read_all(by=viewer, until=newest, now=NOW) == 0
    assert [row.zh for row in Message.objects.filter(read_at=None).order_by("pk")] == ["丙", "丁"]
    assert [event.after for event in AuditEvent.objects.filter(act="inbox.read_all")] == [{"read": 2, "until": newest}]


def test_what_another_was_told_is_not_there(person: Person) -> None:
    with pytest.raises(NoSuchMessage):
        inbox.read(by=_viewer(person), message=Message.objects.get(zh="丁").pk, now=NOW)
    assert Message.objects.get(zh="丁").read_at is None


def test_an_inbox_handed_over_receives_for_its_giver(person: Person) -> None:
    taker = Person.objects.get(username="other")
    hand_over(by=cast.CLI, giver=person, taker=taker, from_on=NOW.date(), reason="调离", now=NOW)
    _told(person, "戊")
    assert Message.objects.get(zh="戊").person == taker


def test_the_page_opens_a_message_without_scripts(person: Person, collected_static: None) -> None:
    client = Client(HTTP_HOST="localhost")
    client.force_login(person, backend=BACKEND)
    page = client.get("/casework/inbox/").content.decode()
    assert "3 条未读" in page and "丁" not in page
    assert 'class="mainnav__count">3<' in page
    number = Message.objects.get(zh="甲").pk
    answer = client.post(f"/casework/inbox/{number}/open/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/figures/")
    assert 'class="mainnav__count">2<' in client.get("/casework/inbox/").content.decode()
    assert client.post("/casework/inbox/read/", {"until": str(Message.objects.latest("pk").pk)}).status_code == 302
    assert "mainnav__count" not in client.get("/casework/inbox/").content.decode()


def test_an_address_outside_the_house_is_not_followed(person: Person) -> None:
    _told(person, "己", address="//elsewhere.example/")
    client = Client(HTTP_HOST="localhost")
    client.force_login(person, backend=BACKEND)
    answer = client.post(f"/casework/inbox/{Message.objects.get(zh='己').pk}/open/")
    assert answer.headers["Location"] == "/casework/inbox/"


def test_unread_messages_stand_on_the_desk(person: Person, collected_static: None) -> None:
    client = Client(HTTP_HOST="localhost")
    client.force_login(person, backend=BACKEND)
    page = client.get("/desks/leader/").content.decode()
    assert "未读消息" in page and "全部消息（3 条未读）" in page
