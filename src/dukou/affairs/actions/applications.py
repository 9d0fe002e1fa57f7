"""An application is filed, by the firm or at the window on its behalf; it may be taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import actor_of
from dukou.accounts.queries.organisations import organisations_open
from dukou.affairs.actions._judging import Asking, judged_form, with_provenance
from dukou.affairs.actions._outgoing import queue
from dukou.affairs.actions._papers import hand_in
from dukou.affairs.actions._steps import by_applicant, close, move, said, tell_applicant, tell_unit, tell_window
from dukou.affairs.actions.refusals import ApplicantMissing, FormFaulty, NothingCorrected, NotYours, OtherEdition, OtherMatters
from dukou.affairs.core.affairs import Matter
from dukou.affairs.core.course import NotInThisState
from dukou.affairs.core.forms import Judged, units_of
from dukou.affairs.core.kinds import AffairAct, AffairEnding, AffairState, FilingChannel, OutgoingKind
from dukou.affairs.models import Application, Part
from dukou.affairs.queries.texts import TextRead, affair_in_force, read
from dukou.audit.core.values import Personal
from dukou.casework.actions import steps
from dukou.casework.queries.legs import open_legs
from dukou.enterprises.queries.own import FirmNamed, firm_named, own_entries, registered
from dukou.kit.core.labels import Label
from dukou.kit.core.places import FieldFault

_FILED = Label("新申请第 {number} 号：{applicant}，{affair}", "new application {number}: {applicant}, {affair}")
_FILED_FOR_YOU = Label(
    "窗口已代 {applicant} 提交第 {number} 号申请：{affair}", "the window filed application {number} for {applicant}: {affair}"
)
_CORRECTED = Label("{applicant} 更正了第 {number} 号申请的内容", "{applicant} corrected application {number}")
_CORRECT = Label("更正", "correction")
_CORRECTABLE = (AffairState.FILED.value, AffairState.IN_HAND.value)
_WITHDRAWN = Label("{applicant} 撤回了第 {number} 号申请", "{applicant} took back application {number}")


def file(*, by: Viewer, asking: Asking, channel: FilingChannel = FilingChannel.ONLINE, now: datetime | None = None) -> Application:
    """File an application. What the form finds wrong is told field by field, and nothing is kept."""
    text = affair_in_force(asking.slug)
    if asking.edition and asking.edition != text.affair.edition:
        raise OtherEdition(asked=asking.edition, current=text.affair.edition)
    firm, using = _may_file(by, text, asking, channel)
    if asking.form_key and (there := Application.objects.filter(filed_by=by.key, form_key=asking.form_key).first()):
        return there
    judged = judged_form(text, asking)
    application = Application(
        text=text.row,
        slug=text.affair.slug,
        enterprise_id=firm.id if firm else None,
        applicant=firm.name if firm else asking.applicant.strip(),
        channel=channel.value,
        chosen={matter.key: list(dict.fromkeys(units_of(matter, asking.chosen))) for matter in judged.matters},
        answers=with_provenance(text, judged.answers, registered(by, firm.key) if firm else {}),
        filed_by=by.key,
        form_key=asking.form_key or None,
        trips=int(channel is FilingChannel.COUNTER),
        is_synthetic=firm.is_synthetic if firm else False,
    )
    try:
        return _filed(by, using, application, text, judged, asking, firm, now or timezone.now())
    except IntegrityError:  # the same form came twice at the same time
        there = Application.objects.filter(filed_by=by.key, form_key=asking.form_key or None).first()
        if not asking.form_key or there is None:
            raise
        return there


def withdraw(*, by: Viewer, number: int, reason: str, now: datetime | None = None) -> Application:
    """The applicant takes his application back; the units that had a part are told by the same way by which they got it."""
    with by_applicant(by, number, "applications.withdraw", now, reason=said(reason)) as (application, step):
        move(application, AffairAct.WITHDRAW)
        units = [leg.unit.key for leg in open_legs(application.pk)]
        for part in application.parts.filter(leg__isnull=False, ended_at__isnull=True):
            queue(part, OutgoingKind.WITHDRAWAL, step.now)
        close(application, step, AffairEnding.WITHDRAWN)
        tell_window(application, step, _WITHDRAWN)
        for unit in units:
            tell_unit(application, step, unit, _WITHDRAWN)
    return application


def correct(*, by: Viewer, number: int, answers: Mapping[str, object], now: datetime | None = None) -> Application:
    """The applicant corrects what he filled in, before the one answer. The matters stay; units that want what changed are told of it."""
    with by_applicant(by, number, "applications.correct", now) as (application, step):
        if application.state not in _CORRECTABLE:
            raise NotInThisState(act=_CORRECT, state=AffairState.of(application.state).label)
        text = read(application.text)
        before = {key: each["value"] for key, each in application.answers.items()}
        judged = judged_form(text, Asking(application.slug, application.chosen, before | dict(answers)))
        if {matter.key for matter in judged.matters} != set(application.chosen):
            raise OtherMatters()
        changed = sorted(key for key in {*before, *judged.answers} if before.get(key) != judged.answers.get(key))
        if not changed:
            raise NothingCorrected()
        known = registered(by, application.enterprise.key) if application.enterprise else {}
        application.answers = with_provenance(text, judged.answers, known)
        application.save()  # what units are told is made of it
        step.note(changed=changed)
        concerned = [matter for matter, wanted in judged.wanted.items() if not wanted.isdisjoint(changed)]
        open_now = application.parts.filter(matter__in=concerned, leg__isnull=False, ended_at__isnull=True)
        for part in open_now.select_related("unit"):
            queue(part, OutgoingKind.CHANGE, step.now)
            tell_unit(application, step, part.unit.key, _CORRECTED)
        tell_window(application, step, _CORRECTED)
    return application


def _may_file(by: Viewer, text: TextRead, asking: Asking, channel: FilingChannel) -> tuple[FirmNamed | None, Permission]:
    """The firm, and by which permission one files for it: as its agent, or at the window on its behalf."""
    at_window = channel is FilingChannel.COUNTER or not by.may(Permission.SEE_ENTERPRISE_DESK)
    if not asking.firm:
        if text.affair.needs_firm or not 1 < len(asking.applicant.strip()) <= 200:
            raise ApplicantMissing()
        by.require(Permission.HANDLE_AFFAIRS if at_window else Permission.SEE_ENTERPRISE_DESK)
        return None, Permission.HANDLE_AFFAIRS if at_window else Permission.SEE_ENTERPRISE_DESK
    firm = firm_named(by, asking.firm)
    if firm is not None and channel is not FilingChannel.COUNTER and firm.id in own_entries(by):
        return firm, Permission.SEE_ENTERPRISE_DESK
    if firm is None or not at_window or not by.may(Permission.HANDLE_AFFAIRS):
        raise NotYours(firm=firm.name if firm else asking.firm)
    return firm, Permission.HANDLE_AFFAIRS


def _filed(
    by: Viewer,
    using: Permission,
    application: Application,
    text: TextRead,
    judged: Judged,
    asking: Asking,
    firm: FirmNamed | None,
    now: datetime,
) -> Application:
    affair, application.filed_at = text.affair, now
    told = _told(by, application, text, judged, asking, firm)
    subject = ("enterprise", firm.key) if firm else ("applicant", by.key)
    opened = steps.open_case(
        by=actor_of(by, using),
        act="applications.file",
        kind="affair",
        subject=subject,
        profile=affair.profile,
        grade="",
        now=now,
        told=told,
    )
    with transaction.atomic(), opened as step:
        step.start("acceptance")
        application.case = step.case
        application.save(force_insert=True)
        _parts(application, judged.matters)
        hand_in(application, affair, asking.brought, actor_of(by, using), now)
        step.note(affair=affair.slug, channel=application.channel, matters=sorted(application.chosen))
        tell_window(application, step, _FILED, but=[by.person_id] if by.person_id else [], affair=affair.name)
        if using is Permission.HANDLE_AFFAIRS:
            tell_applicant(application, step, _FILED_FOR_YOU, affair=affair.name)
    return application


def _told(
    by: Viewer, application: Application, text: TextRead, judged: Judged, asking: Asking, firm: FirmNamed | None
) -> dict[str, object]:
    """What the trail says of it; personal answers are sealed."""
    affair = text.affair
    personal = sorted(str(judged.answers[key]) for key in judged.answers if text.concepts[key].is_personal)
    whose = ("affair-applicant", asking.form_key or f"{by.key} {application.filed_at.isoformat()}")
    return {
        "affair": f"{affair.slug}@{affair.edition}",
        "firm": firm.key if firm else "",
        "channel": application.channel,
        "matters": sorted(application.chosen),
        "personal": Personal(personal, of=whose) if personal else None,
    }


def _parts(application: Application, matters: Sequence[Matter]) -> None:
    """A part for each unit of each matter. Their legs are opened when the application is accepted and their turn has come."""
    open_now = organisations_open()
    rows = []
    for matter in matters:
        for unit in application.chosen[matter.key]:
            if unit not in open_now:
                fault = FieldFault(f"matters.{matter.key}", _UNIT_CLOSED.filled(unit=unit), _ASK_STEWARD)
                refusal = FormFaulty(count=1)
                refusal.faults = [fault]
                raise refusal
            rows.append(Part(application=application, matter=matter.key, unit_id=open_now[unit]))
    Part.objects.bulk_create(rows)


_UNIT_CLOSED = Label("单位“{unit}”不存在或已停用", "the unit “{unit}” is not there, or closed")
_ASK_STEWARD = Label("请系统管理员核对数据包", "ask the steward to look at the pack")
