"""Enrolment: how a person comes to act for a firm. Invited with a proof, accepted with a token, revoked with a reason."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from dukou.accounts.actions import people
from dukou.accounts.core.kinds import EnrolmentGround, OrganisationKind
from dukou.accounts.core.reasons import stated
from dukou.accounts.core.roles import Role
from dukou.accounts.core.tokens import token_hash
from dukou.accounts.models import Enrolment, Membership, Organisation, Person
from dukou.accounts.models.tenures import in_force
from dukou.accounts.queries.enrolments import InvitationInvalid, invitation_of
from dukou.audit.actions import record
from dukou.audit.core.values import Personal
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal

INVITATION_DAYS = 14


class NotAnEnterprise(Refusal):
    """People are enrolled for enterprises only; offices grant posts."""

    code = "accounts.not_an_enterprise"
    what = Label("没有发出邀请", "no invitation was made")
    why = Label("“{organisation}”不是企业", "“{organisation}” is not an enterprise")
    cure = Label("机关单位的人员由系统管理员授予岗位", "the steward grants posts in offices")


class ProofMissing(Refusal):
    """Nobody acts for a firm without proof."""

    code = "accounts.proof_missing"
    what = Label("没有发出邀请", "no invitation was made")
    why = Label("没有写明授权依据", "no proof of the authority was given")
    cure = Label("写明授权委托书的日期和文号，可附文件", "state date and number of the letter of authority; a file may be added")


class AgentUnsuited(Refusal):
    """An auditor acts for no firm, and nobody is enrolled twice for one."""

    code = "accounts.agent_unsuited"
    what = Label("没有接受邀请", "the invitation was not accepted")
    why = Label("您已是该企业经办人，或您的岗位不得兼任", "you act for this firm already, or your post excludes it")
    cure = Label("用另一个账号接受，或无需办理", "accept with another account, or there is nothing to do")


class EnrolmentRevoked(Refusal):
    """What is revoked stays revoked."""

    code = "accounts.enrolment_revoked"
    what = Label("没有撤销", "nothing was revoked")
    why = Label("该授权已经撤销", "this enrolment was revoked before")
    cure = Label("无需重复办理", "there is nothing to do")


def invite(
    *,
    by: Actor,
    organisation: Organisation,
    ground: EnrolmentGround,
    invitee_name: str,
    proof: str,
    proof_sha256: str = "",
    is_legal_representative: bool = False,
    now: datetime | None = None,
) -> tuple[Enrolment, str]:
    """Invite a person to act for a firm; gives the enrolment and the token, which is shown once and nowhere kept."""
    if organisation.kind != OrganisationKind.ENTERPRISE.value:
        raise NotAnEnterprise(organisation=organisation.label)
    if not proof.strip():
        raise ProofMissing()
    moment, token = now or timezone.now(), secrets.token_urlsafe(32)
    with transaction.atomic():
        made = Enrolment.objects.create(
            organisation=organisation,
            ground=ground.value,
            is_legal_representative=is_legal_representative,
            invitee_name=invitee_name,
            proof=proof.strip(),
            proof_sha256=proof_sha256,
            token_hash=token_hash(token),
            invited_at=moment,
            invited_by=str(by),
            expires_at=moment + timedelta(days=INVITATION_DAYS),
        )
        after = {
            "organisation": organisation.key,
            "ground": ground,
            "is_legal_representative": is_legal_representative,
            "invitee_name": Personal(invitee_name),
            "proof_sha256": proof_sha256,
        }
        record(by=by, act="enrolments.invite", subject=_subject(made), after=after, reason=made.proof, now=moment)
    return made, token


class OwnInvitation(Refusal):
    """Who invites does not accept: an official never makes himself a firm's agent."""

    code = "accounts.own_invitation"
    status = 403
    what = Label("没有接受邀请", "the invitation was not accepted")
    why = Label("这是您自己发出的邀请", "it is your own invitation")
    cure = Label("请由被邀请的人打开链接接受", "let the invited person open the link and accept")


def accept(*, by: Actor, token: str, person: Person, now: datetime | None = None) -> Enrolment:
    """The invited person accepts and acts for the firm from now on."""
    moment = now or timezone.now()
    with transaction.atomic():
        made = invitation_of(token, moment)
        today = timezone.localdate(moment)
        audits = Membership.objects.filter(in_force(today), person=person, role=Role.AUDITOR.value).exists()
        if made.invited_by in (str(by), person.key, by.on_behalf_of):
            raise OwnInvitation()
        if audits or Enrolment.objects.filter(organisation=made.organisation, person=person, revoked_at__isnull=True).exists():
            raise AgentUnsuited()
        still_open = Enrolment.objects.filter(pk=made.pk, accepted_at__isnull=True, revoked_at__isnull=True)
        if not still_open.update(person=person, accepted_at=moment):
            raise InvitationInvalid()
        made.person, made.accepted_at = person, moment
        after = {"person": person.username, "organisation": made.organisation.key}
        record(by=by, act="enrolments.accept", subject=_subject(made), after=after, now=moment)
    return made


def accept_as_newcomer(*, by: Actor, token: str, username: str, display_name: str, password: str, now: datetime | None = None) -> Enrolment:
    """Someone who has no account yet makes one and accepts with it: both or neither (two acts, two events)."""
    moment = now or timezone.now()
    with transaction.atomic():
        invitation_of(token, moment)  # a bad token must not add people
        person = people.add(by=by, username=username, display_name=display_name, password=password, now=moment)
        return accept(by=Actor("person", username), token=token, person=person, now=moment)


def revoke(*, by: Actor, enrolment: Enrolment, reason: str, now: datetime | None = None) -> None:
    """Take the right to act for the firm away, at once; an invitation not yet accepted becomes void."""
    because, moment = stated(reason), now or timezone.now()
    with transaction.atomic():
        held = Enrolment.objects.select_for_update().select_related("organisation").get(pk=enrolment.pk)
        if held.revoked_at is not None:
            raise EnrolmentRevoked()
        held.revoked_at, held.revoked_by, held.revoked_reason = moment, str(by), because
        held.save(update_fields=["revoked_at", "revoked_by", "revoked_reason"])
        after = {"organisation": held.organisation.key, "revoked": True}
        record(by=by, act="enrolments.revoke", subject=_subject(held), before={"revoked": False}, after=after, reason=because, now=moment)


def _subject(enrolment: Enrolment) -> tuple[str, str]:
    return ("enrolment", str(enrolment.pk))
