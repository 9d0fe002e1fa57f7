"""Which unit belongs to which. Figures never flow along a link."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from dukou.accounts.core.viewers import Viewer
from dukou.enterprises.actions._holding import held
from dukou.enterprises.actions._recording import add
from dukou.enterprises.core.kinds import LinkKind
from dukou.enterprises.models import Enterprise, Link
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal


class CannotBelong(Refusal):
    """A unit belongs neither to itself nor to what belongs to it."""

    code = "enterprises.cannot_belong"
    what = Label("没有记录", "this was not recorded")
    why = Label("“{child}”不能属于“{parent}”：会绕成一圈", "“{child}” cannot belong to “{parent}”: that would be a circle")
    cure = Label("核对谁属于谁", "check which belongs to which")


def tie(
    *, by: Viewer, key: str, parent: str, kind: LinkKind, evidence: str, from_on: date | None = None, now: datetime | None = None
) -> None:
    """Record that a unit belongs to another. Figures of the parent stay the parent's."""
    with transaction.atomic():
        child, above = held(by, key), held(by, parent)
        if above.pk in _beneath(child):
            raise CannotBelong(child=child.name, parent=above.name)
        add(by, key, Link, {"parent": above, "kind": kind.value, "from_on": from_on}, evidence, "links.tie", now)


def _beneath(unit: Enterprise) -> set[int]:
    """The unit and everything that belongs to it."""
    found, ends = {unit.pk}, [unit.pk]
    while ends:
        rows = Link.objects.filter(parent__in=ends, withdrawn_at__isnull=True).values_list("child_id", flat=True)
        ends = [key for key in rows if key not in found]
        found |= set(ends)
    return found
