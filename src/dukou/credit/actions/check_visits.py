"""Visits: announced, confirmed at the gate by their code, recorded, called off; and what was found led into the ledger."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import actor_of
from dukou.credit.actions import credit_records
from dukou.credit.actions._arriving import arrived
from dukou.credit.actions._inspecting import DRAWS, held_visit, locked_visit, visit_event
from dukou.credit.actions._steps import begun, said
from dukou.credit.actions._visit_words import tell_firm, tell_team
from dukou.credit.actions.visit_refusals import (
    DecidedBefore,
    FieldsUnsaid,
    FindingUnsaid,
    NotOfTheTeam,
    OutsidePlan,
    RecordLed,
    TooFewPresent,
)
from dukou.credit.core.entering import Entered
from dukou.credit.core.findings import Found
from dukou.credit.core.inspections import VisitState
from dukou.credit.models import CheckVisit, VisitFinding
from dukou.credit.queries.fields import field_named
from dukou.credit.queries.visits import is_of_team, team_of, visit_of_code
from dukou.kit.core.labels import Label, joined

_REASON = Label("理由", "the reason")
_COMING = Label("{day} 将有检查入企，看谁来、查什么", "A visit of inspectors on {day}: see who comes and for what")
_LEAST = 2


def notify(*, by: Viewer, visit: int, on: date, now: datetime | None = None) -> CheckVisit:
    """Tell the firm that it was drawn, who comes and on which day; its agents may ask for the recusal of an inspector from then on."""
    actor, moment = begun(by, now, DRAWS)
    with transaction.atomic():
        row = held_visit(by, visit, VisitState.DRAWN, also_team=True)
        if not row.plan.starts_on <= on <= row.plan.ends_on:
            raise OutsidePlan(starts=row.plan.starts_on, ends=row.plan.ends_on)
        row.state, row.notified_at, row.notified_by, row.planned_on = VisitState.NOTIFIED.value, moment, str(actor), on
        row.save(update_fields=["state", "notified_at", "notified_by", "planned_on"])
        told = tell_firm(row, _COMING, moment)
        visit_event(actor, "check_visits.notify", row, {"on": on, "told": told}, moment)
    return row


def arrive(*, by: Viewer, code: str, now: datetime | None = None) -> CheckVisit:
    """Confirm by its code that the inspectors are there: one of the team, or an agent of the firm. The time is kept.

    A code is only made by a draw, so what was not published and drawn cannot be carried out.
    """
    moment = now or timezone.now()
    with transaction.atomic():
        row = locked_visit(visit_of_code(by, code), VisitState.DRAWN, VisitState.NOTIFIED)
        is_team = is_of_team(by, row)
        actor = actor_of(by, DRAWS if is_team else Permission.SEE_ENTERPRISE_DESK)
        arrived(row, actor, moment, "team" if is_team else "firm")
    return row


def record(*, by: Viewer, visit: int, present: Collection[str], found: Mapping[str, Found], now: datetime | None = None) -> CheckVisit:
    """Record what a visit found in each of its fields, and which inspectors (keys, two at least) were there."""
    actor, moment = begun(by, now, DRAWS)
    with transaction.atomic():
        row = held_visit(by, visit, VisitState.ARRIVED, also_team=True)
        _judge(row, found)
        _note_present(row, present)
        VisitFinding.objects.bulk_create(
            VisitFinding(
                visit=row, field=field, is_hit=each.is_hit, severity=each.severity.value if each.severity else "", words=each.words.strip()
            )
            for field, each in sorted(found.items())
        )
        row.state, row.recorded_at, row.recorded_by = VisitState.RECORDED.value, moment, str(actor)
        row.save(update_fields=["state", "recorded_at", "recorded_by"])
        hits = {field: each.severity for field, each in sorted(found.items()) if each.is_hit}
        visit_event(actor, "check_visits.record", row, {"present": sorted(present), "found": hits}, moment)
    return row


def call_off(*, by: Viewer, visit: int, reason: str, now: datetime | None = None) -> CheckVisit:
    """Call a visit off that will not be made; it counts against no yearly number."""
    actor, moment = begun(by, now, DRAWS)
    with transaction.atomic():
        row = held_visit(by, visit, VisitState.DRAWN, VisitState.NOTIFIED)
        row.state, row.cancelled_at, row.cancelled_reason = VisitState.CANCELLED.value, moment, said(reason, _REASON)
        row.save(update_fields=["state", "cancelled_at", "cancelled_reason"])
        if row.notified_at is not None:
            tell_firm(row, Label("原定的检查不再入企", "the announced visit of inspectors is called off"), moment)
        tell_team(row, Label("有一次检查不再入企", "a visit is called off"), moment)
        visit_event(actor, "check_visits.call_off", row, {"reason": row.cancelled_reason}, moment)
    return row


def feed_back(*, by: Viewer, visit: int, field: str, entered: Entered, now: datetime | None = None) -> VisitFinding:
    """Enter the decision that followed from a finding into the ledger of its field, and tie the finding to it."""
    begun(by, now, DRAWS)
    with transaction.atomic():
        row = held_visit(by, visit, VisitState.RECORDED, also_team=True)
        finding = row.findings.select_for_update(of=("self",)).filter(field=field, is_hit=True, record__isnull=True).first()
        if finding is None:
            raise RecordLed(field=field_named(field).label)
        if row.arrived_at is None or entered.decided_on < timezone.localdate(row.arrived_at):
            raise DecidedBefore()
        finding.record = credit_records.enter(by=by, enterprise=row.firm, field=field, entered=entered, now=now)
        finding.save(update_fields=["record"])
    return finding


def _judge(row: CheckVisit, found: Mapping[str, Found]) -> None:
    if set(found) != set(row.fields):
        raise FieldsUnsaid(fields=joined([field_named(field).label for field in sorted(row.fields)], zh="、", en=", "))
    for field, each in found.items():
        if not each.is_whole:
            raise FindingUnsaid(field=field_named(field).label)


def _note_present(row: CheckVisit, present: Collection[str]) -> None:
    team = {each.inspector.key: each for each in team_of(row)}
    for key in present:
        if key not in team:
            raise NotOfTheTeam(inspector=key)
    if len(set(present)) < _LEAST:
        raise TooFewPresent()
    for key, each in team.items():
        each.is_present = key in present
        each.save(update_fields=["is_present"])
