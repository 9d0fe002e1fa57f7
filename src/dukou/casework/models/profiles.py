"""Texts of service profiles."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class ProfileText(models.Model):
    """One text of a profile. The newest stands; earlier ones stay for the cases that began under them."""

    key = models.SlugField(max_length=60)
    order = models.PositiveIntegerField(default=0)
    content = models.JSONField()  # what core.profiles.Profile.read takes, with the source beside it
    sha256 = models.CharField(max_length=64)
    stated_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "casework_profile"
        constraints = [models.UniqueConstraint(fields=["key"], condition=Q(replaced_at__isnull=True), name="casework_profile_stands_once")]
