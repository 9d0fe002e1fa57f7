"""Texts of products and of what holds for all of them; earlier ones stay for what was decided by them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class ProductText(models.Model):
    """One text of a product's file with all its versions. The newest stands."""

    key = models.SlugField(max_length=60)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    stated_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "finance_product"
        constraints = [models.UniqueConstraint(fields=["key"], condition=Q(replaced_at__isnull=True), name="finance_product_stands_once")]


class FinanceText(models.Model):
    """One text of `finance.yaml` or `portrait.yaml` (`key`)."""

    key = models.SlugField(max_length=60)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    stated_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "finance_text"
        constraints = [models.UniqueConstraint(fields=["key"], condition=Q(replaced_at__isnull=True), name="finance_text_stands_once")]
