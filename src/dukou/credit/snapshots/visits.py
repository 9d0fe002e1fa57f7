"""Drawn visits for the warehouse: which fields of which firms were visited when, why they were drawn, and whether anything was found.

Not lent: who inspected, codes, words and severities, and what records followed: of a repaired record nothing can come back that way.
"""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.db.models.functions import TruncDate

from dukou.credit.models import CheckPlan, VisitFinding
from dukou.kit.core.labels import Label
from dukou.warehouse.core.columns import ColumnType
from dukou.warehouse.core.questions import QUESTIONS, Answered, Question
from dukou.warehouse.queries.declared import Column, SnapshotTable, lend


def _findings(known_on: date) -> QuerySet[VisitFinding]:
    """What was recorded by the day."""
    return VisitFinding.objects.filter(visit__recorded_at__date__lte=known_on).order_by("pk")


def _plans(known_on: date) -> QuerySet[CheckPlan]:
    """The plans that were published by the day."""
    return CheckPlan.objects.filter(published_at__date__lte=known_on).order_by("pk")


lend(
    SnapshotTable(
        name="inspection",
        room="credit",
        says=Label("抽中的检查的结果（不含内容和检查人员）", "results of drawn inspections, without words and inspectors"),
        columns=(
            Column("plan", ColumnType.TEXT, "visit__plan__key"),
            Column("enterprise", ColumnType.TEXT, "visit__firm"),
            Column("field", ColumnType.TEXT),
            Column("visited_on", ColumnType.DAY, TruncDate("visit__arrived_at")),
            Column("is_hit", ColumnType.TRUTH),
            Column("is_synthetic", ColumnType.TRUTH, "visit__enterprise__is_synthetic"),
        ),
        rows=_findings,
    )
)
lend(
    SnapshotTable(
        name="inspection_plan",
        room="credit",
        says=Label("公布的检查计划", "published plans of inspections"),
        columns=(
            Column("plan", ColumnType.TEXT, "key"),
            Column("unit", ColumnType.TEXT, "unit__key"),
            Column("starts_on", ColumnType.DAY),
            Column("ends_on", ColumnType.DAY),
            Column("seed_on", ColumnType.DAY),
            Column("plan_sha256", ColumnType.TEXT),
            Column("is_synthetic", ColumnType.TRUTH),
        ),
        rows=_plans,
    )
)
HITS_BY_FIELD = QUESTIONS.add(
    "hits-by-field",
    Question(
        name="hits-by-field",
        label=Label("各领域抽查的发现", "what drawn inspections found, by field"),
        text="""
            select i.field as field, count(*) as inspections, cast(sum(i.is_hit) as bigint) as hits
            from inspection i
            group by i.field
        """,
        columns=(
            Answered("field", Label("领域", "field")),
            Answered("inspections", Label("检查项次", "inspections"), is_number=True),
            Answered("hits", Label("发现问题", "hits"), is_number=True),
        ),
    ),
)
