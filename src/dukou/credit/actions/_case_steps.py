"""What the acts on repairs and disputes share: the firm's record, the case held under its lock, who rules, whom to tell."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer, may_within
from dukou.accounts.queries import actor_of, people_with
from dukou.casework.actions import steps
from dukou.casework.actions.ladder import RungReached
from dukou.casework.actions.steps import Step
from dukou.casework.core.profiles import Rung
from dukou.credit.actions._steps import KEEPS, begun, may_act_in
from dukou.credit.actions.case_refusals import (
    CaseAlreadyOpen,
    NoCaseRules,
    NotInThisStanding,
    NotTheFirms,
    NotYourCase,
    OwnMatter,
)
from dukou.credit.core.cases import CLOCK_ASKED, CaseMatter, CaseStanding
from dukou.credit.models import CreditCase, CreditRecord
from dukou.credit.queries.cases import KIND, case_of, open_case_about
from dukou.credit.queries.fields import fields, frame_or_none
from dukou.credit.queries.records import NoSuchRecord, ended, record_of
from dukou.enterprises.queries.own import acts_for_entry
from dukou.enterprises.queries.visited import met_as
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label

FIRMS = Permission.SEE_ENTERPRISE_DESK
_ASKED = Label("{firm} 提出{matter}，第 {number} 号", "{matter} no. {number} by {firm}")
_RULED = Label("第 {number} 号{matter}：{standing}", "{matter} no. {number}: {standing}")
_RUNG = Label("{rung}（{clock}）：第 {number} 号{matter}", "{rung} ({clock}): {matter} no. {number}")


def own_record(by: Viewer, number: int, now: datetime) -> CreditRecord:
    """A record of the viewer's own firm, locked until the transaction ends; refused while a case about it is open."""
    seen = record_of(by, number)
    if not acts_for_entry(by, seen.enterprise_id):
        raise NotTheFirms()
    row = _locked(seen.pk)
    if CreditRecord.objects.filter(ended(), pk=row.pk).exists():
        raise NoSuchRecord()
    if (there := open_case_about(row.pk)) is not None:
        raise CaseAlreadyOpen(number=there.pk)
    return row


def filed(actor: Actor, act: str, row: CreditRecord, matter: CaseMatter, now: datetime, **told: str | date | None) -> CreditCase:
    """The case with its first clock; the units that rule hear of it. Nothing that the firm wrote goes into the trail."""
    frame = frame_or_none()
    if frame is None or not frame.profile:
        raise NoCaseRules()
    said = {"record": row.pk, "field": row.field}
    subject = ("enterprise", row.enterprise.key)
    with steps.open_case(
        by=actor, act=act, kind=KIND, subject=subject, profile=frame.profile, grade=matter.value, now=now, told=said
    ) as step:
        step.start(CLOCK_ASKED[matter])
        case = CreditCase.objects.create(case=step.case, record=row, matter=matter.value, asked_at=now, asked_by=str(actor), **told)
        words = _ASKED.filled(firm=row.enterprise.name, matter=matter.label, number=case.pk)
        step.tell(keepers_of(row, timezone.localdate(now)), words, address(case.pk))
    return case


@contextmanager
def by_unit(by: Viewer, number: int, act: str, now: datetime | None, *at: CaseStanding) -> Iterator[tuple[CreditCase, Step, Actor]]:
    """One step of whoever rules, while the case stands at one of these; the firm hears where it stands then."""
    actor, moment = begun(by, now)
    seen = case_of(by, number)
    if str(actor) == seen.asked_by or acts_for_entry(by, seen.record.enterprise_id):
        raise OwnMatter()
    if not may_rule(by, seen.record):
        raise NotYourCase(unit=seen.record.unit.label)
    with _taken(actor, seen, act, moment, at) as (case, step):
        yield case, step, actor
        named = {"number": case.pk, "matter": CaseMatter.of(case.matter).label, "standing": CaseStanding.of(case.standing).label}
        step.tell(agents_of(case.record, timezone.localdate(moment)), _RULED.filled(**named), address(case.pk))


