"""The board, lists of projects, one project."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query

from dukou.accounts.queries import request_viewer
from dukou.kit.answers import PAGE, Limit, Page
from dukou.projects.api.callers import Key, Short, router
from dukou.projects.api.shapes import ProjectBoard, ProjectLine, ProjectWhole
from dukou.projects.core.entrance import SEES
from dukou.projects.core.kinds import ProjectLight, ProjectStatus
from dukou.projects.queries.board import board as board_of
from dukou.projects.queries.gates import Gate
from dukou.projects.queries.lists import ListedProject, Narrowed, page_of
from dukou.projects.queries.pipeline import pipeline
from dukou.projects.queries.shown import told_of
from dukou.projects.queries.visibility import project_of
from dukou.rules.core.answers import Answer

BeforeNumber = Annotated[int, Query(ge=0, le=2**63 - 1, description="上一页给出的 next · The `next` of the page before")]


@router.get("/board", response=ProjectBoard, summary="项目看板 · The board")
@SEES
def board(request: HttpRequest) -> dict[str, Any]:
    """How many projects are in each stage, what is late, what stands still."""
    found = board_of(request_viewer(request), pipeline(), timezone.localdate())
    stages = [
        {"stage": each.stage.key, "name": each.stage.name}
        | {name: getattr(each, name) for name in ("count", "long", "red", "yellow", "oldest")}
        for each in found.stages
    ]
    overdue = [{"key": rule.key, "name": rule.name, "days": rule.days, "count": count} for rule, count in found.overdue]
    statuses = {status.value: count for status, count in found.statuses.items()}
    return {"in_work": found.in_work, "stages": stages, "overdue": overdue, "statuses": statuses}


@router.get("", response=Page[ProjectLine], summary="项目清单 · Projects, page by page")
@SEES
def projects(
    request: HttpRequest,
    stage: Short = "",
    status: Annotated[ProjectStatus | None, Query(description="状态，缺省为在办 · Status; those in work by default")] = None,
    light: Annotated[ProjectLight | None, Query(description="进度灯 · Light")] = None,
    overdue: Short = "",
    office: Short = "",
    text: Short = "",
    after: BeforeNumber = 0,
    limit: Limit = PAGE,
) -> dict[str, Any]:
    """The projects that the caller may see, the newest first."""
    narrowed = Narrowed(stage=stage, status=status, light=light, overdue=overdue, office=office, text=text.strip())
    page = page_of(request_viewer(request), pipeline(), narrowed, timezone.localdate(), before=after or None, size=limit)
    return {"items": [_line(each) for each in page.rows], "next": page.after and str(page.after)}


@router.get("/{key}", response=ProjectWhole, summary="一个项目 · One project")
@SEES
def project(request: HttpRequest, key: Key) -> dict[str, Any]:
    """The project as the caller is told of it."""
    viewer, today, plan = request_viewer(request), timezone.localdate(), pipeline()
    row = project_of(viewer, key)
    told = told_of(viewer, row, plan, today)
    dates = [
        {
            "stage": line.stage.key,
            "name": line.stage.name,
            "announced": line.announced,
            "reached": line.reached,
            "slip": line.slip(today),
        }
        for line in told.dates
    ]
    return _line(told.line) | {"about": row.about, "dates": dates, "steps": told.steps, "gates": [_gate(each) for each in told.gates]}


def _line(each: ListedProject) -> dict[str, Any]:
    plain = ("key", "name", "firm", "since", "status", "light", "slip", "next_first", "office", "is_long", "is_synthetic")
    return {name: getattr(each, name) for name in plain} | {"stage": each.stage_key, "next_stage": each.next_key}


def _gate(gate: Gate) -> dict[str, Any]:
    wanting = [each.condition.text for each in gate.told.reasons if each.answer is not Answer.YES and each.condition.text]
    book = gate.told.book
    return {"stage": gate.stage.key, "book": book.slug, "version": book.version, "answer": gate.told.answer.value, "wanting": wanting}
