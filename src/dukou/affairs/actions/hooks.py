"""What a unit's system tells by web-hook: each delivery counts once, and does what the unit's people do by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries.organisations import organisation_ids
from dukou.affairs.actions import materials, parts
from dukou.affairs.actions.refusals import NoSuchPart
from dukou.affairs.core.deliveries import Delivery
from dukou.affairs.core.kinds import DeliveryEvent
from dukou.affairs.models import Incoming, Part
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal

Json = dict[str, Any]


class DeliveryUsedOtherwise(Refusal):
    """One number belongs to one delivery."""

    code = "affairs.delivery_used_otherwise"
    status = 409
    what = Label("没有接收", "this was not taken")
    why = Label("编号“{delivery}”已用于另一份内容", "the number “{delivery}” was used for something else")
    cure = Label("新的内容用新的编号；重发须与原来完全相同", "use a new number for what is new; send the old one again exactly as it was")


def receive(*, by: Viewer, unit: str, delivery: Delivery, now: datetime | None = None) -> Json:
    """Do what a delivery says, once; sent again, it gets its first answer and changes nothing. Refused, it leaves nothing behind."""
    by.require(Permission.ANSWER_LEGS)
    moment = now or timezone.now()
    with transaction.atomic():
        row = _held(unit, delivery, moment)
        if row.sha256 != delivery.sha256:
            raise DeliveryUsedOtherwise(delivery=delivery.number)
        if row.answer:
            return dict(row.answer)
        part = _part(unit, delivery)
        _DO[delivery.event](by=by, part=part, now=moment, **delivery.told)
        row.answer = answer = _answer(delivery, part)
        row.save(update_fields=["answer"])
    return answer


def _held(unit: str, delivery: Delivery, now: datetime) -> Incoming:
    """The row of the number, held until the transaction ends: who sends the same meanwhile waits here for its answer."""
    number = organisation_ids()[unit]
    new = Incoming(unit_id=number, delivery=delivery.number, sha256=delivery.sha256, answer={}, came_at=now)
    Incoming.objects.bulk_create([new], ignore_conflicts=True)
    return Incoming.objects.select_for_update().get(unit=number, delivery=delivery.number)


def _part(unit: str, delivery: Delivery) -> int:
    """The part that a delivery names, where it is the unit's; as if it were not there otherwise."""
    rows = Part.objects.filter(unit__key=unit)
    if delivery.part is not None:
        rows = rows.filter(pk=delivery.part)
    else:
        rows = rows.filter(application=delivery.application, matter=delivery.matter)
    found = rows.values_list("pk", flat=True).first()
    if found is None:
        raise NoSuchPart(part=delivery.part or f"{delivery.application}/{delivery.matter}")
    return int(found)


def _answer(delivery: Delivery, number: int) -> Json:
    part = Part.objects.get(pk=number)
    told: Mapping[str, Any] = {"part": part.pk, "application": part.application_id, "matter": part.matter, "stage": part.stage}
    return {"delivery": delivery.number, "event": delivery.event.value, **told, "is_ended": part.ended_at is not None}


_DO: Mapping[DeliveryEvent, Callable[..., object]] = {
    DeliveryEvent.ACKNOWLEDGED: parts.acknowledge,
    DeliveryEvent.STAGE: parts.enter_stage,
    DeliveryEvent.ANSWER: parts.answer,
    DeliveryEvent.RESULT: materials.give_result,
    DeliveryEvent.ENDED: parts.end,
}
