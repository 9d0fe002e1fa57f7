"""Pairs of entries that may be one firm."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from dukou.enterprises.core.kinds import DoubleState


class Double(models.Model):
    """Two entries that may be one firm, with the grounds for it, and what people decided. `first` is the older entry."""

    first = models.ForeignKey("enterprises.Enterprise", models.PROTECT, related_name="+")
    second = models.ForeignKey("enterprises.Enterprise", models.PROTECT, related_name="+")
    score = models.PositiveSmallIntegerField()
    grounds = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=DoubleState.choices(), default=DoubleState.WAITING)
    found_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=200, blank=True, default="")
    reason = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        db_table = "enterprises_double"
        indexes = [models.Index(fields=["state", "-score", "id"], name="enterprises_double_queue")]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="enterprises_double_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="enterprises_double_in_order"),
            models.CheckConstraint(
                condition=Q(state=DoubleState.WAITING, decided_at__isnull=True)
                | (~Q(state=DoubleState.WAITING) & Q(decided_at__isnull=False) & ~Q(decided_by="")),
                name="enterprises_double_decided",
            ),
        ]
