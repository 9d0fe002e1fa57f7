"""Records of firms and what was told about them since. Both only grow."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from dukou.credit.core.kinds import ADVERSE, RecordKind, Severity, StepKind


class RecordDelivery(models.Model):
    """A list of records of one field that was taken in: its name, hash, and how many rows became records, were there, were kept aside."""

    field = models.SlugField(max_length=60)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    unit = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    taken_by = models.CharField(max_length=200)
    counts = models.JSONField(default=dict)

    class Meta:
        db_table = "credit_delivery"


class CreditRecord(models.Model):
    """One record. `field`, `sort`: slugs of the pack; `number`: of its paper; `unit`: the organisation that recognised it.

    `amount`: a fine or what was confiscated, in fen. `published_on`, `published_until`: when it is shown; both empty where it never is.
    `told_by`: what told it where nobody wrote it down by hand (`project-promise/12`), each told once. `corrects`: the record whose place it
    took, of the same paper as a rule.
    """

    enterprise = models.ForeignKey("enterprises.Enterprise", models.PROTECT, related_name="+")
    field = models.SlugField(max_length=60)
    sort = models.SlugField(max_length=60)
    kind = models.CharField(max_length=20, choices=RecordKind.choices())
    severity = models.CharField(max_length=10, blank=True, default="", choices=Severity.choices())
    number = models.CharField(max_length=120)
    unit = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    decided_on = models.DateField()
    text = models.TextField()
    basis = models.TextField(blank=True, default="")
    evidence = models.CharField(max_length=300)
    amount = models.BigIntegerField(null=True)
    published_on = models.DateField(null=True)
    published_until = models.DateField(null=True)
    told_by = models.CharField(max_length=120, blank=True, default="")
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_as")
    delivery = models.ForeignKey(RecordDelivery, models.PROTECT, null=True, related_name="records")
    row = models.PositiveIntegerField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)

    class Meta:
        db_table = "credit_record"
        indexes = [
            models.Index(fields=["enterprise", "field"], name="credit_record_of_firm"),
            models.Index(fields=["field", "-decided_on", "-id"], name="credit_record_of_field"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(number="") & ~Q(evidence="") & ~Q(text=""), name="credit_record_has_its_paper"),
            models.UniqueConstraint(
                fields=["field", "unit", "number", "enterprise"], condition=Q(corrects__isnull=True), name="credit_record_once"
            ),
            models.UniqueConstraint(fields=["told_by"], condition=~Q(told_by=""), name="credit_record_told_once"),
            models.CheckConstraint(
                condition=Q(kind__in=sorted(kind.value for kind in ADVERSE)) & ~Q(severity="")
                | ~Q(kind__in=sorted(kind.value for kind in ADVERSE)) & Q(severity=""),
                name="credit_record_adverse_has_severity",
            ),
            models.CheckConstraint(
                condition=Q(published_on__isnull=True, published_until__isnull=True)
                | Q(published_on__isnull=False, published_until__isnull=True)
                | Q(published_until__gte=F("published_on")),
                name="credit_record_published_in_order",
            ),
        ]


class RecordStep(models.Model):
    """What was told about a record: which step, from which day it holds, why. `case`: of a dispute or a repair, where it came of one."""

    record = models.ForeignKey(CreditRecord, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=12, choices=StepKind.choices())
    on = models.DateField()
    reason = models.TextField()
    evidence = models.CharField(max_length=300, blank=True, default="")
    case = models.ForeignKey("casework.Case", models.PROTECT, null=True, related_name="+")
    told_at = models.DateTimeField()
    told_by = models.CharField(max_length=200)

    class Meta:
        db_table = "credit_record_step"
        indexes = [models.Index(fields=["record", "kind"], name="credit_step_of_record")]
        constraints = [
            models.UniqueConstraint(
                fields=["record"],
                condition=Q(kind__in=(StepKind.CORRECTED.value, StepKind.WITHDRAWN.value, StepKind.REPAIRED.value)),
                name="credit_record_ends_once",
            )
        ]


class AsideRow(models.Model):
    """A row of a list whose firm the register does not know: kept whole until somebody says which firm it is, or why it is none of ours."""

    delivery = models.ForeignKey(RecordDelivery, models.PROTECT, related_name="aside")
    row = models.PositiveIntegerField()
    firm = models.CharField(max_length=200)
    code = models.CharField(max_length=60, blank=True, default="")
    content = models.JSONField()
    why_zh = models.TextField()
    why_en = models.TextField()
    record = models.OneToOneField(CreditRecord, models.PROTECT, null=True, related_name="aside")
    dismissed_reason = models.TextField(blank=True, default="")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        db_table = "credit_aside"
        constraints = [
            models.UniqueConstraint(fields=["delivery", "row"], name="credit_aside_once"),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, record__isnull=True, dismissed_reason="")
                | Q(settled_at__isnull=False, record__isnull=False, dismissed_reason="")
                | (Q(settled_at__isnull=False, record__isnull=True) & ~Q(dismissed_reason="")),
                name="credit_aside_settled_one_way",
            ),
        ]
