"""The roster of inspectors, and the interests they declare."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from dukou.accounts.core.viewers import Viewer, may_within
from dukou.accounts.queries import organisation_of, person_of
from dukou.audit.actions import record as record_event
from dukou.audit.core.values import Personal
from dukou.credit.actions._steps import begun, said
from dukou.credit.actions.visit_refusals import InspectorGone, InspectorKeyTaken, InterestStands, NoSuchInterest, NotYourInspectors
from dukou.credit.models import InspectorRow, Interest
from dukou.credit.queries.fields import field_named
from dukou.credit.queries.inspectors import DRAWS, inspector_named, leads
from dukou.enterprises.queries.own import firm_named
from dukou.enterprises.queries.the_one import key_of_firm_meant
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label

_NAME, _REASON = Label("姓名", "the name"), Label("理由", "the reason")


def enrol(
    *,
    by: Viewer,
    key: str,
    organisation: str,
    name: str,
    fields: Sequence[str],
    username: str = "",
    now: datetime | None = None,
    is_synthetic: bool = False,
) -> InspectorRow:
    """Enter an inspector of one's unit with the fields that he may inspect. `username`: who signs in as this inspector."""
    actor, moment = begun(by, now, DRAWS)
    unit = organisation_of(organisation)
    if not (leads(by) or may_within(by, DRAWS, organisation)):
        raise NotYourInspectors(unit=unit.label)
    person = person_of(username) if username else None
    taken = InspectorRow.objects.filter(key=key).exists()
    if taken or (person is not None and InspectorRow.objects.filter(person=person).exists()):
        raise InspectorKeyTaken(key=key)
    slugs = sorted({field_named(field).key for field in fields})
    with transaction.atomic():
        row = InspectorRow.objects.create(
            key=key,
            organisation=unit,
            name=said(name, _NAME),
            person=person,
            fields=slugs,
            enrolled_at=moment,
            enrolled_by=str(actor),
            is_synthetic=is_synthetic,
        )
        after = {"unit": organisation, "name": Personal(row.name), "fields": slugs, "person": username}
        _event(actor, "inspectors.enrol", row, after, moment)
    return row


def retire(*, by: Viewer, inspector: str, reason: str, now: datetime | None = None) -> InspectorRow:
    """Take an inspector off the roster. What was published before keeps him."""
    actor, moment = begun(by, now, DRAWS)
    with transaction.atomic():
        row = _kept(by, inspector)
        row.is_active, row.retired_reason = False, said(reason, _REASON)
        row.save(update_fields=["is_active", "retired_reason"])
        _event(actor, "inspectors.retire", row, {"reason": row.retired_reason}, moment)
    return row


def declare(*, by: Viewer, inspector: str, enterprise: str, reason: str, now: datetime | None = None) -> Interest:
    """Declare an interest of an inspector in a firm (code, key or whole name): in plans published from now on he is not drawn for it."""
    actor, moment = begun(by, now, DRAWS)
    firm = firm_named(by, key_of_firm_meant(by, enterprise))
    assert firm is not None, "a key that was just found"
    with transaction.atomic():
        row = _kept(by, inspector)
        if row.interests.filter(enterprise=firm.id, ended_at__isnull=True).exists():
            raise InterestStands()
        told = {"enterprise_id": firm.id, "reason": said(reason, _REASON), "declared_at": moment, "declared_by": str(actor)}
        interest = Interest.objects.create(inspector=row, **told)
        _event(actor, "inspectors.declare", row, {"enterprise": firm.key, "reason": Personal(interest.reason)}, moment)
    return interest


def lift(*, by: Viewer, inspector: str, interest: int, reason: str, now: datetime | None = None) -> Interest:
    """Note that a declared interest is over."""
    actor, moment = begun(by, now, DRAWS)
    with transaction.atomic():
        row = _kept(by, inspector)
        found = row.interests.select_for_update(of=("self",)).filter(pk=interest, ended_at__isnull=True).first()
        if found is None:
            raise NoSuchInterest()
        found.ended_at, found.ended_by, found.ended_reason = moment, str(actor), said(reason, _REASON)
        found.save(update_fields=["ended_at", "ended_by", "ended_reason"])
        _event(actor, "inspectors.lift", row, {"interest": found.pk, "reason": found.ended_reason}, moment)
    return found


def _kept(by: Viewer, key: str) -> InspectorRow:
    """An inspector of the viewer's unit, locked, who is still on the roster."""
    seen = inspector_named(by, key)
    if not (leads(by) or may_within(by, DRAWS, seen.organisation.key)):
        raise NotYourInspectors(unit=seen.organisation.label)
    row = InspectorRow.objects.select_for_update(of=("self",)).get(pk=seen.pk)
    if not row.is_active:
        raise InspectorGone(key=key)
    return row


def _event(by: Actor, act: str, row: InspectorRow, after: dict[str, object], now: datetime) -> None:
    record_event(by=by, act=act, subject=("credit_inspector", row.key), after=after, now=now)
