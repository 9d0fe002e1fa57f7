"""The ledger of dates: a first day is announced, a later one takes a reason and a second person."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from dukou.accounts.actions import approvals
from dukou.accounts.actions.approvals import APPROVABLE, Approvable, Told
from dukou.accounts.core.viewers import Viewer
from dukou.audit.actions import record
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label, same
from dukou.kit.core.refusals import Refusal
from dukou.projects.actions._dates import project_next
from dukou.projects.actions._second import DECIDES, address_of, at_work, both_locked, called, stage_name
from dukou.projects.actions._steps import begun, held, said
from dukou.projects.actions.stage_refusals import NoSuchStage
from dukou.projects.core.dates import DateLine, out_of_order
from dukou.projects.core.kinds import MoveState
from dukou.projects.core.pipeline import Pipeline
from dukou.projects.models import AnnouncedDate, Project
from dukou.projects.queries.dates import ledger
from dukou.projects.queries.pipeline import pipeline

ACT = "dates.confirm"
_NOT_KEPT = Label("日期没有记下", "the day was not recorded")


class StageReached(Refusal):
    """What has happened is not announced."""

    code = "projects.stage_reached"
    status = 409
    what = _NOT_KEPT
    why = Label("项目已在 {day} 进入“{stage}”", "the project came to “{stage}” on {day}")
    cure = Label("只为还没到的阶段公布日期", "announce days for stages that lie ahead")


class DayOutOfOrder(Refusal):
    """Days follow the order of the stages."""

    code = "projects.day_out_of_order"
    what = _NOT_KEPT
    why = Label("“{stage}”{day} 与“{other}”{held} 先后颠倒", "{day} for “{stage}” and {held} for “{other}” are the wrong way round")
    cure = Label("核对日期；要改的话先改“{other}”", "check the day; to move it, move “{other}” first")


class DayUnchanged(Refusal):
    """A new day is another day."""

    code = "projects.day_unchanged"
    status = 409
    what = _NOT_KEPT
    why = Label("“{stage}”的日期已是 {day}，或有一个新日期还在等确认", "“{stage}” stands at {day} already, or another day for it waits")
    cure = Label("写另一个日期，或等它办完", "give another day, or wait until it is decided")


def announce(
    *, by: Viewer, project: str, stage: str, day: date, said_by: str, reason: str = "", now: datetime | None = None
) -> AnnouncedDate:
    """Announce the day on which a project is to come to a stage. The first stands at once; a later one waits for a second person."""
    actor, moment = begun(by, now)
    who, stages = said(said_by, Label("谁公布的", "who announced it")), pipeline()
    with transaction.atomic():
        row = held(by, project)
        lines = {line.stage.key: line for line in ledger(row, stages)}
        _fits(stages, lines, stage, day)
        present = lines.get(stage)
        was = present.standing if present else None
        because = said(reason, Label("改期的理由", "why it moves")) if was else reason.strip()
        if was and (was == day or _waits(row, stage)):
            raise DayUnchanged(stage=stage_name(stages, stage), day=was)
        kept = AnnouncedDate.objects.create(
            project=row,
            stage=stage,
            day=day,
            said_by=who,
            reason=because,
            state=(MoveState.WAITING if was else MoveState.STANDS).value,
            recorded_at=moment,
            recorded_by=by.key,
        )
        after = {"date": kept.pk, "stage": stage, "day": day, "said_by": who, "state": kept.state}
        record(by=actor, act="dates.announce", subject=("project", project), before={"day": was}, after=after, reason=because, now=moment)
        if was:
            told = {"name": row.name, "stage": stage, "day": day.isoformat(), "was": was.isoformat()}
            payload = {"date": kept.pk, "project": project} | told
            approvals.ask(by=actor, act=ACT, payload=payload, reason=because, now=moment)
        else:
            project_next(row, stages)
            row.save()
    return kept


def confirm(*, by: Actor, number: int, reason: str, now: datetime) -> AnnouncedDate:
    """Let a later day stand; carried out by the approval of a second person."""
    return _decide(by, number, MoveState.STANDS, ACT, reason, now)


def turn_down(*, by: Actor, number: int, reason: str, now: datetime) -> AnnouncedDate:
    """Note that the second person did not agree; the day that stood stands."""
    return _decide(by, number, MoveState.REFUSED, "dates.turn_down", reason, now)


def _decide(by: Actor, number: int, state: MoveState, act: str, reason: str, now: datetime) -> AnnouncedDate:
    with transaction.atomic():
        (kept, row), stages = both_locked(AnnouncedDate.objects.all(), number), pipeline()
        if state is MoveState.STANDS:  # what came in between may have made it impossible
            at_work(row)
            _fits(stages, {line.stage.key: line for line in ledger(row, stages)}, kept.stage, kept.day)
        kept.state, kept.decided_at, kept.decided_by, kept.decided_reason = state.value, now, str(by), reason[:500]
        kept.save()
        project_next(row, stages)
        row.save()
        after = {"date": number, "stage": kept.stage, "day": kept.day, "state": kept.state}
        record(by=by, act=act, subject=("project", row.key), after=after, reason=reason, now=now)
    return kept


def _fits(stages: Pipeline, lines: dict[str, DateLine], stage: str, day: date) -> None:
    if stages.stage(stage) is None:
        raise NoSuchStage(stage=stage, known=same("、".join(each.key for each in stages.stages)))
    present = lines.get(stage)
    if present is not None and present.reached is not None:
        raise StageReached(stage=present.stage.name, day=present.reached)
    other = out_of_order(stages, lines.values(), stage, day)
    if other is not None:
        raise DayOutOfOrder(stage=stage_name(stages, stage), day=day, other=other.stage.name, held=other.reached or other.standing)


def _waits(row: Project, stage: str) -> bool:
    return AnnouncedDate.objects.filter(project=row, stage=stage, state=MoveState.WAITING.value).exists()


def _described(payload: dict[str, Any]) -> Label:
    name = stage_name(pipeline(), payload["stage"])
    project = payload.get("name") or payload["project"]
    return Label(
        f"项目“{project}”的“{name.zh}”由 {payload['was']} 改到 {payload['day']}",
        f"project “{project}”: “{name.en}” from {payload['was']} to {payload['day']}",
    )


def _told(payload: dict[str, Any]) -> Told:
    kept = AnnouncedDate.objects.select_related("project").get(pk=payload["date"])
    return [
        *called(kept.project),
        (Label("阶段", "Stage"), stage_name(pipeline(), kept.stage)),
        (Label("原定日期", "It stood at"), payload["was"]),
        (Label("新的日期", "The new day"), kept.day.isoformat()),
        (Label("谁公布的", "Announced by"), kept.said_by),
    ]


def _carry_out(by: Actor, payload: dict[str, Any], reason: str, now: datetime) -> None:
    confirm(by=by, number=payload["date"], reason=reason, now=now)


def _turned_down(by: Actor, payload: dict[str, Any], reason: str, now: datetime) -> None:
    turn_down(by=by, number=payload["date"], reason=reason, now=now)


APPROVABLE.add(
    ACT,
    Approvable(
        ACT,
        Label("同意项目改期", "agree to a new day of a project"),
        _described,
        _carry_out,
        _turned_down,
        address_of,
        _told,
        needs=DECIDES,
    ),
)
