"""Consents of firms, and every look that was taken under one."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from dukou.finance.core.kinds import Purpose


class Consent(models.Model):
    """What a firm lets a bank learn. Withdrawn at once; nothing else of it ever changes.

    `items`: keys of the portrait; `looks`: how many look-ups at most; `product`: slug, empty for any.
    """

    enterprise = models.ForeignKey("enterprises.Enterprise", models.PROTECT, related_name="+")
    bank = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    product = models.SlugField(max_length=60, blank=True, default="")
    purpose = models.CharField(max_length=20, choices=Purpose.choices())
    items = models.JSONField()
    from_on = models.DateField()
    until_on = models.DateField()
    looks = models.PositiveIntegerField()
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        db_table = "finance_consent"
        indexes = [models.Index(fields=["bank", "enterprise"], name="finance_consent_to_bank")]
        constraints = [
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="finance_consent_in_order"),
            models.CheckConstraint(condition=Q(looks__gte=1), name="finance_consent_has_looks"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by="") | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_by=""),
                name="finance_consent_withdrawn_by_somebody",
            ),
        ]


class LookUp(models.Model):
    """A bank looked. Only grows. `number`: of the look under its consent, from 1; `sha256`: of what was told, which is not kept."""

    consent = models.ForeignKey(Consent, models.PROTECT, related_name="taken")
    number = models.PositiveIntegerField()
    viewer = models.CharField(max_length=200)
    why = models.CharField(max_length=200)
    items = models.JSONField()
    sha256 = models.CharField(max_length=64)
    looked_at = models.DateTimeField()

    class Meta:
        db_table = "finance_look_up"
        constraints = [models.UniqueConstraint(fields=["consent", "number"], name="finance_look_up_once")]
