"""How a person comes to act for a firm."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from dukou.accounts.core.kinds import EnrolmentGround


class Enrolment(models.Model):
    """An invitation to act for an enterprise, its proof, its acceptance and its revocation. The token itself is nowhere kept."""

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="enrolments")
    ground = models.CharField(max_length=30)
    is_legal_representative = models.BooleanField(default=False)
    invitee_name = models.CharField(max_length=100)
    proof = models.TextField()
    proof_sha256 = models.CharField(max_length=64, blank=True, default="")
    token_hash = models.CharField(max_length=64, unique=True)
    invited_at = models.DateTimeField()
    invited_by = models.CharField(max_length=200)
    expires_at = models.DateTimeField()
    person = models.ForeignKey("accounts.Person", null=True, on_delete=models.PROTECT, related_name="enrolments")
    accepted_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.CharField(max_length=200, blank=True, default="")
    revoked_reason = models.TextField(blank=True, default="")

    class Meta:
        db_table = "accounts_enrolment"
        constraints = [
            models.CheckConstraint(condition=Q(ground__in=[ground.value for ground in EnrolmentGround]), name="accounts_enrolment_ground"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("invited_at")), name="accounts_enrolment_expires_later"),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, person__isnull=True) | Q(accepted_at__isnull=False, person__isnull=False),
                name="accounts_enrolment_accepted_pair",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by="", revoked_reason="")
                | (Q(revoked_at__isnull=False) & ~Q(revoked_by="") & ~Q(revoked_reason="")),
                name="accounts_enrolment_revoked_pair",
            ),
            models.UniqueConstraint(
                fields=["organisation", "person"], condition=Q(revoked_at__isnull=True), name="accounts_enrolment_in_force_once"
            ),
        ]
