"""The job table as a queue. Every function that needs a clock is handed one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from dukou.kit.models import Job, JobState

LEASE = timedelta(minutes=5)
ATTEMPTS = 5
KEPT = timedelta(days=30)  # done jobs stay so long, for whoever wonders what happened; the trail keeps the acts themselves
_AT_ONCE = 1000  # rows deleted by one statement: nobody waits long for it


def enqueue(task: str, payload: Mapping[str, object], *, now: datetime | None = None, run_after: datetime | None = None) -> Job:
    """Write a job in the caller's transaction; it is due at `run_after`, at once where none is given."""
    moment = now or timezone.now()
    return Job.objects.create(task=task, payload=dict(payload), enqueued_at=moment, run_after_at=run_after or moment)


def due(now: datetime) -> QuerySet[Job]:
    """Jobs that wait, whose time has come, and that nobody holds."""
    free = Q(locked_until_at=None) | Q(locked_until_at__lte=now)
    return Job.objects.filter(free, state=JobState.WAITING, run_after_at__lte=now).order_by("run_after_at", "id")


def failed() -> QuerySet[Job]:
    """Jobs whose attempts are used up."""
    return Job.objects.filter(state=JobState.FAILED)


def lease(now: datetime, length: timedelta = LEASE) -> Job | None:
    """Take the oldest due job until `now + length`; None where nothing is due. Two callers never take the same one."""
    if not due(now).exists():  # an idle worker takes no write lock
        return None
    with transaction.atomic():
        taken = list(Job.objects.raw(_lease_sql(), [_moment(now + length), _moment(now), _moment(now)]))
    return taken[0] if taken else None


def hold(job: Job) -> bool:
    """Keep the job's row until the transaction ends; False where the lease was lost to another worker, whose affair it is now."""
    return _holding(job).select_for_update().first() is not None


def finish(job: Job, now: datetime) -> bool:
    """Note the job as done; False where the lease was lost."""
    return _holding(job).update(state=JobState.DONE, finished_at=now, locked_until_at=None, last_error="") == 1


def fail(job: Job, error: str, now: datetime) -> bool:
    """Note a failed attempt: again after a pause, or never where the attempts are used up. False where the lease was lost."""
    if job.attempts >= ATTEMPTS:
        return _holding(job).update(state=JobState.FAILED, finished_at=now, locked_until_at=None, last_error=error) == 1
    return _holding(job).update(locked_until_at=None, run_after_at=now + pause(job.attempts), last_error=error) == 1


def retry(job: Job, now: datetime) -> bool:
    """Give a failed job all its attempts again, due at once."""
    failed = Job.objects.filter(pk=job.pk, state=JobState.FAILED)
    return failed.update(state=JobState.WAITING, attempts=0, finished_at=None, run_after_at=now) == 1


def forget_done(now: datetime) -> int:
    """Delete the jobs that were done before `now - KEPT`; how many. Failed ones stay until somebody has seen why."""
    old, forgotten = Job.objects.filter(state=JobState.DONE, finished_at__lt=now - KEPT).order_by("pk"), 0
    while some := list(old.values_list("pk", flat=True)[:_AT_ONCE]):
        forgotten += Job.objects.filter(pk__in=some).delete()[0]
    return forgotten


def pause(attempts: int) -> timedelta:
    """How long to wait after the n-th failed attempt: 10 s, 40 s, 160 s, … at most an hour."""
    return min(timedelta(seconds=10 * 4 ** (attempts - 1)), timedelta(hours=1))


def _holding(job: Job) -> QuerySet[Job]:
    """The job's row, as long as the lease that `job` stands for has not been given to another."""
    return Job.objects.filter(pk=job.pk, state=JobState.WAITING, attempts=job.attempts, locked_until_at__isnull=False)


def _lease_sql() -> str:
    """One statement that picks and marks: on SQLite writers queue anyway, PostgreSQL passes over rows that others are picking."""
    skip = "FOR UPDATE SKIP LOCKED" if connection.vendor == "postgresql" else ""
    return (
        "UPDATE kit_job SET locked_until_at = %s, attempts = attempts + 1 WHERE id = ("
        "SELECT id FROM kit_job WHERE state = 'waiting' AND run_after_at <= %s AND (locked_until_at IS NULL OR locked_until_at <= %s) "
        f"ORDER BY run_after_at, id LIMIT 1 {skip}) RETURNING *"
    )


def _moment(moment: datetime) -> object:
    """A moment as the database takes it in plain SQL."""
    return connection.ops.adapt_datetimefield_value(moment)
