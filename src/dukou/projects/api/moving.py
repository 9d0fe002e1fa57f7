"""Registering a lead, moving a project on, saying how it fares, reporting progress, announcing a day."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Status as Answered

from dukou.projects.actions import dates, stages, statuses
from dukou.projects.actions import projects as registering
from dukou.projects.api.callers import KEEPS, Key, caller, router
from dukou.projects.api.ledger_shapes import ProjectReportSent
from dukou.projects.api.shapes import DateSent, LeadSent, MoveSent, ProjectDone, StatusSent
from dukou.projects.core.kinds import MoveState


@router.post("", response={201: ProjectDone}, summary="登记项目 · Register a project")
@KEEPS
def register(request: HttpRequest, sent: LeadSent) -> Answered[dict[str, Any]]:
    """Register a project in the first stage; it is given a key."""
    made = registering.register(by=caller(request), told=registering.Told(**sent.model_dump()))
    return Answered(201, {"key": made.key, "state": MoveState.STANDS})


@router.post("/{key}/moves", response={201: ProjectDone}, summary="进入阶段 · Move to a stage")
@KEEPS
def move(request: HttpRequest, key: Key, sent: MoveSent) -> Answered[dict[str, Any]]:
    """Claim that a project is in a stage since a day; a gate that does not say yes refuses and names what is missing."""
    step = stages.move(by=caller(request), project=key, to=sent.to, on=sent.on, reason=sent.reason, is_bypass=sent.bypass)
    return Answered(201, {"key": key, "state": step.state})


@router.post("/{key}/statuses", response={201: ProjectDone}, summary="变更状态 · Change the status")
@KEEPS
def status(request: HttpRequest, key: Key, sent: StatusSent) -> Answered[dict[str, Any]]:
    """Say how a project fares from now on."""
    statuses.change(by=caller(request), project=key, **sent.model_dump())
    return Answered(201, {"key": key, "state": MoveState.STANDS})


@router.post("/{key}/reports", response={201: ProjectDone}, summary="报告进展 · Report progress")
@KEEPS
def report(request: HttpRequest, key: Key, sent: ProjectReportSent) -> Answered[dict[str, Any]]:
    """Report what became of a project; a lead stays protected from that day on."""
    registering.report(by=caller(request), project=key, **sent.model_dump())
    return Answered(201, {"key": key, "state": MoveState.STANDS})


@router.post("/{key}/dates", response={201: ProjectDone}, summary="公布日期 · Announce a day")
@KEEPS
def announce(request: HttpRequest, key: Key, sent: DateSent) -> Answered[dict[str, Any]]:
    """Announce a day for a stage; a later one waits for a second person."""
    kept = dates.announce(by=caller(request), project=key, **sent.model_dump())
    return Answered(201, {"key": key, "state": kept.state})
