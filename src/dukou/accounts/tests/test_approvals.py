"""Four eyes: the act, the database, and what is carried out."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from dukou.accounts.actions import approvals, memberships
from dukou.accounts.actions.approvals import AlreadyDecided, NotApprovable, OwnRequest
from dukou.accounts.actions.memberships import AlreadyHeld, NeedsApproval, RolesApart
from dukou.accounts.core.reasons import ReasonMissing
from dukou.accounts.core.roles import Role
from dukou.accounts.models import Approval, Membership, Person
from dukou.accounts.tests.cast import CLI, NOW, TODAY, organisation, person
from dukou.audit.models import AuditEvent
from dukou.audit.queries import verify
from dukou.kit.core.actors import Actor

pytestmark = pytest.mark.django_db

STEWARD, LEADER = Actor("person", "steward"), Actor("person", "leader")


@pytest.fixture
def clerk() -> Person:
    person("steward", Role.STEWARD)
    person("leader", Role.LEADER)
    return person("clerk", Role.WINDOW_CLERK)


def asked(about: Person, role: Role = Role.STEWARD) -> Approval:
    """The steward asks for a powerful role for somebody."""
    return memberships.ask(by=STEWARD, person=about, organisation=organisation("office"), role=role, from_on=TODAY, reason="need", now=NOW)


def stewards() -> set[str]:
    return set(Membership.objects.filter(role="steward").values_list("person__username", flat=True))


@pytest.mark.parametrize("role", [Role.STEWARD, Role.AUDITOR])
def test_a_powerful_role_is_not_granted_by_one_person(clerk: Person, role: Role) -> None:
    with pytest.raises(NeedsApproval):
        memberships.grant(by=STEWARD, person=clerk, organisation=organisation("office"), role=role, from_on=TODAY, now=NOW)
    assert not Membership.objects.filter(person=clerk, role=role.value).exists()


def test_what_another_grants_is_carried_out_at_once(clerk: Person) -> None:
    request = asked(clerk)
    assert stewards() == {"steward"}
    decided = approvals.decide(by=LEADER, approval=request, is_granted=True, reason="agreed", now=NOW)
    assert (decided.decision, decided.decided_by, decided.decided_at, decided.decided_reason) == ("granted", "person:leader", NOW, "agreed")
    assert stewards() == {"steward", "clerk"}
    tail = AuditEvent.objects.order_by("-pk")[:3]
    assert [(event.act, event.actor) for event in tail] == [
        ("memberships.grant", "person:leader"),
        ("approvals.decide", "person:leader"),
        ("approvals.ask", "person:steward"),
    ]
    assert tail[0].reason == f"need (approval:{request.pk})"
    assert verify().is_whole


def test_what_another_refuses_is_not_carried_out(clerk: Person) -> None:
    approvals.decide(by=LEADER, approval=asked(clerk), is_granted=False, reason="no need", now=NOW)
    assert stewards() == {"steward"}


def test_nobody_decides_on_his_own_request_nor_on_his_own_cause(clerk: Person) -> None:
    request = asked(clerk)
    standing_in = Actor("person", "bank", on_behalf_of="person:steward")
    for actor in (STEWARD, Actor("person", "steward", on_behalf_of="person:leader"), Actor("person", "clerk"), standing_in):
        with pytest.raises(OwnRequest):
            approvals.decide(by=actor, approval=request, is_granted=True, reason="mine", now=NOW)
    assert Approval.objects.get().decision == "waiting"


@pytest.mark.parametrize("decider", ["person:steward", "person:clerk"])
def test_the_database_refuses_it_too(clerk: Person, decider: str) -> None:
    asked(clerk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Approval.objects.update(decision="granted", decided_by=decider, decided_at=NOW)
    assert Approval.objects.update(decision="granted", decided_by="person:leader", decided_at=NOW) == 1


def test_a_decision_is_made_once(clerk: Person) -> None:
    request = asked(clerk)
    approvals.decide(by=LEADER, approval=request, is_granted=False, reason="no", now=NOW)
    with pytest.raises(AlreadyDecided):
        approvals.decide(by=Actor("person", "second"), approval=request, is_granted=True, reason="yes", now=NOW)
    assert stewards() == {"steward"}


def test_a_grant_that_cannot_be_carried_out_decides_nothing(clerk: Person) -> None:
    request = asked(clerk, Role.AUDITOR)  # the clerk holds another role, and the auditor holds no other
    before = AuditEvent.objects.count()
    with pytest.raises(RolesApart):
        approvals.decide(by=LEADER, approval=request, is_granted=True, reason="agreed", now=NOW)
    assert Approval.objects.get().decision == "waiting"
    assert AuditEvent.objects.count() == before


def test_only_registered_acts_are_asked_for_and_only_with_a_reason(clerk: Person) -> None:
    with pytest.raises(NotApprovable):
        approvals.ask(by=STEWARD, act="cakes.bake", payload={}, reason="hungry", now=NOW)
    with pytest.raises(ReasonMissing):
        approvals.ask(by=STEWARD, act="memberships.grant", payload={}, reason="  ", now=NOW)
    assert not Approval.objects.exists()


def test_a_role_is_held_once_and_ends_with_a_reason(clerk: Person) -> None:
    again = {"person": clerk, "organisation": organisation("office"), "role": Role.WINDOW_CLERK, "from_on": TODAY}
    with pytest.raises(AlreadyHeld):
        memberships.grant(by=CLI, now=NOW, **again)  # type: ignore[arg-type]
    held = Membership.objects.get(person=clerk)
    with pytest.raises(ReasonMissing):
        memberships.end(by=STEWARD, membership=held, on=TODAY, reason="", now=NOW)
    memberships.end(by=STEWARD, membership=held, on=TODAY, reason="moved", now=NOW)
    with pytest.raises(memberships.AlreadyEnded):
        memberships.end(by=STEWARD, membership=held, on=TODAY, reason="moved", now=NOW)
    memberships.grant(by=CLI, now=NOW, **again)  # type: ignore[arg-type]
