"""Texts of affairs, each with the words of the dictionary that it uses; a case stays on its text."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class AffairText(models.Model):
    """One text. `content`: the affair as plain values, with `concepts` by key; `sha256`: its hash.

    `replaced_at`: when another took its place.
    """

    slug = models.CharField(max_length=60)
    edition = models.CharField(max_length=40)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    pack = models.CharField(max_length=60)
    loaded_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "affairs_affair_text"
        constraints = [
            models.UniqueConstraint(fields=["slug"], condition=Q(replaced_at__isnull=True), name="affairs_affair_text_one_in_force"),
        ]
