"""What is stated about firms beside figures, one by one or a whole list at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import actor_of
from dukou.audit.actions import record as record_event
from dukou.enterprises.actions._holding import held
from dukou.enterprises.actions._recording import EvidenceNeeded, RecordedAlready
from dukou.enterprises.core.statements import Told
from dukou.enterprises.models import Statement
from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Malformed, Refusal
from dukou.rules.core.facts import SubjectKind, UnknownFact
from dukou.rules.core.inputs import fact_value
from dukou.rules.core.records import plain
from dukou.rules.queries import declared_statement, near_facts


class NotSoStated(Refusal):
    """The value is not of the kind that the fact holds."""

    code = "enterprises.not_so_stated"
    what = Label("没有登记“{fact}”", "“{fact}” was not recorded")
    why = Label("{said}", "{said}")
    cure = Label("{how}", "{how}")


class NotKnownYet(Refusal):
    """Nothing is known before its day."""

    code = "enterprises.not_known_yet"
    what = Label("没有登记“{fact}”", "“{fact}” was not recorded")
    why = Label("获知日期 {known_on} 晚于今天", "it would become known on {known_on}, after today")
    cure = Label("改正日期", "correct the day")


def state(*, by: Viewer, key: str, told: Told, evidence: str, now: datetime | None = None) -> Statement:
    """Record a declared fact of a firm, on some evidence. The same again is refused; a later word goes before an earlier one."""
    return state_many(by=by, told=[(key, told)], evidence=evidence, now=now)[0]


def state_many(*, by: Viewer, told: Sequence[tuple[str, Told]], evidence: str, now: datetime | None = None) -> list[Statement]:
    """Record declared facts of firms, all or none, with one event."""
    by.require(Permission.KEEP_REGISTER)
    if not evidence.strip():
        raise EvidenceNeeded()
    actor, moment = actor_of(by, Permission.KEEP_REGISTER), now or timezone.now()
    with transaction.atomic():
        rows = [_row(by, key, each, evidence.strip(), str(actor), moment) for key, each in told]
        for row in rows:
            row.save()
        event = {"count": len(rows), "evidence": evidence} | ({"fact": rows[0].fact, "value": rows[0].value} if len(rows) == 1 else {})
        subject = ("enterprise", rows[0].enterprise.key) if len(rows) == 1 else ("register", "statements")
        record_event(by=actor, act="statements.state", subject=subject, after=event, now=moment)
    return rows


def _row(by: Viewer, key: str, told: Told, evidence: str, actor: str, moment: datetime) -> Statement:
    face = declared_statement(told.fact)
    if face is None or face.kind is not SubjectKind.ENTERPRISE:
        raise UnknownFact(name=told.fact, near=near_facts(told.fact))
    if told.known_on > timezone.localdate(moment):
        raise NotKnownYet(fact=told.fact, known_on=told.known_on)
    try:
        value = plain(fact_value(face, told.value))
    except Malformed as fault:
        raise NotSoStated(fact=told.fact, said=fault.what, how=fault.cure) from fault
    same = {"fact": told.fact, "value": value, "known_on": told.known_on, "from_on": told.from_on, "until_on": told.until_on}
    row = Statement(enterprise=held(by, key), evidence=evidence, recorded_at=moment, recorded_by=actor, **same)
    standing = Statement.objects.filter(enterprise=row.enterprise, withdrawn_at__isnull=True, fact=told.fact, known_on=told.known_on)
    if any(each.value == value and (each.from_on, each.until_on) == (told.from_on, told.until_on) for each in standing):
        raise RecordedAlready()
    return row