@contextmanager
def by_firm(by: Viewer, number: int, act: str, now: datetime | None) -> Iterator[tuple[CreditCase, Step, Actor]]:
    """One step of the firm, while the case is open."""
    by.require(FIRMS)
    seen = case_of(by, number)
    if not acts_for_entry(by, seen.record.enterprise_id):
        raise NotTheFirms()
    actor, moment = actor_of(by, FIRMS), now or timezone.now()
    with _taken(actor, seen, act, moment, (CaseStanding.ASKED, CaseStanding.ACCEPTED)) as (case, step):
        yield case, step, actor


def close(case: CreditCase, step: Step, standing: CaseStanding, by: Actor, reason: str = "", *, is_moot: bool = False) -> None:
    """End the case and its clocks."""
    case.standing, case.closed_at, case.closed_by, case.reason = standing.value, step.now, str(by), reason
    step.close(standing.value, is_moot=is_moot)


def let_lapse(row: CreditRecord, by: Actor, now: datetime) -> None:
    """Close what is still open about a record that ended by itself: nobody has to rule any more. For whoever ended it."""
    seen = open_case_about(row.pk)
    if seen is None:
        return
    with _taken(by, seen, "credit_cases.let_lapse", now, (CaseStanding.ASKED, CaseStanding.ACCEPTED)) as (case, step):
        close(case, step, CaseStanding.MOOT, by, is_moot=True)


def may_rule(by: Viewer, row: CreditRecord) -> bool:
    """Whether the viewer's unit recognised the record, supervises its field, or leads."""
    field = next((each for each in fields() if each.key == row.field), None)
    return may_within(by, KEEPS, row.unit.key) or (field is not None and may_act_in(by, field))


def keepers_of(row: CreditRecord, on: date) -> list[int]:
    """Who keeps records in the unit that recognised it and in that of its field."""
    units = {row.unit.key, *(each.unit for each in fields() if each.key == row.field)}
    return [person for unit in sorted(units) for person in people_with(KEEPS, on, unit)]


def agents_of(row: CreditRecord, on: date) -> list[int]:
    """Who acts for the firm."""
    return [person for own in sorted(met_as(row.enterprise_id).organisations) for person in people_with(FIRMS, on, own)]


def rung_taken(reached: RungReached) -> None:
    """Tell those who rule, and at the top the leaders."""
    case = CreditCase.objects.select_related("record__unit").get(pk=reached.case.pk)
    rule = reached.step.profile.clock(reached.case.grade, reached.clock.key)
    named = {"rung": reached.rung.label, "clock": rule.name if rule else reached.clock.key}
    said = _RUNG.filled(**named, number=case.pk, matter=CaseMatter.of(case.matter).label)
    day = timezone.localdate(reached.step.now)
    people = keepers_of(case.record, day)
    if reached.rung is Rung.LEADER and (frame := frame_or_none()) is not None and frame.lead:
        people = [*people, *people_with(KEEPS, day, frame.lead)]
    reached.step.tell(people, said, address(case.pk))


def address(number: int) -> str:
    """The page of a case."""
    return reverse("credit:case", args=[number])


@contextmanager
def _taken(by: Actor, seen: CreditCase, act: str, now: datetime, at: tuple[CaseStanding, ...]) -> Iterator[tuple[CreditCase, Step]]:
    """The record is locked before its case: whoever ends a record by itself does so in that order too."""
    with transaction.atomic():
        record = _locked(seen.record_id)
        case = CreditCase.objects.get(pk=seen.pk)
        if CaseStanding.of(case.standing) not in at:
            raise NotInThisStanding(standing=CaseStanding.of(case.standing).label)
        told = {"record": record.pk, "field": record.field}
        with steps.step(by=by, act=act, case=case.pk, now=now, told=told) as step:
            case.case, case.record = step.case, record
            yield case, step
            case.save()


def _locked(number: int) -> CreditRecord:
    return CreditRecord.objects.select_for_update(of=("self",)).select_related("unit", "enterprise").get(pk=number)
