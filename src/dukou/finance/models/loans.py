"""Lines that banks granted, and what was drawn, repaid, renewed and overdue under them. A line is no loan: the two are never added."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from dukou.finance.core.kinds import LoanEntryKind


class CreditLine(models.Model):
    """A granted line (授信). `amount`: fen; nothing of it is money that came."""

    application = models.OneToOneField("finance.Application", models.PROTECT, primary_key=True, related_name="line")
    amount = models.BigIntegerField()
    rate = models.PositiveIntegerField()
    from_on = models.DateField()
    until_on = models.DateField()
    paper = models.CharField(max_length=200)
    granted_at = models.DateTimeField()
    granted_by = models.CharField(max_length=200)
    is_synthetic = models.BooleanField(default=False)

    class Meta:
        db_table = "finance_line"
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0) & Q(until_on__gte=F("from_on")) & ~Q(paper=""), name="finance_line_is_of_something"
            )
        ]


class LoanEntry(models.Model):
    """One line of the ledger beneath a granted line. Only grows. `amount`: fen; `due_on`: of a drawing or renewal.

    `reverses`: the entry that this one takes back, for a correction is an entry of its own.
    """

    line = models.ForeignKey(CreditLine, models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=10, choices=LoanEntryKind.choices())
    amount = models.BigIntegerField()
    on = models.DateField()
    due_on = models.DateField(null=True)
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversed_by")
    note = models.CharField(max_length=200, blank=True, default="")
    told_at = models.DateTimeField()
    told_by = models.CharField(max_length=200)

    class Meta:
        db_table = "finance_loan_entry"
        indexes = [models.Index(fields=["line", "on", "id"], name="finance_loan_entry_by_day")]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="finance_loan_entry_is_of_something"),
            models.CheckConstraint(
                condition=Q(kind=LoanEntryKind.REVERSED.value, reverses__isnull=False)
                | (~Q(kind=LoanEntryKind.REVERSED.value) & Q(reverses__isnull=True)),
                name="finance_loan_entry_reverses_one",
            ),
        ]
