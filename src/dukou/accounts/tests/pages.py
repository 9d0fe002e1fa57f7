"""The pages of this room for tests of the whole house."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from dukou.accounts.actions import enrolments, memberships, stand_ins, tokens
from dukou.accounts.core.kinds import EnrolmentGround
from dukou.accounts.core.roles import Role
from dukou.accounts.core.scopes import Scope
from dukou.accounts.models import Organisation, Person, PersonSession
from dukou.accounts.tests.visits import EVERYONE, OPEN, Foreign, Gate, Has, Visit, those
from dukou.kit.core.actors import Actor

_REASON = {"reason": "轮岗"}
_ROLE = {"person": "demo-window", "organisation": "demo-office", "role": "auditor", "from_on": "2024-07-08"} | _REASON
_STAND_IN = {"substitute": "demo-leader", "from_on": "2040-01-01", "until_on": "2040-01-02"} | _REASON
_NEW = "grey heron 48"
_PASSWORD = {"present": "never mind", "password": _NEW}
_OFFICES = those(Role.INDUSTRY_OFFICER, Role.WINDOW_CLERK)

GATES = [
    Gate("accounts:sign_in", OPEN, leads_on=True, changes=OPEN, sent={"username": "nobody", "password": "wrong"}),
    Gate("accounts:sign_out", OPEN, changes=OPEN, sent={}, address="/accounts/sign-out/", is_page=False),
    Gate("accounts:language", OPEN, changes=OPEN, sent={"language": "en"}, address="/accounts/language/", is_page=False, told=302),
    Gate("accounts:account", EVERYONE),
    Gate("accounts:change_password", EVERYONE, changes=EVERYONE, sent=_PASSWORD, address="/accounts/password/", is_page=False),
    Gate("accounts:set_email", EVERYONE, changes=EVERYONE, sent={"email": "a@example.org"}, address="/accounts/my-email/", is_page=False),
    Gate("accounts:set_language", EVERYONE, changes=EVERYONE, sent={"language": "en"}, address="/accounts/my-language/", is_page=False),
    Gate(
        "accounts:end_session",
        EVERYONE,
        changes=those(Role.LEADER),
        sent={},
        refused=404,
        address="/accounts/sessions/{session}/end/",
        is_page=False,
    ),
    Gate("accounts:appoint_stand_in", EVERYONE, changes=EVERYONE, sent=_STAND_IN, address="/accounts/stand-ins/", is_page=False),
    Gate(
        "accounts:end_stand_in",
        EVERYONE,
        changes=those(Role.LEADER, Role.STEWARD),
        sent={},
        refused=404,
        address="/accounts/stand-ins/{stand_in}/end/",
        is_page=False,
    ),
    Gate("accounts:issue_token", EVERYONE, changes=EVERYONE, sent={}, address="/accounts/tokens/", is_page=False),
    Gate(
        "accounts:revoke_token",
        EVERYONE,
        changes=those(Role.LEADER, Role.STEWARD),
        sent=_REASON,
        refused=404,
        address="/accounts/tokens/{token}/revoke/",
        is_page=False,
    ),
    Gate("accounts:approvals", EVERYONE),
    Gate(
        "accounts:ask_for_role",
        those(Role.STEWARD),
        changes=those(Role.STEWARD),
        sent=_ROLE,
        address="/accounts/approvals/roles/",
        is_page=False,
    ),
    Gate(
        "accounts:approval",
        those(Role.LEADER, Role.STEWARD, Role.AUDITOR),
        changes=those(Role.LEADER),
        sent={"decision": "refused"} | _REASON,
        refused=404,
    ),
    Gate("accounts:enrolments", EVERYONE, changes=_OFFICES, sent={}),
    Gate(
        "accounts:revoke_enrolment",
        EVERYONE,
        changes=_OFFICES,
        sent=_REASON,
        refused=404,
        address="/accounts/enrolments/{enrolment}/revoke/",
        is_page=False,
    ),
    Gate("accounts:invitation", OPEN, changes=OPEN, sent={"username": "x"}),
    Gate("accounts:trail", those(Role.AUDITOR)),
]


def prepared() -> Has:
    """A role asked for, an invitation sent, a stand-in appointed, a token issued, a session opened."""
    steward, leader = Actor("person", "demo-steward"), Person.objects.get(username="demo-leader")
    asked = memberships.ask(
        by=steward,
        person=Person.objects.get(username="demo-window"),
        organisation=Organisation.objects.get(key="demo-office"),
        role=Role.STEWARD,
        from_on=date(2024, 7, 8),
        reason="轮岗，月洞门一事",
    )
    invited, invitation = enrolments.invite(
        by=Actor("person", "demo-window"),
        organisation=Organisation.objects.get(key="demo-firm"),
        ground=EnrolmentGround.OFFICE,
        invitee_name="虚构的白鹭",
        proof="授权委托书 2024-07-01",
    )
    stand_in = stand_ins.appoint(
        by=Actor("person", leader.username),
        absent=leader,
        substitute=Person.objects.get(username="demo-officer"),
        from_on=date(2040, 1, 1),
        until_on=date(2040, 1, 2),
        reason="休假，苦楝",
    )
    until = timezone.localdate() + timedelta(days=30)
    token, _ = tokens.issue(by=Actor("person", leader.username), person=leader, name="示例平台海棠", scopes=[Scope.READ], expires_on=until)
    store = SessionStore()
    store.create()
    opened = {"started_at": invited.invited_at, "address": "127.0.0.1", "agent": "菱角浏览器"}
    session = PersonSession.objects.create(person=leader, session_key=str(store.session_key), **opened)
    return Has(
        approval=asked.pk,
        invitation=invitation,
        enrolment=invited.pk,
        stand_in=stand_in.pk,
        token=token.prefix,
        session=session.pk,
    )


def visits(has: Has) -> list[Visit]:
    """Every page of the room."""
    invitation = f"/accounts/invitations/{has['invitation']}/"
    return [
        Visit("accounts:sign_in", "", "/accounts/sign-in/"),
        Visit("accounts:invitation", "", invitation),
        Visit("accounts:invitation", "bank", invitation),
        Visit("accounts:account", "leader", "/accounts/"),
        Visit("accounts:approvals", "steward", "/accounts/approvals/"),
        Visit("accounts:approvals", "leader", "/accounts/approvals/"),
        Visit("accounts:approval", "leader", f"/accounts/approvals/{has['approval']}/"),
        Visit("accounts:enrolments", "window", "/accounts/enrolments/"),
        Visit("accounts:trail", "auditor", "/accounts/trail/"),
        Visit("not allowed", "leader", "/accounts/trail/", 403),
        Visit("not found", "leader", "/nowhere/", 404),
    ]


def of_others(has: Has) -> list[Foreign]:
    """What belongs to the leader, the steward or a firm, tried by somebody whom it does not concern."""
    return [
        Foreign("accounts:end_session", "officer", f"/accounts/sessions/{has['session']}/end/", {}),
        Foreign("accounts:end_stand_in", "officer", f"/accounts/stand-ins/{has['stand_in']}/end/", {}),
        Foreign("accounts:revoke_token", "officer", f"/accounts/tokens/{has['token']}/revoke/", _REASON),
        Foreign("accounts:approval", "officer", f"/accounts/approvals/{has['approval']}/"),
        Foreign("accounts:revoke_enrolment", "enterprise", f"/accounts/enrolments/{has['enrolment']}/revoke/", _REASON),
    ]
