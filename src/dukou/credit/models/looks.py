"""Who looked at what is held about a firm."""

from __future__ import annotations

from django.db import models


class Look(models.Model):
    """Somebody from within looked at a firm's credit: one line for a person, firm and page on a day. Only grows; the firm reads it."""

    enterprise = models.ForeignKey("enterprises.Enterprise", models.PROTECT, related_name="+")
    viewer = models.CharField(max_length=200)
    unit = models.CharField(max_length=200, blank=True, default="")
    what = models.CharField(max_length=60)
    purpose = models.CharField(max_length=200, blank=True, default="")
    looked_on = models.DateField()
    looked_at = models.DateTimeField()

    class Meta:
        db_table = "credit_look"
        indexes = [models.Index(fields=["enterprise", "-id"], name="credit_look_of_firm")]
        constraints = [models.UniqueConstraint(fields=["enterprise", "viewer", "what", "looked_on"], name="credit_look_once_a_day")]
