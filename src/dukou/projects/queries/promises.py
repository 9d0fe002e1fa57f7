"""Promises in sight, each with how it stands on a day: of one project, of all, or of a post that changes hands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Min, Q, QuerySet
from django.utils import timezone

from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries.organisations import organisation_names
from dukou.kit.core.labels import Label, same
from dukou.kit.core.refusals import Refusal
from dukou.kit.predicates import Predicate
from dukou.projects.core.kinds import MoveState
from dukou.projects.core.promise_kinds import FairVerdict, PromiseMark, PromiseState, Side
from dukou.projects.core.promises import Change, Made, Standing, standing
from dukou.projects.models import Project, Promise, PromiseStep, StageStep
from dukou.projects.queries.pipeline import pipeline_or_none
from dukou.projects.queries.visibility import visible_projects


class NoSuchPromise(Refusal):
    """The promise is not there, or the viewer may not see it."""

    code = "projects.no_such_promise"
    status = 404
    what = Label("没有查到第 {number} 号承诺", "there is no promise {number}")
    why = Label("没有这个编号，或您看不到它", "none has this number, or you may not see it")
    cure = Label("核对编号", "check the number")


def _may_see(viewer: Viewer) -> Q:
    """Whoever sees the project sees what both sides promised."""
    return Q(project__in=visible_projects.filter(viewer).values("pk"))


visible_promises: Predicate[Viewer, Promise] = Predicate(Promise, _may_see)


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
    """A promise with how it stands. `owner_name`: of who answers for it now, of the firm where it is the firm's own."""

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

    @property
    def waits(self) -> bool:
        """Whether a change waits for a second person."""
        return any(each.state is MoveState.WAITING for each in self.steps)


def promise_of(viewer: Viewer, number: int) -> Promise:
    """The promise with this number, or a refusal."""
    rows = visible_promises.filter(viewer, Promise.objects.filter(pk=number))
    found = rows.select_related("project", "owner", "authority").first()
    if found is None:
        raise NoSuchPromise(number=number)
    return found


def promise_told(viewer: Viewer, number: int, on: date) -> PromiseTold:
    """One promise with everything told of it, or a refusal."""
    return told_of([promise_of(viewer, number)], on)[0]


def promises_of(viewer: Viewer, project: Project, on: date) -> list[PromiseTold]:
    """The promises of a project in sight, in the order in which they were made."""
    rows = visible_promises.filter(viewer, Promise.objects.filter(project=project))
    return told_of(rows.select_related("project", "owner", "authority").order_by("pk"), on)


def promises_seen(
    viewer: Viewer,
    on: date,
    *,
    owner: str = "",
    post: str = "",
    state: PromiseState | None = None,
    side: Side | None = None,
    is_owed: bool = False,
) -> list[PromiseTold]:
    """All promises in sight that match; those due first come first, those without a day last. `owner`: who answers for it on the day."""
    rows = visible_promises.filter(viewer)
    if side is not None:
        rows = rows.filter(side=side.value)
    if owner:
        rows = rows.filter(Q(owner__key=owner) | Q(pk__in=PromiseStep.objects.filter(owner__key=owner).values("promise")))
    found = told_of(rows.select_related("project", "owner", "authority").order_by("pk"), on)
    chosen = [
        each
        for each in found
        if (not owner or each.now.owner == owner)
        and (not post or each.now.post == post)
        and (state is None or each.now.state is state)
        and (not is_owed or each.now.state.is_owed)
    ]
    return sorted(chosen, key=lambda each: (each.now.due_on or date.max, each.number))


def told_of(rows: Iterable[Promise] | QuerySet[Promise], on: date) -> list[PromiseTold]:
    """Promises with how they stand on the day, left out where they were not made by then. Four queries whatever their number."""
    found = list(rows)
    steps: dict[int, list[PromiseStep]] = {}
    for step in PromiseStep.objects.filter(promise__in=[each.pk for each in found]).select_related("owner").order_by("pk"):
        steps.setdefault(step.promise_id, []).append(step)
    came, names, stages = _came_on(found), organisation_names(), _stage_names()
    told = []
    for row in found:
        own = steps.get(row.pk, [])
        now = standing(_made(row, came), _changes(own), on)
        if now is not None:
            told.append(_told(row, own, now, names, stages))
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
    row: Promise, steps: Iterable[PromiseStep], now: Standing, names: Mapping[str, Label], stages: Mapping[str, Label]
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
        steps=tuple(_step_told(each) for each in steps),
    )


def _step_told(step: PromiseStep) -> StepTold:
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
        step.recorded_by,
        step.decided_by,
    )
