"""People with fixed parts, made when a test needs them. All invented."""

from __future__ import annotations

from datetime import UTC, date, datetime

from dukou.accounts.actions import enrolments, memberships, organisations, people
from dukou.accounts.core.kinds import EnrolmentGround, OrganisationKind
from dukou.accounts.core.roles import Role
from dukou.accounts.models import Enrolment, Organisation, Person
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label

CLI = Actor("cli", "tester")
NOW = datetime(2024, 7, 8, 2, tzinfo=UTC)
TODAY = date(2024, 7, 8)
LONG_AGO = date(2020, 1, 1)
PASSWORD = "grey heron 47"  # of invented people


def organisation(key: str, kind: OrganisationKind = OrganisationKind.DEPARTMENT) -> Organisation:
    """An organisation of this key, made once."""
    known = Organisation.objects.filter(key=key).first()
    return known or organisations.add(by=CLI, key=key, kind=kind, label=Label(f"单位{key}", f"organisation {key}"), now=NOW)


def person(username: str, *roles: Role, at: str = "office", password: str | None = None) -> Person:
    """A person with these roles since long ago."""
    made = people.add(by=CLI, username=username, display_name=f"演员{username}", password=password, now=NOW)
    for role in roles:
        memberships.grant(by=CLI, person=made, organisation=organisation(at), role=role, from_on=LONG_AGO, now=NOW)
    return made


def agent(username: str, firm: str, *, is_legal_representative: bool = False) -> tuple[Person, Enrolment]:
    """A person who acts for a firm since `NOW`."""
    made = person(username)
    _, token = invitation(firm, is_legal_representative=is_legal_representative)
    return made, enrolments.accept(by=Actor("person", username), token=token, person=made, now=NOW)


def invitation(firm: str, *, is_legal_representative: bool = False, now: datetime = NOW) -> tuple[Enrolment, str]:
    """An invitation by the office to act for a firm."""
    return enrolments.invite(
        by=CLI,
        organisation=organisation(firm, OrganisationKind.ENTERPRISE),
        ground=EnrolmentGround.OFFICE,
        invitee_name="演员甲",
        proof="授权委托书 2024-07-01",
        is_legal_representative=is_legal_representative,
        now=now,
    )
