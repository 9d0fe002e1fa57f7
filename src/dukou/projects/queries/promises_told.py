"""A promise as pages show it: what was told of it, how it stands on a day, and how much of it a reader is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Min, QuerySet
from django.utils import timezone

from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries.organisations import organisation_names
from dukou.kit.core.labels import Label, same
from dukou.kit.predicates import Predicate
from dukou.projects.core.kinds import MoveState
from dukou.projects.core.promise_kinds import FairVerdict, PromiseMark, Side
from dukou.projects.core.promises import Change, Made, Standing, standing
from dukou.projects.models import Project, Promise, PromiseStep, StageStep
from dukou.projects.queries.pipeline import pipeline_or_none
from dukou.projects.queries.visibility import inner_projects, visible_projects


@dataclass(frozen=True, slots=True)
class StepTold:
    """What was told of a promise, as pages show it; `owner_name` of a hand-over."""

    mark: PromiseMark
    state: MoveState
    on: date
    evidence: str
    reason: str
    due_on: date | None
    owner_name: Label | str
    post: str
    verdict: FairVerdict | None
    recorded_by: str
    decided_by: str


@dataclass(frozen=True, slots=True)
class PromiseTold:
    """A promise with how it stands. `owner_name`: of who answers for it now, of the firm where it is the firm's own.

    `inside`: whether the reader works on its project; if not, `steps` are those that stand, without who told them. `is_open`: whether he
    sees the project.
    """

    number: int
    project: str
    project_name: str
    firm: str
    side: Side
    text: str
    legal_basis: str
    written_in: str
    authority: Label | str
    verdict_reason: str
    measure: str
    trigger: Label | str
    waits_for_stage: bool
    within: int
    origin: str
    made_on: date
    first_due_on: date | None
    is_synthetic: bool
    now: Standing
    owner_name: Label | str
    steps: tuple[StepTold, ...]
    inside: bool
    is_open: bool

    @property
    def waits(self) -> bool:
        """Whether a change waits for a second person."""
        return any(each.state is MoveState.WAITING for each in self.steps)


def told_of(viewer: Viewer, rows: Iterable[Promise] | QuerySet[Promise], on: date) -> list[PromiseTold]:
    """Promises with how they stand on the day, left out where they were not made by then. Six queries whatever their number.

    Who does not work on a project is told what stands alone: a change that waits or was turned down, with its reason, is the offices' own.
    """
    found = list(rows)
    steps: dict[int, list[PromiseStep]] = {}
    for step in PromiseStep.objects.filter(promise__in=[each.pk for each in found]).select_related("owner").order_by("pk"):
        steps.setdefault(step.promise_id, []).append(step)
    came, names, stages = _came_on(found), organisation_names(), _stage_names()
    inner, seen = (_among(each, viewer, found) for each in (inner_projects, visible_projects))
    told = []
    for row in found:
        own = steps.get(row.pk, [])
        now = standing(_made(row, came), _changes(own), on)
        if now is not None:
            told.append(_told(row, own, now, names, stages, inside=row.project_id in inner, is_open=row.project_id in seen))
    return told


def standing_of(row: Promise, on: date) -> Standing | None:
    """How one promise stands on the day."""
    return standing(_made(row, _came_on([row])), _changes(row.steps.select_related("owner").order_by("pk")), on)


def _made(row: Promise, came: Mapping[tuple[int, str], date]) -> Made:
    return Made(
        row.made_on,
        row.due_on,
        came.get((row.project_id, row.trigger)),
        row.within,
        row.owner.key if row.owner else "",
        row.post,
        FairVerdict.of(row.verdict) if row.verdict else None,
    )


def _changes(steps: Iterable[PromiseStep]) -> list[Change]:
    """What stands, from the day on which it does: what took two people, from the day on which the second agreed."""
    return [
        Change(
            PromiseMark.of(step.mark),
            timezone.localdate(step.decided_at) if step.decided_at else step.on,
            step.due_on,
            step.owner.key if step.owner else "",
            step.post,
            FairVerdict.of(step.verdict) if step.verdict else None,
        )
        for step in steps
        if step.state == MoveState.STANDS.value
    ]


def _among(predicate: Predicate[Viewer, Project], viewer: Viewer, rows: Iterable[Promise]) -> frozenset[int]:
    """The projects of these promises that the viewer may treat in this way."""
    meant = Project.objects.filter(pk__in={row.project_id for row in rows})
    return frozenset(predicate.filter(viewer, meant).order_by().values_list("pk", flat=True))


def _came_on(rows: Iterable[Promise]) -> dict[tuple[int, str], date]:
    """When each project came first to the stage on which a promise waits, or to one beyond it."""
    waiting = {(row.project_id, row.trigger) for row in rows if row.trigger}
    known = pipeline_or_none()
    if not waiting or known is None:
        return {}
    first: dict[int, list[tuple[int, date]]] = {}
    stood = StageStep.objects.filter(project__in={project for project, _ in waiting}, state=MoveState.STANDS.value)
    for project, stage, on in stood.values_list("project", "stage").annotate(first=Min("on")).order_by():
        if known.stage(stage):
            first.setdefault(project, []).append((known.place(stage), on))
    came = {}
    for project, trigger in waiting:
        days = [on for place, on in first.get(project, []) if known.stage(trigger) and place >= known.place(trigger)]
        if days:
            came[project, trigger] = min(days)
    return came


def _stage_names() -> dict[str, Label]:
    known = pipeline_or_none()
    return {each.key: each.name for each in known.stages} if known else {}


def _told(
    row: Promise,
    steps: Iterable[PromiseStep],
    now: Standing,
    names: Mapping[str, Label],
    stages: Mapping[str, Label],
    *,
    inside: bool,
    is_open: bool,
) -> PromiseTold:
    return PromiseTold(
        number=row.pk,
        project=row.project.key,
        project_name=row.project.name,
        firm=row.project.firm,
        side=Side.of(row.side),
        text=row.text,
        legal_basis=row.legal_basis,
        written_in=row.written_in,
        authority=row.authority.label if row.authority else "",
        verdict_reason=row.verdict_reason,
        measure=row.measure,
        trigger=stages.get(row.trigger, same(row.trigger)) if row.trigger else "",
        waits_for_stage=row.trigger in stages,
        within=row.within,
        origin=row.origin,
        made_on=row.made_on,
        first_due_on=row.due_on,
        is_synthetic=row.is_synthetic,
        now=now,
        owner_name=names.get(now.owner, now.owner) or row.project.firm,
        steps=tuple(_step_told(each, inside=inside) for each in steps if inside or each.state == MoveState.STANDS.value),
        inside=inside,
        is_open=is_open,
    )


def _step_told(step: PromiseStep, *, inside: bool) -> StepTold:
    return StepTold(
        PromiseMark.of(step.mark),
        MoveState.of(step.state),
        timezone.localdate(step.decided_at) if step.decided_at else step.on,
        step.evidence,
        step.reason,
        step.due_on,
        step.owner.label if step.owner else "",
        step.post,
        FairVerdict.of(step.verdict) if step.verdict else None,
        step.recorded_by if inside else "",
        step.decided_by if inside else "",
    )
