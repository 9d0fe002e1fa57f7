"""What the kit keeps: jobs with leases, rounds that fail, and the dated versions of packs."""

from __future__ import annotations

from django.db import models

from dukou.kit.core.labels import LabelledEnum


class JobState(LabelledEnum):
    """Where a job stands. A job that is being worked on is `waiting` with a lease that has not ended."""

    WAITING = "waiting", "等待", "waiting"
    DONE = "done", "完成", "done"
    FAILED = "failed", "失败", "failed"


class Job(models.Model):
    """Work to be done after a commit. Enqueued in the caller's transaction; a worker holds it by a lease (`locked_until_at`)."""

    task = models.CharField(max_length=100)
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=JobState.choices(), default=JobState.WAITING.value)
    attempts = models.PositiveIntegerField(default=0)
    enqueued_at = models.DateTimeField()
    run_after_at = models.DateTimeField()
    locked_until_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True, default="")

    class Meta:
        db_table = "kit_job"
        indexes = [models.Index(fields=["state", "run_after_at"], name="kit_job_due")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=JobState.WAITING.value, finished_at=None)
                | models.Q(finished_at__isnull=False, locked_until_at=None) & ~models.Q(state=JobState.WAITING.value),
                name="kit_job_waiting_or_finished",
            ),
        ]


class RoundFault(models.Model):
    """A round of the workers that fails, until it is made without a fault again. `since_at`: the first time in a row."""

    name = models.CharField(max_length=100, unique=True)
    since_at = models.DateTimeField()
    last_failed_at = models.DateTimeField()
    last_error = models.TextField()

    class Meta:
        db_table = "kit_round_fault"


class PackVersion(models.Model):
    """One state of a pack, dated: a changed pack is a new version, never an overwritten one."""

    pack = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()
    loaded_by = models.CharField(max_length=200)
    reason = models.TextField(blank=True, default="")
    changes = models.JSONField(default=dict)  # {section: {"added": n, "changed": n, "removed": n}}

    class Meta:
        db_table = "kit_pack_version"
        constraints = [models.UniqueConstraint(fields=["pack", "number"], name="kit_pack_version_once")]
