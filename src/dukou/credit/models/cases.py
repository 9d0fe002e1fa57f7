"""Cases of firms about their records, and what each consumer told when it forgot one."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from dukou.credit.core.cases import OPEN, CaseMatter, CaseStanding
from dukou.credit.models.records import CreditRecord


class CreditCase(models.Model):
    """A firm asks that a record be repaired, or disputes it. Its number is that of its case.

    `words`: what the firm wrote; `promise`: its public promise, of a repair; `evidence`: what shows that the duty is done, or what is
    wrong; `done_on`: the day on which the firm says it was done. `rule`: the version of the rules of repair by which it was asked.
    `replaced_by`: the record that holds the right content since. None of what the firm wrote is shown any more once the record ended.
    """

    case = models.OneToOneField("casework.Case", models.PROTECT, primary_key=True, related_name="+")
    record = models.ForeignKey(CreditRecord, models.PROTECT, related_name="cases")
    matter = models.CharField(max_length=10, choices=CaseMatter.choices())
    standing = models.CharField(max_length=12, choices=CaseStanding.choices(), default=CaseStanding.ASKED.value)
    words = models.TextField()
    promise = models.TextField(blank=True, default="")
    evidence = models.CharField(max_length=300, blank=True, default="")
    done_on = models.DateField(null=True)
    rule = models.CharField(max_length=40, blank=True, default="")
    replaced_by = models.OneToOneField(CreditRecord, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=200)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.CharField(max_length=200, blank=True, default="")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=200, blank=True, default="")
    reason = models.TextField(blank=True, default="")

    class Meta:
        db_table = "credit_case"
        indexes = [models.Index(fields=["standing", "-case"], name="credit_case_by_standing")]
        constraints = [
            models.UniqueConstraint(fields=["record"], condition=Q(closed_at__isnull=True), name="credit_case_one_open"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, standing__in=OPEN) | (Q(closed_at__isnull=False) & ~Q(standing__in=OPEN)),
                name="credit_case_closed_with_standing",
            ),
            models.CheckConstraint(
                condition=~Q(words="") & (~Q(matter=CaseMatter.REPAIR.value) | ~Q(promise="")), name="credit_case_says_what_it_must"
            ),
            models.CheckConstraint(
                condition=~Q(standing__in=(CaseStanding.REFUSED.value, CaseStanding.UPHELD.value)) | ~Q(reason=""),
                name="credit_case_refused_with_reason",
            ),
        ]


class CreditReceipt(models.Model):
    """What a consumer told when it forgot the record of a case; the firm reads it. Only grows. `consumer`: its key in the registry."""

    case = models.ForeignKey(CreditCase, models.PROTECT, related_name="receipts")
    consumer = models.SlugField(max_length=60)
    name_zh = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60)
    told_zh = models.CharField(max_length=300)
    told_en = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        db_table = "credit_receipt"
        constraints = [models.UniqueConstraint(fields=["case", "consumer"], name="credit_receipt_once")]
