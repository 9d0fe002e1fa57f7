"""Tokens of the API."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from dukou.accounts.core.scopes import Scope


class ApiToken(models.Model):
    """A token by which a program acts for a person. The token itself is nowhere kept; `prefix` is its beginning.

    `expires_on` is its last day. `last_used_on` is kept by the day, so that reading does not write.
    """

    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=60)
    prefix = models.CharField(max_length=20, unique=True)
    token_hash = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField()  # codes of Scope
    issued_at = models.DateTimeField()
    expires_on = models.DateField()
    last_used_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.CharField(max_length=200, blank=True, default="")
    revoked_reason = models.TextField(blank=True, default="")

    class Meta:
        db_table = "accounts_api_token"
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="accounts_api_token_named"),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by="", revoked_reason="")
                | (Q(revoked_at__isnull=False) & ~Q(revoked_by="") & ~Q(revoked_reason="")),
                name="accounts_api_token_revoked_whole",
            ),
        ]

    @property
    def scope_list(self) -> list[Scope]:
        """What it may be used for."""
        return [Scope.of(code) for code in self.scopes]
