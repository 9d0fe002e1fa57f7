"""Disputes of facts of a portrait."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from dukou.finance.core.portrait_disputes import FactDisputeStanding


class PortraitDispute(models.Model):
    """A firm says that an item of its portrait is wrong. Its number is that of its case; no value is kept.

    `words`, `evidence`: what the firm says is wrong, and what shows it; `reason`, `proof`: why it was ruled so, and what shows that the
    fact was put right at its source.
    """

    case = models.OneToOneField("casework.Case", models.PROTECT, primary_key=True, related_name="+")
    enterprise = models.ForeignKey("enterprises.Enterprise", models.PROTECT, related_name="+")
    item = models.SlugField(max_length=60)
    standing = models.CharField(max_length=12, choices=FactDisputeStanding.choices(), default=FactDisputeStanding.ASKED.value)
    words = models.TextField()
    evidence = models.CharField(max_length=300, blank=True, default="")
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=200)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=200, blank=True, default="")
    reason = models.TextField(blank=True, default="")
    proof = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        db_table = "finance_dispute"
        constraints = [
            models.UniqueConstraint(fields=["enterprise", "item"], condition=Q(closed_at__isnull=True), name="finance_dispute_one_open"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, standing=FactDisputeStanding.ASKED.value)
                | (Q(closed_at__isnull=False) & ~Q(standing=FactDisputeStanding.ASKED.value)),
                name="finance_dispute_closed_with_standing",
            ),
            models.CheckConstraint(
                condition=~Q(words="")
                & (~Q(standing__in=(FactDisputeStanding.UPHELD.value, FactDisputeStanding.CORRECTED.value)) | ~Q(reason=""))
                & (~Q(standing=FactDisputeStanding.CORRECTED.value) | ~Q(proof="")),
                name="finance_dispute_says_what_it_must",
            ),
        ]
