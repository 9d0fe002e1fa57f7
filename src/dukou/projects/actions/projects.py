"""Registering a project as a lead, and setting right what was told of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from dukou.accounts.core.viewers import Viewer
from dukou.audit.actions import record
from dukou.enterprises.queries.profiles import id_of
from dukou.enterprises.queries.the_one import key_of_firm_meant
from dukou.kit.core.labels import Label
from dukou.projects.actions._steps import begun, held, office_id, past, said, task_force_id
from dukou.projects.actions.refusals import KeyTaken
from dukou.projects.core.kinds import MoveState
from dukou.projects.models import Project, StageStep
from dukou.projects.queries.pipeline import pipeline

_ROWS = ("office", "task_force", "enterprise", "brought_by")  # kept as the primary key of another table
AMENDABLE = ("name", "firm", "code", "origin", "about", "cluster", "node", "path", "referrer", *_ROWS)
_NAME, _FIRM = Label("项目名称", "the name of the project"), Label("投资方", "the investor")


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a project when it is registered. `office`: key of the office that keeps it; `on`: since when it is known (today).

    `enterprise`, `brought_by`: firms of the register, by code or whole name.
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
    key: str = ""
    on: date | None = None


def register(*, by: Viewer, told: Told, is_synthetic: bool = False, now: datetime | None = None) -> Project:
    """Register a project in the first stage of the pipeline. Its key is given, or made of its number."""
    actor, moment = begun(by, now)
    first, fields = pipeline().stages[0], _fields(by, told)
    on = past(told.on or timezone.localdate(moment), moment)
    with transaction.atomic():
        if Project.objects.filter(key=told.key).exists():
            raise KeyTaken(key=told.key)
        row = Project.objects.create(
            **fields,
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
        after = {"name": row.name, "firm": row.firm, "code": row.code, "office": told.office, "stage": first.key, "on": on}
        record(by=actor, act="projects.register", subject=("project", row.key), after=after, now=moment)
    return row


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
        row.save(update_fields=list(before))
        after = {name: wanted[name] for name in before}
        record(by=actor, act="projects.amend", subject=("project", project), before=before, after=after, reason=because, now=moment)
    return row


def _fields(by: Viewer, told: Told) -> dict[str, Any]:
    read = dict(_pair(by, name, getattr(told, name)) for name in AMENDABLE)
    return read | {"invitation": told.invitation}


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
