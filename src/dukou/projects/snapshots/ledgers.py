"""Tables of money and promises for the warehouse: what stood on a day. Words, papers and who told, confirmed or answers are not lent."""

from __future__ import annotations

from datetime import date

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, TruncDate

from dukou.kit.core.labels import Label
from dukou.projects.core.kinds import MoveState
from dukou.projects.core.promise_kinds import PromiseMark
from dukou.projects.models import MoneyPaper, MoneyStatement, Promise, PromiseStep
from dukou.warehouse.core.columns import ColumnType
from dukou.warehouse.queries.declared import Column, SnapshotTable, lend

_PROJECT = Column("project", ColumnType.TEXT, "project__key")
_STANDS = MoveState.STANDS.value
_SETTLED = [mark.value for mark in (PromiseMark.KEPT, PromiseMark.BROKEN, PromiseMark.WAIVED)]


def _money(known_on: date) -> QuerySet[MoneyStatement]:
    """The total of each project and rung that stood on the day, with what its papers proved then: no paper stands without a total."""
    stood = MoneyStatement.objects.filter(state=_STANDS, known_on__lte=known_on)
    newest = stood.filter(project=OuterRef("project"), rung=OuterRef("rung")).order_by("-pk").values("pk")
    papers = MoneyPaper.objects.filter(project=OuterRef("project"), rung=OuterRef("rung"), state=_STANDS, known_on__lte=known_on)
    papers = papers.filter(Q(withdrawn_at__isnull=True) | Q(withdrawn_at__date__gt=known_on))
    proved = papers.order_by().values("rung").annotate(total=Sum("amount")).values("total")
    return stood.filter(pk=Subquery(newest[:1])).annotate(evidenced=Coalesce(Subquery(proved), Value(0))).order_by("pk")


def _promises(known_on: date) -> QuerySet[Promise]:
    """The promises recorded by the day, with what stood of them by then."""
    known = TruncDate(Coalesce("decided_at", "recorded_at"))
    steps = PromiseStep.objects.filter(promise=OuterRef("pk"), state=_STANDS).annotate(known=known).filter(known__lte=known_on)
    steps = steps.annotate(since=Coalesce(TruncDate("decided_at"), "on")).order_by("-since", "-pk")
    settled, moved = steps.filter(mark__in=_SETTLED), steps.filter(mark=PromiseMark.MOVED.value)
    handed = steps.filter(mark=PromiseMark.HANDED_OVER.value)
    return (
        Promise.objects.filter(recorded_at__date__lte=known_on)
        .annotate(
            mark=Subquery(settled.values("mark")[:1]),
            settled_on=Subquery(settled.values("since")[:1]),
            agreed_on=Coalesce(Subquery(moved.values("due_on")[:1]), F("due_on")),
            answers=Coalesce(Subquery(handed.values("owner__key")[:1]), F("owner__key")),
        )
        .order_by("pk")
    )


lend(
    SnapshotTable(
        name="project_money",
        room="projects",
        says=Label("项目资金各台阶的累计报数和有凭据的数（分）", "totals told and evidenced on each rung of a project's money, in fen"),
        columns=(
            _PROJECT,
            Column("rung", ColumnType.TEXT),
            Column("told", ColumnType.WHOLE, "amount"),
            Column("evidenced", ColumnType.WHOLE),
            Column("told_to", ColumnType.DAY, "as_of"),
            Column("is_synthetic", ColumnType.TRUTH, "project__is_synthetic"),
        ),
        rows=_money,
    )
)
lend(
    SnapshotTable(
        name="project_promise",
        room="projects",
        # `due_on` is missing where it hangs on a condition; `mark`: how it was settled last, missing while it is not
        says=Label("项目承诺（不含内容）", "promises of projects, without their words"),
        columns=(
            Column("number", ColumnType.WHOLE, "pk"),
            _PROJECT,
            Column("side", ColumnType.TEXT),
            Column("owner", ColumnType.TEXT, "answers"),
            Column("made_on", ColumnType.DAY),
            Column("due_first", ColumnType.DAY, "due_on"),
            Column("due_on", ColumnType.DAY, "agreed_on"),
            Column("mark", ColumnType.TEXT),
            Column("settled_on", ColumnType.DAY),
            Column("is_synthetic", ColumnType.TRUTH),
        ),
        rows=_promises,
    )
)
