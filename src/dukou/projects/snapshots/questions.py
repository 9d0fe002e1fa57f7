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

# Only totals that stand are lent: a project that told nothing of a rung is not among its projects. Rungs are never added.
SIGNED_AND_EVIDENCED = QUESTIONS.add(
    "signed-and-evidenced",
    Question(
        name="signed-and-evidenced",
        label=Label("各台阶报了多少、有凭据多少", "what is told and what has a paper, by rung"),
        text="""
            select m.rung as rung, count(*) as projects, cast(sum(m.told) as bigint) as told,
              cast(sum(m.evidenced) as bigint) as evidenced
            from project_money m
            group by m.rung
        """,
        columns=(
            Answered("rung", Label("台阶", "rung")),
            Answered("projects", Label("有报数的项目", "projects with a total"), is_number=True),
            Answered("told", Label("累计报数（分）", "told to date, in fen"), is_number=True),
            Answered("evidenced", Label("有凭据（分）", "with a paper, in fen"), is_number=True),
        ),
    ),
)
