"""Visits that were drawn: who goes, who came when, what was found."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from dukou.credit.core.inspections import RecusalRuling, VisitState
from dukou.credit.core.kinds import Severity
from dukou.credit.models.inspectors import InspectorRow
from dukou.credit.models.plans import CheckPlan
from dukou.credit.models.records import CreditRecord

_MADE = (VisitState.ARRIVED.value, VisitState.RECORDED.value)


class CheckVisit(models.Model):
    """One joint visit to a firm. `fields`: by field why it was drawn (`grade`, `control`), and `grades`: with which grade.

    `code`: nobody guesses it; whoever stands before it at the gate confirms the arrival by it.
    """

    plan = models.ForeignKey(CheckPlan, models.PROTECT, related_name="visits")
    enterprise = models.ForeignKey("enterprises.Enterprise", models.PROTECT, related_name="+")
    firm = models.CharField(max_length=80)
    fields = models.JSONField()
    grades = models.JSONField()
    code = models.CharField(max_length=40, unique=True)
    state = models.CharField(max_length=10, choices=VisitState.choices(), default=VisitState.DRAWN.value)
    planned_on = models.DateField(null=True)
    notified_at = models.DateTimeField(null=True)
    notified_by = models.CharField(max_length=200, blank=True, default="")
    arrived_at = models.DateTimeField(null=True)
    arrived_by = models.CharField(max_length=200, blank=True, default="")
    recorded_at = models.DateTimeField(null=True)
    recorded_by = models.CharField(max_length=200, blank=True, default="")
    cancelled_at = models.DateTimeField(null=True)
    cancelled_reason = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        db_table = "credit_visit"
        indexes = [
            models.Index(fields=["enterprise", "-id"], name="credit_visit_of_firm"),
            models.Index(fields=["plan", "state"], name="credit_visit_of_plan"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["plan", "firm"], name="credit_visit_once"),
            models.CheckConstraint(
                condition=Q(state__in=_MADE, arrived_at__isnull=False) | (~Q(state__in=_MADE) & Q(arrived_at__isnull=True)),
                name="credit_visit_made_with_its_time",
            ),
            models.CheckConstraint(
                condition=Q(state=VisitState.RECORDED.value, recorded_at__isnull=False)
                | (~Q(state=VisitState.RECORDED.value) & Q(recorded_at__isnull=True)),
                name="credit_visit_recorded_with_its_time",
            ),
            models.CheckConstraint(
                condition=(Q(state=VisitState.CANCELLED.value) & ~Q(cancelled_reason=""))
                | (~Q(state=VisitState.CANCELLED.value) & Q(cancelled_reason="")),
                name="credit_visit_called_off_with_reason",
            ),
        ]


class VisitInspector(models.Model):
    """An inspector drawn for a visit. A firm may ask that he does not come; where that is granted, `instead_of` him another is drawn."""

    visit = models.ForeignKey(CheckVisit, models.PROTECT, related_name="team")
    inspector = models.ForeignKey(InspectorRow, models.PROTECT, related_name="+")
    instead_of = models.OneToOneField("self", models.PROTECT, null=True, related_name="followed_by")
    is_present = models.BooleanField(null=True)
    asked_reason = models.CharField(max_length=300, blank=True, default="")
    asked_at = models.DateTimeField(null=True)
    asked_by = models.CharField(max_length=200, blank=True, default="")
    ruling = models.CharField(max_length=10, blank=True, default="", choices=RecusalRuling.choices())
    ruled_reason = models.CharField(max_length=300, blank=True, default="")
    ruled_at = models.DateTimeField(null=True)
    ruled_by = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        db_table = "credit_visit_inspector"
        constraints = [
            models.UniqueConstraint(fields=["visit", "inspector"], name="credit_visit_inspector_once"),
            models.CheckConstraint(
                condition=Q(ruling="", ruled_at__isnull=True) | (~Q(ruling="") & ~Q(asked_reason="") & Q(ruled_at__isnull=False)),
                name="credit_visit_ruled_on_what_was_asked",
            ),
        ]


class VisitFinding(models.Model):
    """What a visit found in a field: nothing, or something, how grave and in words; `record`: the credit record it led to."""

    visit = models.ForeignKey(CheckVisit, models.PROTECT, related_name="findings")
    field = models.SlugField(max_length=60)
    is_hit = models.BooleanField()
    severity = models.CharField(max_length=10, blank=True, default="", choices=Severity.choices())
    words = models.TextField(blank=True, default="")
    record = models.OneToOneField(CreditRecord, models.PROTECT, null=True, related_name="finding")

    class Meta:
        db_table = "credit_finding"
        constraints = [
            models.UniqueConstraint(fields=["visit", "field"], name="credit_finding_once"),
            models.CheckConstraint(
                condition=Q(is_hit=False, severity="", record__isnull=True) | (Q(is_hit=True) & ~Q(severity="") & ~Q(words="")),
                name="credit_finding_says_what",
            ),
        ]
