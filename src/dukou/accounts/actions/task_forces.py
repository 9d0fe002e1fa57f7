"""Task forces (专班): set up, filled, dissolved."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from dukou.accounts.core.reasons import stated
from dukou.accounts.core.roles import Role
from dukou.accounts.models import Membership, Organisation, Person, TaskForce, TaskForceSeat
from dukou.accounts.models.tenures import in_force
from dukou.audit.actions import record
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal


class TaskForceExists(Refusal):
    """A key names one task force."""

    code = "accounts.task_force_exists"
    what = Label("没有成立专班", "the task force was not set up")
    why = Label("键“{key}”已有专班使用", "the key “{key}” is taken")
    cure = Label("换一个键", "choose another key")


class SeatUnsuited(Refusal):
    """A seat is one person's or one organisation's; an auditor takes none."""

    code = "accounts.seat_unsuited"
    what = Label("没有加入专班", "no seat was given")
    why = Label(
        "须是一人或一个单位，且审计员不参加专班", "it must be one person or one organisation, and auditors take no part in task forces"
    )
    cure = Label("改选成员", "choose another member")


def set_up(
    *, by: Actor, key: str, name: str, purpose: str, from_on: date, until_on: date | None = None, now: datetime | None = None
) -> TaskForce:
    """Set up a task force for a purpose."""
    with transaction.atomic():
        if TaskForce.objects.filter(key=key).exists():
            raise TaskForceExists(key=key)
        made = TaskForce.objects.create(key=key, name=name, purpose=purpose, from_on=from_on, until_on=until_on)
        after = {"name": name, "purpose": purpose, "from_on": from_on, "until_on": until_on}
        record(by=by, act="task_forces.set_up", subject=("task_force", key), after=after, now=now)
    return made


def seat(
    *,
    by: Actor,
    task_force: TaskForce,
    holder: Person | Organisation,
    from_on: date,
    until_on: date | None = None,
    now: datetime | None = None,
) -> TaskForceSeat:
    """Give a person or an organisation a seat."""
    person = holder if isinstance(holder, Person) else None
    organisation = holder if isinstance(holder, Organisation) else None
    with transaction.atomic():
        if person and Membership.objects.filter(in_force(from_on), person=person, role=Role.AUDITOR.value).exists():
            raise SeatUnsuited()
        made = TaskForceSeat.objects.create(
            task_force=task_force, person=person, organisation=organisation, from_on=from_on, until_on=until_on
        )
        after = {"holder": person.key if person else f"organisation:{organisation.key}" if organisation else "", "from_on": from_on}
        record(by=by, act="task_forces.seat", subject=("task_force", task_force.key), after=after, now=now)
    return made


def dissolve(*, by: Actor, task_force: TaskForce, on: date, reason: str, now: datetime | None = None) -> None:
    """Dissolve a task force on the day `on`; its seats give nothing from then on."""
    because = stated(reason)
    with transaction.atomic():
        before, task_force.ended_on = task_force.ended_on, on
        task_force.save(update_fields=["ended_on"])
        was, becomes = {"ended_on": before}, {"ended_on": on}
        record(
            by=by, act="task_forces.dissolve", subject=("task_force", task_force.key), before=was, after=becomes, reason=because, now=now
        )
