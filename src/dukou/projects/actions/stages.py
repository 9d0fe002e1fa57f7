"""Moving a project into a stage: through the gates on the way, by two people where money or production is claimed, never silently."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from dukou.accounts.actions import approvals
from dukou.accounts.actions.approvals import APPROVABLE, Approvable, Told
from dukou.accounts.core.viewers import Viewer
from dukou.audit.actions import record
from dukou.kit.core.actors import Actor
from dukou.kit.core.labels import Label, joined, same
from dukou.projects.actions._dates import project_next
from dukou.projects.actions._leads import close_lead_case
from dukou.projects.actions._second import DECIDES, address_of, at_work, both_locked, called, gates_again, stage_name
from dukou.projects.actions._steps import begun, held, past
from dukou.projects.actions.stage_refusals import (
    DayBeforeStage,
    GateShut,
    GateShutMeanwhile,
    MovedMeanwhile,
    NoSuchStage,
    ReasonMissing,
    SameStage,
    StepWaits,
)
from dukou.projects.core.kinds import MoveState
from dukou.projects.core.moves import Move, move_of
from dukou.projects.core.pipeline import Pipeline
from dukou.projects.models import Project, StageStep
from dukou.projects.queries.gates import Gate, gates_on
from dukou.projects.queries.pipeline import pipeline
from dukou.rules.actions.decisions import decide
from dukou.rules.core.answers import Answer

ACT = "stages.enter"


def move(
    *, by: Viewer, project: str, to: str, on: date, reason: str = "", is_bypass: bool = False, now: datetime | None = None
) -> StageStep:
    """Claim that a project is in another stage since a day. It stands at once, or once a second person has confirmed it.

    A gate that does not say yes refuses, and names what is missing; `is_bypass` goes in all the same, with a reason and a second person.
    """
    actor, moment = begun(by, now)
    stages, because = pipeline(), reason.strip()
    with transaction.atomic():
        row = held(by, project)
        wanted = _wanted(row, stages, to)
        _in_order(row, wanted, past(on, moment), because)
        gates = gates_on(by, row, wanted, stages, timezone.localdate(moment))
        shut = [gate for gate in gates if not gate.is_open]
        if shut and not is_bypass:
            raise GateShut(stage=shut[0].stage.name, missing=_missing(shut))
        if shut and not because:
            raise ReasonMissing(what_for=Label("绕过关口", "going round a gate"))
        takes_two = wanted.takes_two or bool(shut)
        step = _kept(
            row, wanted, on, because, is_bypass=bool(shut), state=MoveState.WAITING if takes_two else MoveState.STANDS, by=by, now=moment
        )
        step.answer = [_answered(gate, actor, row, step, stages, moment) for gate in gates]
        step.save(update_fields=["answer"])
        after = {"step": step.pk, "stage": to, "on": on, "bypass": step.is_bypass, "state": step.state, "skipped": step.skipped}
        before = {"stage": row.stage}
        record(by=actor, act="stages.move", subject=("project", project), before=before, after=after, reason=because, now=moment)
        if takes_two:
            payload = {"step": step.pk, "project": project, "name": row.name, "stage": to, "on": on.isoformat(), "bypass": step.is_bypass}
            approvals.ask(by=actor, act=ACT, payload=payload, reason=because or str(wanted.to.name.zh), now=moment)
        else:
            _stand(row, step, stages, actor, moment)
    return step


def enter(*, by: Actor, number: int, reason: str, now: datetime) -> StageStep:
    """Let a claimed move stand; carried out by the approval of a second person. The gates are asked again on that day.

    What was claimed through open gates does not stand through a shut one; going round it is a claim of its own.
    """
    with transaction.atomic():
        (step, row), stages = _waiting(number), pipeline()
        if at_work(row).stage != step.before:
            raise MovedMeanwhile(key=row.key)
        _still_open(step, row, stages, by, now)
        _decided(step, MoveState.STANDS, by, reason, now)
        _stand(row, step, stages, by, now)
        before, after = {"stage": step.before}, {"step": number, "stage": step.stage, "on": step.on, "bypass": step.is_bypass}
        record(by=by, act=ACT, subject=("project", row.key), before=before, after=after, reason=reason, now=now)
    return step


def turn_down(*, by: Actor, number: int, reason: str, now: datetime) -> StageStep:
    """Note that the second person did not agree; the project stays where it was."""
    with transaction.atomic():
        step, row = _waiting(number)
        _decided(step, MoveState.REFUSED, by, reason, now)
        after = {"step": number, "stage": step.stage}
        record(by=by, act="stages.turn_down", subject=("project", row.key), after=after, reason=reason, now=now)
    return step


def _wanted(row: Project, stages: Pipeline, to: str) -> Move:
    if stages.stage(to) is None or stages.stage(row.stage) is None:
        known = "、".join(stage.key for stage in stages.stages)
        raise NoSuchStage(stage=to if stages.stage(to) is None else row.stage, known=same(known))
    if to == row.stage:
        raise SameStage(stage=stages.stages[stages.place(to)].name)
    if StageStep.objects.filter(project=row, state=MoveState.WAITING.value).exists():
        raise StepWaits(key=row.key)
    return move_of(stages, row.stage, to)


def _in_order(row: Project, wanted: Move, on: date, reason: str) -> None:
    if on < row.stage_since:
        raise DayBeforeStage(day=on, to=wanted.to.name, since=row.stage_since, before=wanted.before.name)
    if wanted.takes_reason and not reason:
        jumped = joined([stage.name for stage in wanted.skipped], zh="、", en=", ")
        over = Label(f"跳过“{jumped.zh}”", f"jumping over “{jumped.en}”")
        raise ReasonMissing(what_for=Label("退回前面的阶段", "going back") if wanted.is_back else over)


def _missing(shut: Sequence[Gate]) -> Label:
    """What does not hold and what is not known, sentence by sentence."""
    return joined([each for gate in shut for each in _wanting(gate)], zh="；", en="; ")


def _wanting(gate: Gate) -> list[Label]:
    told = [reason.condition for reason in gate.told.reasons if reason.answer is not Answer.YES]
    return [each.text or same(each.clause) for each in told]


def _kept(row: Project, wanted: Move, on: date, reason: str, *, is_bypass: bool, state: MoveState, by: Viewer, now: datetime) -> StageStep:

    return StageStep.objects.create(
        project=row,
        before=row.stage,
        stage=wanted.to.key,
        on=on,
        state=state.value,
        skipped=[stage.key for stage in wanted.skipped],
        is_bypass=is_bypass,
        reason=reason,
        recorded_at=now,
        recorded_by=by.key,
    )


def _answered(gate: Gate, actor: Actor, row: Project, step: StageStep, stages: Pipeline, now: datetime) -> dict[str, Any]:
    kept = decide(by=actor, explanation=gate.told, key=row.key, place=stages.division, purpose=f"gate/{step.pk}", now=now)
    book = gate.told.book
    said = {"answer": gate.told.answer.value, "decision": kept.pk, "missing": [each.as_dict() for each in _wanting(gate)]}
    return {"stage": gate.stage.key, "book": book.slug, "name": book.name.as_dict(), "version": book.version} | said


def _stand(row: Project, step: StageStep, stages: Pipeline, by: Actor, now: datetime) -> None:
    row.stage, row.stage_since = step.stage, step.on
    row.reported_on = max(row.reported_on, step.on)
    project_next(row, stages)
    row.save()
    close_lead_case(by, row, now)


def _still_open(step: StageStep, row: Project, stages: Pipeline, by: Actor, now: datetime) -> None:
    """Refuse where a gate has shut since the claim; what the gates say now is kept beside what they said then."""
    gone = next((each for each in (step.before, step.stage) if stages.stage(each) is None), "")
    if gone:  # the pack has other stages since
        raise NoSuchStage(stage=gone, known=same("、".join(stage.key for stage in stages.stages)))
    if step.is_bypass:
        return
    gates = gates_again(row, move_of(stages, step.before, step.stage), stages, timezone.localdate(now))
    shut = [gate for gate in gates if not gate.is_open]
    if shut:
        raise GateShutMeanwhile(stage=shut[0].stage.name, missing=_missing(shut))
    for gate in gates:
        _answered(gate, by, row, step, stages, now)


def _waiting(number: int) -> tuple[StageStep, Project]:
    step, row = both_locked(StageStep.objects.all(), number)
    if step.state != MoveState.WAITING.value:
        raise MovedMeanwhile(key=row.key)
    return step, row


def _decided(step: StageStep, state: MoveState, by: Actor, reason: str, now: datetime) -> None:
    step.state, step.decided_at, step.decided_by, step.decided_reason = state.value, now, str(by), reason[:500]
    step.save()


def _described(payload: dict[str, Any]) -> Label:
    name, project = stage_name(pipeline(), payload["stage"]), payload.get("name") or payload["project"]
    zh, en = ("（绕过关口）", " (round a gate)") if payload["bypass"] else ("", "")
    return Label(
        f"项目“{project}”自 {payload['on']} 进入“{name.zh}”{zh}",
        f"project “{project}” is in “{name.en}” since {payload['on']}{en}",
    )


def _told(payload: dict[str, Any]) -> Told:
    step, stages = StageStep.objects.select_related("project").get(pk=payload["step"]), pipeline()
    found: Told = [
        *called(step.project),
        (Label("由哪个阶段", "From the stage"), stage_name(stages, step.before)),
        (Label("进入阶段", "To the stage"), stage_name(stages, step.stage)),
        (Label("自哪天起", "Since"), step.on.isoformat()),
    ]
    for each in step.answer:
        found += _gate_told(each)
    return found


def _gate_told(kept: dict[str, Any]) -> Told:
    """What a gate said when the move was claimed: the book by name, its answer, and where it did not say yes the sentences wanting."""
    answer, name = Answer.of(kept["answer"]), Label(**kept["name"]) if "name" in kept else same(kept["book"])
    found: Told = [(Label(f"关口：{name.zh}", f"Gate: {name.en}"), answer.label)]
    if wanting := [Label(**each) for each in kept.get("missing", [])]:
        found.append((Label("还差", "It wants"), joined(wanting, zh="；", en="; ")))
    return found


def _carry_out(by: Actor, payload: dict[str, Any], reason: str, now: datetime) -> None:
    enter(by=by, number=payload["step"], reason=reason, now=now)


def _turned_down(by: Actor, payload: dict[str, Any], reason: str, now: datetime) -> None:
    turn_down(by=by, number=payload["step"], reason=reason, now=now)


APPROVABLE.add(
    ACT,
    Approvable(
        ACT,
        Label("确认项目进入阶段", "confirm a project's stage"),
        _described,
        _carry_out,
        _turned_down,
        address_of,
        _told,
        needs=DECIDES,
    ),
)
