"""What the room lends to the warehouse: lines with their balance, the entries of ledgers, needs and applications.

Not lent: consents and looks, what a firm wrote, the words of a refusal, who entered what. Lines and loans are two tables, for they are
never added.
"""

from __future__ import annotations

from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import TruncDate

from dukou.finance.core.kinds import LoanEntryKind
from dukou.finance.models import Application, BankAnswer, CreditLine, LoanEntry, Need
from dukou.kit.core.labels import Label
from dukou.warehouse.core.columns import ColumnType
from dukou.warehouse.core.questions import QUESTIONS, Answered, Question
from dukou.warehouse.queries.declared import Column, SnapshotTable, lend

_MADE_UP = "application__need__enterprise__is_synthetic"


def _lines(known_on: date) -> QuerySet[CreditLine]:
    """The lines that were granted by the day."""
    return CreditLine.objects.filter(granted_at__date__lte=known_on).order_by("pk")


def _entries(known_on: date) -> QuerySet[LoanEntry]:
    """The entries that were told by the day and stand then: neither what was taken back nor its taking back."""
    gone = LoanEntry.objects.filter(kind=LoanEntryKind.REVERSED.value, told_at__date__lte=known_on).values("reverses")
    rows = LoanEntry.objects.filter(told_at__date__lte=known_on, on__lte=known_on)
    return rows.exclude(kind=LoanEntryKind.REVERSED.value).exclude(pk__in=gone).order_by("pk")


def _needs(known_on: date) -> QuerySet[Need]:
    """The needs that were told by the day."""
    return Need.objects.filter(posted_at__date__lte=known_on).order_by("pk")


def _applications(known_on: date) -> QuerySet[Application]:
    """The applications that were sent by the day, each with the first answer that its bank gave by then, and the last one's reason."""
    told = BankAnswer.objects.filter(application=OuterRef("pk"), answered_at__date__lte=known_on)
    return (
        Application.objects.filter(sent_at__date__lte=known_on)
        .annotate(
            answered=Subquery(told.order_by("pk").values("answered_at")[:1]),
            refused=Subquery(told.order_by("-pk").values("reason")[:1]),
        )
        .order_by("pk")
    )


lend(
    SnapshotTable(
        name="finance_credit_line",
        room="finance",
        says=Label("授信（可用额度，不是放款）", "lines granted, of which nothing is money"),
        columns=(
            Column("line", ColumnType.WHOLE, "pk"),
            Column("enterprise", ColumnType.TEXT, "application__need__enterprise__key"),
            Column("bank", ColumnType.TEXT, "application__bank__key"),
            Column("product", ColumnType.TEXT, "application__product"),
            Column("amount", ColumnType.WHOLE),
            Column("rate", ColumnType.WHOLE),
            Column("from_on", ColumnType.DAY),
            Column("until_on", ColumnType.DAY),
            Column("is_synthetic", ColumnType.TRUTH, _MADE_UP),
        ),
        rows=_lines,
    )
)
lend(
    SnapshotTable(
        name="finance_entry",
        room="finance",
        says=Label("贷款台账（放款、还本、付息、续贷、逾期）", "ledgers of loans: drawn, repaid, interest, renewed, overdue"),
        columns=(
            Column("entry", ColumnType.WHOLE, "pk"),
            Column("line", ColumnType.WHOLE, "line_id"),
            Column("kind", ColumnType.TEXT),
            Column("amount", ColumnType.WHOLE),
            Column("entered_on", ColumnType.DAY, "on"),
            Column("due_on", ColumnType.DAY),
            Column("is_synthetic", ColumnType.TRUTH, f"line__{_MADE_UP}"),
        ),
        rows=_entries,
    )
)
lend(
    SnapshotTable(
        name="finance_demand",
        room="finance",
        says=Label("融资需求（不含用途）", "needs of firms, without what they are for"),
        columns=(
            Column("need", ColumnType.WHOLE, "pk"),
            Column("enterprise", ColumnType.TEXT, "enterprise__key"),
            Column("amount", ColumnType.WHOLE),
            Column("term_months", ColumnType.WHOLE),
            Column("posted_on", ColumnType.DAY, TruncDate("posted_at")),
            Column("is_synthetic", ColumnType.TRUTH, "enterprise__is_synthetic"),
        ),
        rows=_needs,
    )
)
lend(
    SnapshotTable(
        name="finance_request",
        room="finance",
        says=Label("融资申请和银行的答复（不含说明）", "applications and how banks answered, without words"),
        columns=(
            Column("request", ColumnType.WHOLE, "pk"),
            Column("need", ColumnType.WHOLE, "need_id"),
            Column("bank", ColumnType.TEXT, "bank__key"),
            Column("product", ColumnType.TEXT),
            Column("amount", ColumnType.WHOLE),
            Column("sent_on", ColumnType.DAY, TruncDate("sent_at")),
            Column("answered_on", ColumnType.DAY, TruncDate("answered")),
            Column("reason", ColumnType.TEXT, "refused"),
            Column("is_synthetic", ColumnType.TRUTH, "need__enterprise__is_synthetic"),
        ),
        rows=_applications,
    )
)
DRAWN_BY_BANK = QUESTIONS.add(
    "drawn-by-bank",
    Question(
        name="drawn-by-bank",
        label=Label("各行的放款、还本和付息", "drawn, repaid and interest by bank"),
        text="""
            select l.bank as bank, e.kind as kind, count(*) as entries, cast(sum(e.amount) as bigint) as fen
            from finance_entry e
            join finance_credit_line l on l.line = e.line
            group by l.bank, e.kind
        """,
        columns=(
            Answered("bank", Label("银行", "bank")),
            Answered("kind", Label("事项", "what")),
            Answered("entries", Label("笔数", "entries"), is_number=True),
            Answered("fen", Label("金额（分）", "fen"), is_number=True),
        ),
    ),
)
