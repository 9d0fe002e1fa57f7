"""An application is filed, by the firm or at the window on its behalf; it may be taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from dukou.accounts.core.permissions import Permission
from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries import actor_of
from dukou.accounts.queries.organisations import organisations_open
from dukou.affairs.actions._outgoing import queue
from dukou.affairs.actions._papers import Brought, hand_in
from dukou.affairs.actions._steps import by_applicant, close, move, said, tell_applicant, tell_unit, tell_window
from dukou.affairs.actions.refusals import ApplicantMissing, FormFaulty, NothingChosen, NotYours, OtherEdition
from dukou.affairs.core.affairs import Matter
from dukou.affairs.core.concepts import Answer
from dukou.affairs.core.forms import Judged, units_of
from dukou.affairs.core.kinds import AffairAct, AffairEnding, FilingChannel, OutgoingKind, Provenance
from dukou.affairs.models import Application, Part
from dukou.affairs.queries.texts import TextRead, affair_in_force
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
_WITHDRAWN = Label("{applicant} 撤回了第 {number} 号申请", "{applicant} took back application {number}")


@dataclass(frozen=True)
class Asking:
    """What is asked: the affair by slug, units by matter, answers by concept as they were typed, and what comes for the materials.

    `firm`: key of the enterprise; `applicant`: the name of one that is yet to be. `edition`: of the form that was filled in, where it says.
    `form_key`: the same from the same person files once.
    """

    slug: str
    chosen: Mapping[str, Sequence[str]]
    answers: Mapping[str, object]
    firm: str = ""
    applicant: str = ""
    edition: str = ""
    form_key: str = ""
    brought: Mapping[str, Brought] = field(default_factory=dict)


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


def judged_form(text: TextRead, asking: Asking) -> Judged:
    """What the form says of what is asked; refused with every fault where it is not whole."""
    chosen = frozenset(asking.chosen)
    strangers = [key for key in asking.chosen if key not in text.affair.by_key]
    judged = text.form(chosen).judge(asking.answers, asking.chosen)
    faults = [FieldFault(f"matters.{key}", _NO_MATTER.filled(affair=text.affair.name), _MATTERS) for key in strangers] + list(judged.faults)
    if not judged.matters:
        raise NothingChosen()
    if faults:
        refusal = FormFaulty(count=len(faults))
        refusal.faults = faults
        raise refusal
    return judged


def with_provenance(text: TextRead, answers: Mapping[str, Answer], known: Mapping[str, str]) -> dict[str, dict[str, object]]:
    """Each answer with where it comes from: the register's if it says the same, else typed."""
    found = {}
    for key, answer in answers.items():
        column = text.concepts[key].register
        source = Provenance.KNOWN if column and known.get(column) == str(answer) else Provenance.TYPED
        found[key] = {"value": answer, "from": source.value}
    return found


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
    personal = sorted(str(judged.answers[key]) for key in judged.answers if text.concepts[key].is_personal)
    told = {
        "affair": f"{affair.slug}@{affair.edition}",
        "firm": firm.key if firm else "",
        "channel": application.channel,
        "matters": sorted(application.chosen),
        "personal": Personal(personal, of=("affair-applicant", asking.form_key or f"{by.key} {now.isoformat()}")) if personal else None,
    }
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


_NO_MATTER = Label("“{affair}”没有这一事项", "“{affair}” has no such matter")
_MATTERS = Label("见 dukou affairs form", "see dukou affairs form")
_UNIT_CLOSED = Label("单位“{unit}”不存在或已停用", "the unit “{unit}” is not there, or closed")
_ASK_STEWARD = Label("请系统管理员核对数据包", "ask the steward to look at the pack")
