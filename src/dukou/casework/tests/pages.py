"""The pages of this room for tests of the whole house."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from dukou.accounts.core.roles import Role
from dukou.accounts.models import Organisation, Person
from dukou.accounts.queries import viewer_of
from dukou.accounts.tests.visits import EVERYONE, OF_FIRM, Foreign, Gate, Has, Visit, those
from dukou.casework.actions import meetings
from dukou.casework.core.profiles import LegRole
from dukou.casework.core.states import MeetingKind
from dukou.casework.models import CalendarVersion, Message, RunningClock
from dukou.casework.tests import made_up
from dukou.kit.core.labels import Label

_ANSWERS = those(Role.INDUSTRY_OFFICER, Role.DEPARTMENT_OFFICER)
_CALLS = those(Role.LEADER, Role.INDUSTRY_OFFICER, Role.WINDOW_CLERK, Role.TASK_FORCE_MEMBER, Role.DEPARTMENT_OFFICER)
_MEETS = those(Role.LEADER, Role.INDUSTRY_OFFICER) | {OF_FIRM}  # leaders and industry officers see all; the firm is invited
_API = "/api/v1/casework"
_SOMEBODY = frozenset({"the leader"})  # the message is his, and the meeting is his office's

GATES = [
    Gate("casework:inbox", EVERYONE),
    Gate("casework:read_all", EVERYONE, changes=EVERYONE, sent={"until": "1"}, address="/casework/inbox/read/", is_page=False),
    Gate(
        "casework:open_message",
        EVERYONE,
        changes=_SOMEBODY,
        sent={},
        refused=404,
        address="/casework/inbox/{message}/open/",
        is_page=False,
    ),
    Gate("casework:meetings", EVERYONE),
    Gate("casework:call_meeting", _CALLS, changes=_CALLS, sent={}),
    Gate("casework:meeting", EVERYONE, found_by=_MEETS, changes=_SOMEBODY, sent={"step": "cancel", "cancel-reason": "雨"}),
    Gate("casework:legs", _ANSWERS),
    Gate("casework:take_leg", _ANSWERS, changes=_ANSWERS, sent={}, address="/casework/legs/{leg}/take/", is_page=False),
    Gate("casework:leg", _ANSWERS, changes=_ANSWERS, sent={"taker": "demo-department", "reason": "调整分工"}),
    Gate("casework:hand_over_all", _ANSWERS, changes=_ANSWERS, sent={}),
    Gate("casework:clock", EVERYONE, found_by=_ANSWERS),
    Gate("casework:receipt", EVERYONE, found_by=_ANSWERS, address="/casework/clocks/{clock}/receipt.json", is_page=False, told=200),
    Gate(f"GET {_API}/inbox", EVERYONE),
    Gate(f"GET {_API}/meetings", EVERYONE),
    Gate(f"GET {_API}/clocks/<number>/receipt", EVERYONE, found_by=_ANSWERS),
]


def prepared() -> Has:
    """A case of a made-up kind with a leg of the demo office, a meeting of the leaders' office to which the demo firm is invited."""
    made_up.own_kind()
    if not CalendarVersion.objects.filter(key="cn").exists():
        made_up.calendar()
    made_up.profile()
    now = timezone.now()
    with made_up.opened(now) as taken:
        own = taken.open_leg(unit=Organisation.objects.get(key="demo-office").pk, role=LegRole.LEAD, task="虚构的电力迁改，榕树")
        other = taken.open_leg(unit=made_up.unit("elsewhere"), role=LegRole.SEPARATE, task="虚构的社保接续")
        leader = Person.objects.get(username="demo-leader")
        taken.tell([leader.pk], Label("虚构的消息，芦苇", "a made-up message"), "/casework/meetings/")
    called = meetings.call(
        by=viewer_of(leader, timezone.localdate()),
        host="demo-leaders",
        kind=MeetingKind.FORUM,
        title="虚构的座谈会，水杉",
        begins_at=now + timedelta(days=30),
        place="虚构的会议室",
        invited=["demo-firm"],
        now=now,
    )
    return Has(
        message=Message.objects.filter(person=leader).latest("pk").pk,
        meeting=called.pk,
        leg=own.pk,
        foreign_leg=other.pk,
        clock=RunningClock.objects.get(leg=own).pk,
    )


made_up.own_kind()  # whose cases they are is said in every process that walks, also where the rows come from another one


def visits(has: Has) -> list[Visit]:
    """Every page and every operation that reads."""
    return [
        Visit("casework:inbox", "leader", "/casework/inbox/"),
        Visit("casework:inbox", "enterprise", "/casework/inbox/"),
        Visit("casework:meetings", "officer", "/casework/meetings/"),
        Visit("casework:call_meeting", "department", "/casework/meetings/new/"),
        Visit("casework:meeting", "leader", f"/casework/meetings/{has['meeting']}/"),
        Visit("casework:meeting", "enterprise", f"/casework/meetings/{has['meeting']}/"),
        Visit("casework:legs", "department", "/casework/legs/"),
        Visit("casework:leg", "department", f"/casework/legs/{has['leg']}/"),
        Visit("casework:hand_over_all", "department", "/casework/legs/hand-over/"),
        Visit("casework:clock", "department", f"/casework/clocks/{has['clock']}/"),
        Visit(f"GET {_API}/inbox", "leader", f"{_API}/inbox"),
        Visit(f"GET {_API}/meetings", "enterprise", f"{_API}/meetings"),
        Visit(f"GET {_API}/clocks/<number>/receipt", "department", f"{_API}/clocks/{has['clock']}/receipt"),
    ]


def of_others(has: Has) -> list[Foreign]:
    """The leader's message, a meeting to which one is not invited, a leg and a clock of an office that is not one's own."""
    clock, leg = has["clock"], has["foreign_leg"]
    return [
        Foreign("casework:leg", "department", f"/casework/legs/{leg}/"),
        Foreign("casework:take_leg", "department", f"/casework/legs/{leg}/take/", {}),
        Foreign("casework:open_message", "officer", f"/casework/inbox/{has['message']}/open/", {}),
        Foreign("casework:meeting", "bank", f"/casework/meetings/{has['meeting']}/"),
        Foreign("casework:clock", "enterprise", f"/casework/clocks/{clock}/"),
        Foreign("casework:receipt", "enterprise", f"/casework/clocks/{clock}/receipt.json"),
        Foreign(f"GET {_API}/clocks/<number>/receipt", "enterprise", f"{_API}/clocks/{clock}/receipt"),
    ]
