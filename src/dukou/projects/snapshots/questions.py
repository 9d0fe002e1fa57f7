"""Heavy questions about projects, one text each for every engine."""

from __future__ import annotations

from dukou.kit.core.labels import Label
from dukou.warehouse.core.questions import QUESTIONS, Answered, Question

PROJECTS_BY_STAGE = QUESTIONS.add(
    "projects-by-stage",
    Question(
        name="projects-by-stage",
        label=Label("各阶段、各状态的项目", "projects by stage and status"),
        text="""
            select p.stage as stage, p.status as status, count(*) as projects, min(p.stage_since) as oldest
            from project p
            group by p.stage, p.status
        """,
        columns=(
            Answered("stage", Label("阶段", "stage")),
            Answered("status", Label("状态", "status")),
            Answered("projects", Label("项目数", "projects"), is_number=True),
            Answered("oldest", Label("最早进入", "the first came")),
        ),
    ),
)
