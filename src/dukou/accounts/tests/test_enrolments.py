"""How a person comes to act for a firm, and how that ends."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from dukou.accounts.actions import enrolments
from dukou.accounts.actions.enrolments import AgentUnsuited, EnrolmentRevoked, NotAnEnterprise, OwnInvitation, ProofMissing
from dukou.accounts.core.kinds import EnrolmentGround, OrganisationKind
from dukou.accounts.core.roles import Role
from dukou.accounts.models import Enrolment, Person
from dukou.accounts.queries import viewer_of
from dukou.accounts.queries.enrolments import InvitationInvalid
from dukou.accounts.tests.cast import CLI, NOW, PASSWORD, TODAY, agent, invitation, organisation, person
from dukou.audit.models import AuditEvent
from dukou.kit.core.actors import SYSTEM, Actor

pytestmark = pytest.mark.django_db

LI = Actor("person", "li-agent")


def test_the_token_is_kept_nowhere() -> None:
    made, token = invitation("firm-a")
    kept = f"{Enrolment.objects.values()} {AuditEvent.objects.values()}"
    assert token not in kept
    assert made.token_hash in kept


def test_accepting_gives_the_firm_and_revoking_takes_it_away_at_once() -> None:
    li, made = agent("li-agent", "firm-a")
    assert viewer_of(li, TODAY).organisations == {"firm-a"}
    enrolments.revoke(by=CLI, enrolment=made, reason="left the firm", now=NOW)
    assert viewer_of(li, TODAY).organisations == frozenset()
    kept = Enrolment.objects.get()
    assert (kept.revoked_at, kept.revoked_by, kept.revoked_reason, kept.person_id) == (NOW, "cli:tester", "left the firm", li.pk)
    with pytest.raises(EnrolmentRevoked):
        enrolments.revoke(by=CLI, enrolment=made, reason="again", now=NOW)


def test_who_invites_does_not_accept_himself() -> None:
    clerk = person("clerk", Role.WINDOW_CLERK)
    _, token = enrolments.invite(
        by=Actor("person", "clerk"),
        organisation=organisation("firm-a", OrganisationKind.ENTERPRISE),
        ground=EnrolmentGround.OFFICE,
        invitee_name="演员甲",
        proof="授权委托书 2024-07-01",
        is_legal_representative=True,
        now=NOW,
    )
    with pytest.raises(OwnInvitation):
        enrolments.accept(by=Actor("person", "clerk"), token=token, person=clerk, now=NOW)
    assert not Enrolment.objects.filter(accepted_at__isnull=False).exists()


def test_used_revoked_expired_and_unknown_invitations_read_alike() -> None:
    li = person("li-agent")
    used, revoked, expired = (invitation(f"firm-{letter}") for letter in "abc")
    enrolments.accept(by=LI, token=used[1], person=li, now=NOW)
    enrolments.revoke(by=CLI, enrolment=revoked[0], reason="mistake", now=NOW)
    said = set()
    for token, moment in ((used[1], NOW), (revoked[1], NOW), (expired[1], NOW + timedelta(days=14)), ("made-up", NOW)):
        with pytest.raises(InvitationInvalid) as caught:
            enrolments.accept(by=LI, token=token, person=li, now=moment)
        said.add(str(caught.value.as_dict()))
    assert len(said) == 1


def test_a_newcomer_makes_an_account_and_accepts_or_neither() -> None:
    _, token = invitation("firm-a")
    newcomer = {"username": "li-agent", "display_name": "演员李", "password": PASSWORD}
    with pytest.raises(InvitationInvalid):
        enrolments.accept_as_newcomer(by=SYSTEM, token="made-up", now=NOW, **newcomer)
    assert not Person.objects.exists()
    enrolments.accept_as_newcomer(by=SYSTEM, token=token, now=NOW, **newcomer)
    assert viewer_of(Person.objects.get(), TODAY).organisations == {"firm-a"}
    acts = [(event.act, event.actor) for event in AuditEvent.objects.order_by("-pk")[:2]]
    assert acts == [("enrolments.accept", "person:li-agent"), ("people.add", "system:dukou")]


def test_an_auditor_acts_for_no_firm_and_nobody_twice_for_one() -> None:
    li, _ = agent("li-agent", "firm-a")
    for someone in (person("auditor", Role.AUDITOR), li):
        with pytest.raises(AgentUnsuited):
            enrolments.accept(by=LI, token=invitation("firm-a")[1], person=someone, now=NOW)


def test_offices_are_not_enrolled_for_and_proof_is_needed() -> None:
    said = {"ground": EnrolmentGround.OFFICE, "invitee_name": "演员甲", "now": NOW}
    with pytest.raises(NotAnEnterprise):
        enrolments.invite(by=CLI, organisation=organisation("office"), proof="letter", **said)  # type: ignore[arg-type]
    firm = invitation("firm-a")[0].organisation
    with pytest.raises(ProofMissing):
        enrolments.invite(by=CLI, organisation=firm, proof=" ", **said)  # type: ignore[arg-type]


def test_names_are_kept_apart_from_the_trail() -> None:
    invitation("firm-a")
    assert "演员甲" not in str(AuditEvent.objects.values())


@pytest.mark.parametrize("change", [{"accepted_at": NOW}, {"revoked_at": NOW}, {"revoked_reason": "x"}, {"ground": "hearsay"}])
def test_the_database_refuses_half_an_enrolment(change: dict[str, object]) -> None:
    invitation("firm-a")
    with pytest.raises(IntegrityError), transaction.atomic():
        Enrolment.objects.update(**change)
