"""Registering a project as a lead, and setting right what was told of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.viewers import Viewer
from dukou.audit.actions import record
from dukou.chains.actions import invitations
from dukou.chains.core.kinds import InvitationState
from dukou.chains.queries.working import invitation
from dukou.enterprises.queries.profiles import id_of
from dukou.enterprises.queries.the_one import key_of_firm_meant
from dukou.kit.core.labels import Label
from dukou.projects.actions._first import earlier_one
from dukou.projects.actions._leads import lead_step, open_lead
from dukou.projects.actions._rivals import still_first
from dukou.projects.actions._steps import begun, for_own_office, held, office_id, past, said, task_force_id
from dukou.projects.actions.refusals import KeyTaken, NoSuchInvitation
from dukou.projects.core.kinds import MoveState
from dukou.projects.core.leads import Investor, LeadNote
from dukou.projects.models import LeadStep, Project, StageStep
from dukou.projects.queries.pipeline import pipeline

_ROWS = ("office", "task_force", "enterprise", "brought_by")  # kept as the primary key of another table
AMENDABLE = ("name", "firm", "code", "origin", "about", "cluster", "node", "path", "referrer", *_ROWS)
_NAME, _FIRM = Label("项目名称", "the name of the project"), Label("投资方", "the investor")
_HANDED = Label("登记为项目", "registered as a project")
_REPORT = Label("进展", "what was done")


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a project when it is registered. `office`: key of the office that keeps it; `on`: since when it is known (today).

    `enterprise`, `brought_by`: firms of the register, by code or whole name; `follows`: key of the project that it openly goes on from.
    """

    name: str
    firm: str
    office: str
    code: str = ""
    enterprise: str = ""
    brought_by: str = ""
    origin: str = ""
    about: str = ""
    cluster: str = ""
    node: str = ""
    invitation: int | None = None
    path: str = ""
    referrer: str = ""
    task_force: str = ""
    follows: str = ""
    key: str = ""
    on: date | None = None


def register(*, by: Viewer, told: Told, is_synthetic: bool = False, now: datetime | None = None) -> Project:
    """Register a project in the first stage of the pipeline. Its key is given, or made of its number.

    Refused while another project of the same investor is protected; where that is no more, the new one says which it follows.
    Who does not see all projects registers for his own offices and task forces.
    """
    actor, moment = begun(by, now)
    stages, fields = pipeline(), _fields(by, told)
    for_own_office(by, told.office, told.task_force)
    first, on = stages.stages[0], past(told.on or timezone.localdate(moment), moment)
    with transaction.atomic():
        if Project.objects.filter(key=told.key).exists():
            raise KeyTaken(key=told.key)
        investor, day = Investor(fields["firm"], fields["code"]), timezone.localdate(moment)
        if told.invitation is not None:
            fields |= _handed_over(by, told, moment)
        row = Project.objects.create(
            **fields,
            follows=earlier_one(by, investor, fields["enterprise_id"], day, stages, named=told.follows),
            registered_for_id=fields["office_id"],
            key=told.key or f"new-{moment.timestamp():.6f}".replace(".", "-"),
            stage=first.key,
            stage_since=on,
            registered_at=moment,
            registered_by=by.key,
            reported_on=on,
            is_synthetic=is_synthetic,
        )
        if not told.key:
            row.key = f"p{row.pk:05d}"
            row.save(update_fields=["key"])
        StageStep.objects.create(project=row, stage=first.key, on=on, state=MoveState.STANDS.value, recorded_at=moment, recorded_by=by.key)
        open_lead(actor, row, on, _after(row, told.office, on), stages, moment)
    return row


def report(*, by: Viewer, project: str, words: str, on: date | None = None, now: datetime | None = None) -> LeadStep:
    """Report what became of a project (every two weeks while it is a lead). It stays protected from that day on.

    Once its protection has lapsed, a report does not renew it where another project of the investor was registered meanwhile.
    """
    actor, moment = begun(by, now)
    text, day = said(words, _REPORT), past(on or timezone.localdate(moment), moment)
    with transaction.atomic():
        row = held(by, project)
        still_first(by, row, timezone.localdate(moment), pipeline())
        with lead_step(actor, row, "projects.report", {"said": text, "on": day}, moment) as step:
            if step is not None:
                step.stop("reported")
                step.start("reported")
            row.reported_on = max(row.reported_on, day)
            row.save(update_fields=["reported_on"])
            return LeadStep.objects.create(
                project=row, note=LeadNote.REPORTED.value, said=text, on=day, recorded_at=moment, recorded_by=by.key
            )


def amend(*, by: Viewer, project: str, reason: str, changes: dict[str, Any], now: datetime | None = None) -> Project:
    """Set right what was told of a project. Only what changes is judged, so that an old record can be mended."""
    actor, moment = begun(by, now)
    because = said(reason, Label("理由", "the reason"))
    with transaction.atomic():
        row = held(by, project)
        wanted = dict(_pair(by, name, value) for name, value in changes.items() if name in AMENDABLE)
        before = {name: getattr(row, name) for name, value in wanted.items() if getattr(row, name) != value}
        if not before:
            return row
        for name in before:
            setattr(row, name, wanted[name])
        if set(before) & {"firm", "code", "enterprise_id"}:
            investor, day = Investor(row.firm, row.code), timezone.localdate(moment)
            earlier_one(by, investor, row.enterprise_id, day, pipeline(), but={row.pk, row.follows_id})
            row.firm_core = investor.core
            row.save(update_fields=["firm_core"])
        row.save(update_fields=list(before))
        after = {name: wanted[name] for name in before}
        record(by=actor, act="projects.amend", subject=("project", project), before=before, after=after, reason=because, now=moment)
    return row


def _fields(by: Viewer, told: Told) -> dict[str, Any]:
    read = dict(_pair(by, name, getattr(told, name)) for name in AMENDABLE)
    return read | {"invitation": told.invitation, "firm_core": Investor(read["firm"]).core}


def _handed_over(by: Viewer, told: Told, now: datetime) -> dict[str, Any]:
    """Hand a line of the invitation list over, once: who registers it keeps the list too, or is refused. The project stands at its node."""
    line = None if told.invitation is None else invitation(told.invitation)
    if line is None:
        raise NoSuchInvitation(number=told.invitation)
    invitations.move(by=by, number=line.number, to=InvitationState.HANDED_OVER, words=f"{_HANDED.zh}：{told.name}", now=now)
    return {"node": told.node or line.node.ref}


def _after(row: Project, office: str, on: date) -> dict[str, Any]:
    told = {"name": row.name, "firm": row.firm, "code": row.code, "office": office, "stage": row.stage, "on": on}
    told |= {"invitation": row.invitation} if row.invitation else {}
    return told | ({"follows": row.follows.key} if row.follows else {})


def _pair(by: Viewer, name: str, value: str) -> tuple[str, Any]:
    column = f"{name}_id" if name in _ROWS else name
    return column, _read(by, column, value)


def _read(by: Viewer, column: str, value: Any) -> Any:
    """What is kept for what was written; `column` is the model's."""
    if column == "name":
        return said(value, _NAME)
    if column == "firm":
        return said(value, _FIRM)
    if column == "office_id":
        return office_id(value)
    if column == "task_force_id":
        return task_force_id(value)
    if column in ("enterprise_id", "brought_by_id"):
        return id_of(by, key_of_firm_meant(by, value)) if value else None
    return value.strip()
