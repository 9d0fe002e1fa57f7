"""What the public reads: a copy of its own, approved, never the appeal itself; and figures, one cut a quarter."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class PublicCopy(models.Model):
    """One version of what is published of an appeal. Somebody drafts it, somebody else approves it; a newer one replaces it."""

    appeal = models.ForeignKey("appeals.Appeal", models.PROTECT, related_name="copies")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    question = models.TextField()
    answer = models.TextField()
    drafted_at = models.DateTimeField()
    drafted_by = models.CharField(max_length=200)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.CharField(max_length=200, blank=True, default="")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.TextField(blank=True, default="")

    class Meta:
        db_table = "appeals_public_copy"
        indexes = [
            models.Index(
                fields=["-approved_at", "-id"],
                condition=Q(approved_at__isnull=False, withdrawn_at__isnull=True),
                name="appeals_public_copy_newest",
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["appeal", "number"], name="appeals_public_copy_number"),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, approved_by="")
                | (Q(approved_at__isnull=False) & ~Q(approved_by="") & ~Q(approved_by=F("drafted_by"))),
                name="appeals_public_copy_approved_by_another",
            ),
            models.UniqueConstraint(
                fields=["appeal"],
                condition=Q(approved_at__isnull=False, withdrawn_at__isnull=True),
                name="appeals_public_copy_one_published",
            ),
        ]


class PublicCut(models.Model):
    """The public figures of one quarter, as they were kept when it had ended. Only grows: what was published does not move.

    `period`: as periods are written (`2026Q3`); `content`: the tables of `core.public_cuts`, small counts suppressed; `threshold`: beneath
    which they were.
    """

    period = models.CharField(max_length=10, unique=True)
    ended_on = models.DateField()  # the period's last day
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    threshold = models.PositiveIntegerField()
    has_synthetic = models.BooleanField(default=False)
    cut_at = models.DateTimeField()
    cut_by = models.CharField(max_length=200)

    class Meta:
        db_table = "appeals_public_cut"
