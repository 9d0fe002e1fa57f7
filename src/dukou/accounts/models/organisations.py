"""Departments, parks, utilities, banks, enterprises and leaders' offices."""

from __future__ import annotations

from django.db import models

from dukou.accounts.core.kinds import OrganisationKind
from dukou.kit.core.labels import Label


class Organisation(models.Model):
    """A body that people belong to. Those of a pack are closed, not deleted, when they leave it; `pack` is empty for all others."""

    key = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=20)
    zh = models.CharField(max_length=100)
    en = models.CharField(max_length=200)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="parts")
    pack = models.CharField(max_length=60, blank=True, default="")
    closed_on = models.DateField(null=True)

    class Meta:
        db_table = "accounts_organisation"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in OrganisationKind]), name="accounts_organisation_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")), name="accounts_organisation_not_own_parent"
            ),
        ]

    def __str__(self) -> str:
        return str(self.label)

    @property
    def label(self) -> Label:
        """Its name in both languages."""
        return Label(self.zh, self.en)
