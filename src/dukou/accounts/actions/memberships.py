"""Memberships: a role in an organisation, granted and ended. The powerful roles need a second pair of eyes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from dukou.accounts.actions import approvals
from dukou.accounts.actions.approvals import APPROVABLE, Approvable
from dukou.accounts.core.reasons import stated
from dukou.accounts.core.roles import POWERFUL, Role, may_stand_together
from dukou.accounts.models import Approval, Enrolment, Membership, Organisation, Person, TaskForceSeat
from dukou.accounts.queries.people import organisation_of, person_of
from dukou.audit.actions import record
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label, same
from dukou.kit.core.refusals import Refusal

ACT = "memberships.grant"


class NeedsApproval(Refusal):
    """A powerful role is not granted by one person alone."""

    code = "accounts.needs_approval"
    what = Label("没有授予岗位", "the role was not granted")
    why = Label("“{role}”须经另一人复核", "“{role}” needs the approval of a second person")
    cure = Label("在“审批”页面提出申请，由另一人办理", "ask for it on the approvals page; another person decides")


class RolesApart(Refusal):
    """The auditor holds no other role."""

    code = "accounts.roles_apart"
    what = Label("没有授予岗位", "the role was not granted")
    why = Label("审计员不得兼任其他岗位", "an auditor may hold no other role")
    cure = Label("先结束现有岗位，或改派他人", "end the present role first, or choose another person")


class AlreadyHeld(Refusal):
    """The role is held already."""

    code = "accounts.already_held"
    what = Label("没有授予岗位", "the role was not granted")
    why = Label("此人在该单位已有“{role}”岗位", "the person holds “{role}” there already")
    cure = Label("无需重复授予", "there is nothing to do")


class AlreadyEnded(Refusal):
    """What has ended cannot be ended again."""

    code = "accounts.already_ended"
    what = Label("没有结束岗位", "the role was not ended")
    why = Label("它在 {on} 已经结束", "it ended on {on}")
    cure = Label("无需重复办理", "there is nothing to do")


def grant(
    *,
    by: Actor,
    person: Person,
    organisation: Organisation,
    role: Role,
    from_on: date,
    until_on: date | None = None,
    reason: str = "",
    now: datetime | None = None,
) -> Membership:
    """Give a person a role from a day on. Steward and auditor are granted through an approval; the command line may grant them at once,
    since whoever holds the machine holds the data (so a district makes its first steward), and the trail names the OS user."""
    if role in POWERFUL and by.kind == "person":
        raise NeedsApproval(role=role.label)
    return _granted(
        by, Membership(person=person, organisation=organisation, role=role.value, from_on=from_on, until_on=until_on), reason, now
    )


def end(*, by: Actor, membership: Membership, on: date, reason: str, now: datetime | None = None) -> None:
    """End a role on the day `on`, from which it holds no more."""
    because = stated(reason)
    with transaction.atomic():
        if membership.ended_on is not None:
            raise AlreadyEnded(on=membership.ended_on)
        membership.ended_on = on
        membership.save(update_fields=["ended_on"])
        record(
            by=by,
            act="memberships.end",
            subject=("person", membership.person.username),
            before={"role": membership.role, "organisation": membership.organisation.key, "ended_on": None},
            after={"role": membership.role, "organisation": membership.organisation.key, "ended_on": on},
            reason=because,
            now=now,
        )


def ask(
    *, by: Actor, person: Person, organisation: Organisation, role: Role, from_on: date, reason: str, now: datetime | None = None
) -> Approval:
    """Ask a second person to grant a role; granted when the approval is."""
    payload = {"username": person.username, "organisation": organisation.key, "role": role.value, "from_on": from_on.isoformat()}
    return approvals.ask(by=by, act=ACT, payload=payload, concerns=person.key, reason=reason, now=now)


def _granted(by: Actor, wanted: Membership, reason: str, now: datetime | None) -> Membership:
    person, role = wanted.person, Role.of(wanted.role)
    with transaction.atomic():
        held = _roles_not_over(person, wanted.from_on)
        if not may_stand_together([*held, role]):
            raise RolesApart()
        running = Q(until_on__isnull=True) | Q(until_on__gte=wanted.from_on)
        if Membership.objects.filter(
            running, person=person, organisation=wanted.organisation, role=role.value, ended_on__isnull=True
        ).exists():
            raise AlreadyHeld(role=role.label)
        wanted.save()
        after = {"role": role, "organisation": wanted.organisation.key, "from_on": wanted.from_on, "until_on": wanted.until_on}
        record(by=by, act=ACT, subject=("person", person.username), after=after, reason=reason, now=now)
    return wanted


def _roles_not_over(person: Person, on: date) -> list[Role]:
    """Every role that the person holds or will hold on or after the day `on`."""
    unended = (Q(ended_on__isnull=True) | Q(ended_on__gt=on)) & (Q(until_on__isnull=True) | Q(until_on__gte=on))
    roles = [Role.of(role) for role in Membership.objects.filter(unended, person=person).values_list("role", flat=True)]
    if TaskForceSeat.objects.filter(unended, person=person).exists():
        roles.append(Role.TASK_FORCE_MEMBER)
    if Enrolment.objects.filter(person=person, revoked_at__isnull=True).exists():
        roles.append(Role.ENTERPRISE_AGENT)
    return roles


def _carry_out(by: Actor, payload: dict[str, Any], reason: str, now: datetime) -> None:
    wanted = Membership(
        person=person_of(payload["username"]),
        organisation=organisation_of(payload["organisation"]),
        role=payload["role"],
        from_on=date.fromisoformat(payload["from_on"]),
    )
    _granted(by, wanted, reason, now)


def _described(payload: dict[str, Any]) -> Label:
    return Label("授予 {username}：{role}（{organisation}）", "grant {username}: {role} ({organisation})").filled(
        username=same(payload["username"]), role=Role.of(payload["role"]).label, organisation=same(payload["organisation"])
    )


APPROVABLE.add(ACT, Approvable(ACT, Label("授予岗位", "grant a role"), _described, _carry_out))
