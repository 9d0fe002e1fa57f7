"""Four eyes: what one person asks for and another decides."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from dukou.accounts.core.kinds import ApprovalState


class Approval(models.Model):
    """A request to carry out a registered act, and the decision on it. The database refuses that one person does both."""

    act = models.CharField(max_length=100)
    payload = models.JSONField()
    concerns = models.CharField(
        max_length=200, blank=True, default=""
    )  # the person (key) whom the act is about, who may not decide it either
    asked_by = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    asked_reason = models.TextField()
    decision = models.CharField(max_length=10, default=ApprovalState.WAITING.value)
    decided_by = models.CharField(max_length=200, blank=True, default="")
    decided_at = models.DateTimeField(null=True)
    decided_reason = models.TextField(blank=True, default="")

    class Meta:
        db_table = "accounts_approval"
        indexes = [models.Index(fields=["decision", "asked_at"], name="accounts_approval_waiting")]
        constraints = [
            models.CheckConstraint(condition=~Q(asked_by=F("decided_by")), name="accounts_approval_four_eyes"),
            models.CheckConstraint(condition=Q(concerns="") | ~Q(concerns=F("decided_by")), name="accounts_approval_not_own_cause"),
            models.CheckConstraint(
                condition=Q(decision=ApprovalState.WAITING.value, decided_by="", decided_at__isnull=True)
                | (
                    Q(decision__in=[ApprovalState.GRANTED.value, ApprovalState.REFUSED.value], decided_at__isnull=False) & ~Q(decided_by="")
                ),
                name="accounts_approval_decided_whole",
            ),
        ]
