"""Texts of fields and of what holds for all of them; earlier ones stay for the grades that were given by them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class FieldText(models.Model):
    """One text of a field's file with all its versions, as `core.schemes.schemes_of` reads it. The newest stands."""

    key = models.SlugField(max_length=60)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    stated_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "credit_field"
        constraints = [models.UniqueConstraint(fields=["key"], condition=Q(replaced_at__isnull=True), name="credit_field_stands_once")]


class FrameText(models.Model):
    """One text of `credit.yaml`."""

    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    stated_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "credit_frame"
        constraints = [models.UniqueConstraint(models.Value(1), condition=Q(replaced_at__isnull=True), name="credit_frame_stands_once")]
