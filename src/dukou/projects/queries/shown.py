"""One project as its page shows it: what happened, what is claimed and waits, what the next gate wants."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from dukou.accounts.core.viewers import Viewer
from dukou.accounts.queries.people import actor_names
from dukou.kit.core.labels import Label, same
from dukou.projects.core.dates import DateLine
from dukou.projects.core.kinds import MoveState, ProjectStatus
from dukou.projects.core.pipeline import Pipeline, Stage
from dukou.projects.models import AnnouncedDate, Project, StageStep, StatusStep
from dukou.projects.queries.dates import ledgers_told, waiting_dates
from dukou.projects.queries.gates import Gate, next_gate
from dukou.projects.queries.lists import ListedProject, listed
from dukou.projects.queries.visibility import is_inside


@dataclass(frozen=True, slots=True)
class StepTold:
    """One move, in words. `by`, `decided_by`: who claimed and who decided, None for readers who are not told names."""

    stage: Label
    on: date
    state: MoveState
    is_bypass: bool
    skipped: tuple[Label, ...]
    reason: str
    answers: tuple[tuple[str, str, int], ...]
    recorded_at: datetime
    by: Label | None
    decided_by: Label | None
    decided_reason: str


@dataclass(frozen=True, slots=True)
class StatusTold:
    """A change of status."""

    status: ProjectStatus
    reason: str
    lost: Label | None
    lost_to: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class ProjectTold:
    """All of it. `inside`: whether the reader works on it; `following`, `gates`: the next stage and what its gate says."""

    row: Project
    inside: bool
    line: ListedProject
    steps: tuple[StepTold, ...]
    statuses: tuple[StatusTold, ...]
    dates: tuple[DateLine, ...]
    waiting: tuple[AnnouncedDate, ...]
    following: Stage | None
    gates: tuple[Gate, ...]

    @property
    def step_waiting(self) -> StepTold | None:
        """The move that waits for a second person."""
        return next((step for step in self.steps if step.state is MoveState.WAITING), None)


def told_of(viewer: Viewer, row: Project, pipeline: Pipeline, today: date) -> ProjectTold:
    """The project in somebody's eyes; who does not work on it is told neither names nor reasons nor gates nor what waits."""
    inside = is_inside(viewer, row)
    following, gates = next_gate(viewer, row, pipeline, today) if inside and not ProjectStatus.of(row.status).is_over else (None, [])
    steps = [step for step in row.steps.order_by("id") if inside or step.state == MoveState.STANDS.value]
    names = actor_names({name for step in steps for name in (step.recorded_by, step.decided_by) if name}) if inside else {}
    return ProjectTold(
        row=row,
        inside=inside,
        line=listed(row, pipeline, today),
        steps=tuple(_step(step, pipeline, names, inside=inside) for step in steps),
        statuses=tuple(_status(each, pipeline) for each in row.statuses.order_by("id")) if inside else (),
        dates=tuple(ledgers_told(viewer, [row.pk], pipeline)[row.pk]),
        waiting=tuple(waiting_dates(row)) if inside else (),
        following=following,
        gates=tuple(gates),
    )


def registered_as(row: Project) -> dict[str, str]:
    """What was told of a project when it was registered, as its form takes it; firms of the register by their key."""
    plain = {name: getattr(row, name) for name in ("name", "firm", "code", "origin", "about", "cluster", "path", "referrer")}
    others = {"task_force": row.task_force, "enterprise": row.enterprise, "brought_by": row.brought_by}
    return plain | {"office": row.office.key} | {name: each.key if each else "" for name, each in others.items()}


def _step(step: StageStep, pipeline: Pipeline, names: dict[str, Label], *, inside: bool) -> StepTold:
    return StepTold(
        stage=_name(pipeline, step.stage),
        on=step.on,
        state=MoveState.of(step.state),
        is_bypass=step.is_bypass,
        skipped=tuple(_name(pipeline, key) for key in step.skipped),
        reason=step.reason if inside else "",
        answers=tuple((f"{each['book']}/{each['version']}", each["answer"], each["decision"]) for each in step.answer) if inside else (),
        recorded_at=step.recorded_at,
        by=names.get(step.recorded_by),
        decided_by=names.get(step.decided_by),
        decided_reason=step.decided_reason if inside else "",
    )


def _status(each: StatusStep, pipeline: Pipeline) -> StatusTold:
    return StatusTold(ProjectStatus.of(each.status), each.reason, pipeline.lost.get(each.lost), each.lost_to, each.recorded_at)


def _name(pipeline: Pipeline, key: str) -> Label:
    found = pipeline.stage(key)
    return found.name if found else same(key)
