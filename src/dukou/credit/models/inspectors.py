"""Who may be drawn to inspect, and in which firms an interest is declared."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class InspectorRow(models.Model):
    """One inspector of a unit. `key`: how lists and files of draws name him; `fields`: slugs that he may inspect.

    `person`: who signs in as this inspector; without one he cannot confirm an arrival himself.
    """

    key = models.SlugField(max_length=40, unique=True)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    person = models.OneToOneField("accounts.Person", models.PROTECT, null=True, related_name="+")
    fields = models.JSONField(default=list)
    is_active = models.BooleanField(default=True)
    is_synthetic = models.BooleanField(default=False)
    enrolled_at = models.DateTimeField()
    enrolled_by = models.CharField(max_length=200)
    retired_reason = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        db_table = "credit_inspector"
        constraints = [
            models.CheckConstraint(
                condition=Q(is_active=True, retired_reason="") | (Q(is_active=False) & ~Q(retired_reason="")),
                name="credit_inspector_retired_with_reason",
            )
        ]


class Interest(models.Model):
    """An interest that an inspector has in a firm: he is never drawn for it while it stands."""

    inspector = models.ForeignKey(InspectorRow, models.PROTECT, related_name="interests")
    enterprise = models.ForeignKey("enterprises.Enterprise", models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    declared_at = models.DateTimeField()
    declared_by = models.CharField(max_length=200)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=200, blank=True, default="")
    ended_reason = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        db_table = "credit_interest"
        constraints = [
            models.UniqueConstraint(fields=["inspector", "enterprise"], condition=Q(ended_at__isnull=True), name="credit_interest_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="credit_interest_has_reason"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_reason="") | (Q(ended_at__isnull=False) & ~Q(ended_reason="")),
                name="credit_interest_ended_with_reason",
            ),
        ]
