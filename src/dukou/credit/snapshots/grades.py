"""Grades for the warehouse: what stood on a day. Reasons and records are not lent, so nothing of a repaired record can come back that way.

A firm without a row has the grade of an empty ledger; how many firms a field covers stands in its runs.
"""

from __future__ import annotations

from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery

from dukou.credit.models import GradeChange, GradeRun
from dukou.kit.core.labels import Label
from dukou.warehouse.core.columns import ColumnType
from dukou.warehouse.core.questions import QUESTIONS, Answered, Question
from dukou.warehouse.queries.declared import Column, SnapshotTable, lend

_FIELD = Column("field", ColumnType.TEXT)


def _grades(known_on: date) -> QuerySet[GradeChange]:
    """Of each firm and field the row that told its grade last by the day, as far as the field covers the firm."""
    told = GradeChange.objects.filter(run__known_at__date__lte=known_on, run__as_of__lte=known_on)
    newest = told.filter(enterprise=OuterRef("enterprise"), field=OuterRef("field")).order_by("-pk").values("pk")
    return told.filter(pk=Subquery(newest[:1]), is_covered=True).order_by("pk")


def _runs(known_on: date) -> QuerySet[GradeRun]:
    """The gradings of whole fields by the day."""
    return GradeRun.objects.filter(known_at__date__lte=known_on, as_of__lte=known_on, is_partial=False).order_by("pk")


lend(
    SnapshotTable(
        name="graded_firm",
        room="credit",
        says=Label("企业在各领域的信用等级（不含记录）", "grades of firms by field, without any record"),
        columns=(
            Column("enterprise", ColumnType.TEXT, "enterprise__key"),
            _FIELD,
            Column("grade", ColumnType.TEXT),
            Column("points", ColumnType.WHOLE),
            Column("given_on", ColumnType.DAY, "run__as_of"),
            Column("version", ColumnType.TEXT, "run__version"),
            Column("is_synthetic", ColumnType.TRUTH, "enterprise__is_synthetic"),
        ),
        rows=_grades,
    )
)
lend(
    SnapshotTable(
        name="grading",
        room="credit",
        says=Label("各领域历次评级覆盖的企业数", "how many firms each grading of a field covered"),
        columns=(_FIELD, Column("as_of", ColumnType.DAY), Column("version", ColumnType.TEXT), Column("covered", ColumnType.WHOLE)),
        rows=_runs,
    )
)
GRADES_BY_FIELD = QUESTIONS.add(
    "grades-by-field",
    Question(
        name="grades-by-field",
        label=Label("各领域各等级的企业（有记录的）", "firms by field and grade, of those with anything on record"),
        text="""
            select g.field as field, g.grade as grade, count(*) as firms, cast(sum(g.points) as bigint) as points
            from graded_firm g
            group by g.field, g.grade
        """,
        columns=(
            Answered("field", Label("领域", "field")),
            Answered("grade", Label("等级", "grade")),
            Answered("firms", Label("企业数", "firms"), is_number=True),
            Answered("points", Label("分数合计", "sum of points"), is_number=True),
        ),
    ),
)
