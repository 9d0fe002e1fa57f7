"""Meetings: who calls, answers and leads them, what each act leaves, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest

from dukou.accounts.core.kinds import OrganisationKind
from dukou.accounts.core.roles import Role
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.models import Person
from dukou.accounts.queries import viewer_of
from dukou.accounts.tests import cast
from dukou.audit.models import AuditEvent
from dukou.casework.actions import meeting_refusals as refusals
from dukou.casework.actions import meetings
from dukou.casework.actions.refusals import CaseClosed
from dukou.casework.actions.steps import step
from dukou.casework.core.profiles import LegRole
from dukou.casework.core.states import MeetingKind
from dukou.casework.models import CaseEvent, FollowUp, Invitee, Meeting, Message
from dukou.casework.queries.meetings import NoSuchMeeting, meetings_seen, visible_meetings
from dukou.casework.queries.owners import NoSuchCase
from dukou.casework.tests.made_up import CLERK, NOW, at, calendar, opened, own_kind, profile, unit

pytestmark = pytest.mark.django_db
ON, BEGINS, AFTER = NOW.date(), at("2026-09-29 09:00"), at("2026-09-29 11:00")


@pytest.fixture
def host() -> Viewer:
    """Somebody of the office that convenes."""
    return viewer_of(cast.person("host", Role.DEPARTMENT_OFFICER, at="office"), ON)


@pytest.fixture
def guest() -> Viewer:
    """Somebody of a bank."""
    cast.organisation("bank", OrganisationKind.BANK)
    return viewer_of(cast.person("guest", Role.BANK_OFFICER, at="bank"), ON)


def _call(by: Viewer, case: int | None = None, *, invited: tuple[str, ...] = ("bank",)) -> Meeting:
    cast.organisation("bank", OrganisationKind.BANK)
    return meetings.call(
        by=by,
        host="office",
        kind=MeetingKind.BANK_MEETING,
        title="虚构对接会",
        begins_at=BEGINS,
        place="三楼",
        invited=invited,
        case=case,
        now=NOW,
    )


def test_a_call_invites_and_tells(host: Viewer, guest: Viewer) -> None:
    meeting = _call(host)
    assert list(Invitee.objects.values_list("organisation__key", "answer", "attendance")) == [("bank", "", "")]
    (told,) = Message.objects.all()
    assert (told.person_id, told.about_key, told.address) == (guest.person_id, str(meeting.pk), f"/casework/meetings/{meeting.pk}/")
    assert told.zh == "邀请参加“虚构对接会”：2026-09-29 09:00，三楼"
    (event,) = AuditEvent.objects.filter(act="meetings.call")
    assert (event.subject_kind, event.subject_key, event.actor) == ("meeting", str(meeting.pk), "person:host")
    assert (event.after or {})["invited"] == ["bank"]


def test_a_meeting_from_call_to_what_it_agreed(host: Viewer, guest: Viewer) -> None:
    number = _call(host).pk
    meetings.respond(by=guest, meeting=number, organisation="bank", comes=True, person="虚构的苇", note="两人", now=NOW)
    meetings.note_attendance(by=host, meeting=number, attended=["bank"], now=AFTER)
    agreed = meetings.agree(by=host, meeting=number, unit="bank", task="给出方案", due_on=date(2026, 10, 9), now=AFTER)
    meetings.close(by=host, meeting=number, outcome="已对接", now=AFTER)
    meetings.follow_up_done(by=guest, follow_up=agreed.pk, result="方案已给", now=AFTER)
    assert list(Invitee.objects.values_list("answer", "attendance", "person", "note")) == [("accepted", "attended", "虚构的苇", "两人")]
    assert list(FollowUp.objects.values_list("done_by", "result")) == [("person:guest", "方案已给")]
    acts = AuditEvent.objects.filter(act__startswith="meetings.").order_by("pk").values_list("act", flat=True)
    expected = ["call", "respond", "note_attendance", "agree", "close", "follow_up_done"]
    assert list(acts) == [f"meetings.{verb}" for verb in expected]
    told = Message.objects.order_by("pk").values_list("person__username", flat=True)
    assert list(told) == ["guest", "host", "guest", "guest", "host"]  # invited, answered, agreed, closed, done


def test_who_comes_is_personal_in_the_trail(host: Viewer, guest: Viewer) -> None:
    meetings.respond(by=guest, meeting=_call(host).pk, organisation="bank", comes=True, person="虚构的苇", now=NOW)
    assert "虚构的苇" not in str(AuditEvent.objects.get(act="meetings.respond").after)


def test_a_meeting_of_a_case_is_a_step_of_it(host: Viewer, guest: Viewer) -> None:
    own_kind()
    calendar()
    profile()
    with opened() as taken:
        taken.open_leg(unit=unit("office"), role=LegRole.LEAD)
    before = AuditEvent.objects.count()
    meeting = _call(host, taken.case.pk)
    (event,) = CaseEvent.objects.filter(case=taken.case, act="meetings.call")
    assert event.data == {"meeting": meeting.pk}
    assert AuditEvent.objects.count() == before + 1
    audit = AuditEvent.objects.get(act="meetings.call")
    assert (audit.subject_kind, (audit.after or {})["hash"], (audit.after or {})["meeting"]) == ("test", event.hash, meeting.pk)
    with step(by=CLERK, act="tests.close", case=taken.case.pk, now=at("2026-09-28 10:00")) as last:
        last.close("solved")
    meetings.close(by=host, meeting=meeting.pk, outcome="办成", now=AFTER)  # the case is closed; what came of it is still noted
    with pytest.raises(CaseClosed):
        _call(host, taken.case.pk)


def test_a_case_that_one_may_not_see_is_not_there(host: Viewer) -> None:
    calendar()
    profile()
    own_kind()
    with opened() as taken:
        pass
    clerk = viewer_of(cast.person("window", Role.WINDOW_CLERK, at="office"), ON)
    with pytest.raises(NoSuchCase):
        _call(clerk, taken.case.pk)
    assert not Meeting.objects.exists()


def test_who_has_nothing_to_do_with_it_does_not_see_it(host: Viewer, guest: Viewer) -> None:
    meeting = _call(host)
    stranger = viewer_of(cast.person("stranger", Role.DEPARTMENT_OFFICER, at="elsewhere"), ON)
    leader = viewer_of(cast.person("leader", Role.LEADER, at="leaders"), ON)
    seen = {viewer.key: [row.pk for row in visible_meetings.filter(viewer)] for viewer in (host, guest, stranger, leader)}
    assert seen == {"person:host": [meeting.pk], "person:guest": [meeting.pk], "person:stranger": [], "person:leader": [meeting.pk]}
    with pytest.raises(NoSuchMeeting):
        meetings.cancel(by=stranger, meeting=meeting.pk, reason="不开", now=NOW)


def test_the_agent_of_a_firm_that_is_invited_sees_it_and_answers(host: Viewer) -> None:
    agent = viewer_of(cast.agent("agent", "firm-a")[0], ON)
    other = viewer_of(cast.agent("other", "firm-b")[0], ON)
    meeting = _call(host, invited=("firm-a",))
    assert [len(meetings_seen(viewer)[0]) for viewer in (agent, other)] == [1, 0]
    meetings.respond(by=agent, meeting=meeting.pk, organisation="firm-a", comes=False, note="出差", now=NOW)
    assert Invitee.objects.get().answer == "declined"


@pytest.mark.parametrize("act", ["invite", "cancel", "close", "agree", "note_attendance"])
def test_a_guest_does_not_lead(host: Viewer, guest: Viewer, act: str) -> None:
    number = _call(host).pk
    told: dict[str, dict[str, object]] = {
        "invite": {"organisations": ["office"]},
        "cancel": {"reason": "不开"},
        "close": {"outcome": "完"},
        "agree": {"unit": "bank", "task": "办", "due_on": ON},
        "note_attendance": {"attended": ["bank"]},
    }
    with pytest.raises(refusals.NotConvener):
        getattr(meetings, act)(by=guest, meeting=number, now=AFTER, **told[act])
    assert AuditEvent.objects.filter(act__startswith="meetings.").count() == 1


def test_nobody_answers_for_another_organisation(host: Viewer, guest: Viewer) -> None:
    number = _call(host, invited=("bank", "elsewhere-invited")).pk if cast.organisation("elsewhere-invited") else 0
    with pytest.raises(refusals.NotInvited):
        meetings.respond(by=guest, meeting=number, organisation="elsewhere-invited", comes=True, now=NOW)
    with pytest.raises(refusals.NotInvited):
        meetings.respond(by=guest, meeting=number, organisation="nowhere", comes=True, now=NOW)


def test_what_is_over_stays_as_it_is(host: Viewer, guest: Viewer) -> None:
    number = _call(host).pk
    with pytest.raises(refusals.TooEarly):
        meetings.close(by=host, meeting=number, outcome="完", now=NOW)
    with pytest.raises(refusals.Unworded):
        meetings.cancel(by=host, meeting=number, reason=" ", now=NOW)
    meetings.cancel(by=host, meeting=number, reason="暴雨", now=NOW)
    for act in (
        lambda: meetings.cancel(by=host, meeting=number, reason="再", now=NOW),
        lambda: meetings.respond(by=guest, meeting=number, organisation="bank", comes=True, now=NOW),
    ):
        with pytest.raises(refusals.MeetingOver):
            act()


def test_what_cannot_be_called(host: Viewer, guest: Viewer) -> None:
    with pytest.raises(refusals.NobodyInvited):
        _call(host, invited=("office",))
    with pytest.raises(refusals.NotConvener):
        _call(guest)
    with pytest.raises(refusals.MeetingInThePast):
        meetings.call(by=host, host="office", kind=MeetingKind.VISIT, title="走访", begins_at=NOW, place="厂区", invited=["bank"], now=NOW)
    assert not Meeting.objects.exists() and not AuditEvent.objects.filter(act="meetings.call").exists()


def test_what_was_noted_is_not_overwritten_by_an_answer(host: Viewer, guest: Viewer) -> None:
    number = _call(host).pk
    meetings.respond(by=guest, meeting=number, organisation="bank", comes=True, now=NOW)
    meetings.note_attendance(by=host, meeting=number, attended=[], absent=["bank"], now=AFTER)
    with pytest.raises(refusals.MeetingBegun):
        meetings.respond(by=guest, meeting=number, organisation="bank", comes=True, now=AFTER)
    with pytest.raises(refusals.MeetingBegun):
        meetings.respond(by=guest, meeting=number, organisation="bank", comes=False, now=BEGINS)
    assert list(Invitee.objects.values_list("answer", "attendance")) == [("accepted", "absent")]


def test_the_outcome_is_told_to_whoever_came_or_may_have(host: Viewer) -> None:
    """By what was noted; where nothing was, by what was answered."""
    answers = {"came": True, "stayed-away": True, "came-yet": False, "declined": False, "accepted": True, "silent": None}
    for key in answers:
        cast.person(f"of-{key}", Role.DEPARTMENT_OFFICER, at=key)
    number = _call(host, invited=tuple(answers)).pk
    for key, comes in answers.items():
        if comes is not None:
            speaker = viewer_of(Person.objects.get(username=f"of-{key}"), ON)
            meetings.respond(by=speaker, meeting=number, organisation=key, comes=comes, now=NOW)
    meetings.note_attendance(by=host, meeting=number, attended=["came", "came-yet"], absent=["stayed-away"], now=AFTER)
    before = set(Message.objects.values_list("pk", flat=True))
    meetings.close(by=host, meeting=number, outcome="已对接", now=AFTER)
    told = Message.objects.exclude(pk__in=before).order_by("pk").values_list("person__username", flat=True)
    assert sorted(told) == ["of-accepted", "of-came", "of-came-yet", "of-silent"]


def test_done_is_done_once(host: Viewer, guest: Viewer) -> None:
    number = _call(host).pk
    agreed = meetings.agree(by=host, meeting=number, unit="office", task="办", due_on=ON, now=AFTER)
    with pytest.raises(refusals.NotInvited):
        meetings.follow_up_done(by=guest, follow_up=agreed.pk, result="好", now=AFTER)
    meetings.follow_up_done(by=host, follow_up=agreed.pk, result="好", now=AFTER)
    with pytest.raises(refusals.FollowUpDone):
        meetings.follow_up_done(by=host, follow_up=agreed.pk, result="好", now=AFTER)


def test_pages_of_meetings_follow_one_another(host: Viewer) -> None:
    numbers = [_call(host).pk for _ in range(3)]
    first, beneath = meetings_seen(host, limit=2)
    rest, end = meetings_seen(host, beneath, limit=2)
    assert ([row.pk for row in first + rest], end) == (numbers[::-1], None)
