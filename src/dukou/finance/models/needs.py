"""What firms need, what banks have to give, and who stands on the white list."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from dukou.finance.core.kinds import ListStanding


class Need(models.Model):
    """A firm needs money (`amount`: fen). `came_kind`, `came_key`: the case or visit it came of; `meeting`: with banks, if told there."""

    enterprise = models.ForeignKey("enterprises.Enterprise", models.PROTECT, related_name="+")
    amount = models.BigIntegerField()
    term_months = models.PositiveSmallIntegerField()
    purpose = models.TextField()
    wanted_on = models.DateField(null=True)
    came_kind = models.SlugField(max_length=40, blank=True, default="")
    came_key = models.CharField(max_length=80, blank=True, default="")
    meeting = models.ForeignKey("casework.Meeting", models.PROTECT, null=True, related_name="+")
    posted_at = models.DateTimeField()
    posted_by = models.CharField(max_length=200)
    closed_at = models.DateTimeField(null=True)
    closed_reason = models.TextField(blank=True, default="")
    is_synthetic = models.BooleanField(default=False)

    class Meta:
        db_table = "finance_need"
        indexes = [models.Index(fields=["enterprise", "-id"], name="finance_need_of_firm")]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0) & Q(term_months__gt=0), name="finance_need_is_of_something"),
            models.CheckConstraint(condition=Q(closed_at__isnull=True) | ~Q(closed_reason=""), name="finance_need_closed_with_reason"),
        ]


class BankProduct(models.Model):
    """A bank offers a product: in a period so much money (fen) to so many firms; None: no bound. A new statement replaces the old."""

    bank = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    product = models.SlugField(max_length=60)
    quota = models.BigIntegerField(null=True)
    cases = models.PositiveIntegerField(null=True)
    from_on = models.DateField()
    until_on = models.DateField()
    stated_at = models.DateTimeField()
    stated_by = models.CharField(max_length=200)
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "finance_bank_product"
        constraints = [
            models.UniqueConstraint(fields=["bank", "product"], condition=Q(replaced_at__isnull=True), name="finance_bank_product_once"),
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="finance_bank_product_in_order"),
            models.CheckConstraint(condition=Q(quota__isnull=True) | Q(quota__gt=0), name="finance_bank_product_quota"),
        ]


class Listing(models.Model):
    """A firm on the white list. `decision`: of the rule book at its recommendation; `found_kind`, `found_key`: the visit that found it."""

    enterprise = models.ForeignKey("enterprises.Enterprise", models.PROTECT, related_name="+")
    standing = models.CharField(max_length=12, choices=ListStanding.choices(), default=ListStanding.APPLIED.value)
    found_kind = models.SlugField(max_length=40, blank=True, default="")
    found_key = models.CharField(max_length=80, blank=True, default="")
    applied_at = models.DateTimeField()
    applied_by = models.CharField(max_length=200)
    decision = models.ForeignKey("rules.Decision", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=200, blank=True, default="")
    reason = models.TextField(blank=True, default="")
    is_last = models.BooleanField(default=True)

    class Meta:
        db_table = "finance_listing"
        constraints = [
            models.UniqueConstraint(fields=["enterprise"], condition=Q(is_last=True), name="finance_listing_once"),
            models.CheckConstraint(
                condition=Q(standing=ListStanding.APPLIED.value, decided_at__isnull=True)
                | (~Q(standing=ListStanding.APPLIED.value) & Q(decided_at__isnull=False) & ~Q(reason="")),
                name="finance_listing_decided_with_reason",
            ),
        ]
