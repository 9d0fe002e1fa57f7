"""The worker: takes one job after another, each inside its lease, until it is told to stop."""

from __future__ import annotations

import logging
import signal
import threading
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta
from types import FrameType

from django.db import OperationalError, close_old_connections, transaction
from django.utils import timezone

from dukou.kit import files
from dukou.kit.jobs import queue
from dukou.kit.jobs.rounds import Rounds
from dukou.kit.jobs.tasks import TASKS, Task
from dukou.kit.models import Job

log = logging.getLogger(__name__)

IDLE_SECONDS = 1.0
SWEEP = timedelta(days=1)  # how often what is over is cleared away
_ERROR_LENGTH = 4000  # the end of a traceback says what happened


class Worker:
    """One worker. `is_orphaned` is asked whenever there is nothing to do: a worker that belongs to a server ends with it."""

    def __init__(
        self,
        *,
        clock: Callable[[], datetime] = timezone.now,
        lease: timedelta = queue.LEASE,
        idle_seconds: float = IDLE_SECONDS,
        is_orphaned: Callable[[], bool] = lambda: False,
    ) -> None:
        self.clock, self.lease, self.idle_seconds, self.is_orphaned = clock, lease, idle_seconds, is_orphaned
        self.stopping = threading.Event()
        self._swept_at: datetime | None = None
        self._rounds = Rounds()

    def run(self) -> None:
        """Work until `stop`; the job in hand is finished first. A database that others hold, or that is gone for now, is waited for."""
        while not self.stopping.is_set():
            close_old_connections()
            try:
                self._sweep()
                self._rounds.make(self.clock())
                if self.run_one():
                    continue
            except OperationalError:
                log.exception("the database does not answer")
            if self.is_orphaned():
                return
            self.stopping.wait(self.idle_seconds)

    def run_until_empty(self) -> int:
        """Work until nothing is due; how many attempts that took."""
        self._sweep()
        self._rounds.make(self.clock())
        done = 0
        while self.run_one():
            done += 1
        return done

    def run_one(self) -> bool:
        """Take one job and do it; False where nothing is due."""
        job = queue.lease(self.clock(), self.lease)
        if job is None:
            return False
        try:
            self._do(job)
        except Exception as error:
            log.exception("job %s (%s), attempt %s", job.pk, job.task, job.attempts)
            queue.fail(job, "".join(traceback.format_exception(error))[-_ERROR_LENGTH:], self.clock())
        return True

    def stop(self) -> None:
        """Let `run` end after the job in hand."""
        self.stopping.set()

    def stop_on_signals(self) -> None:
        """Stop cleanly on SIGTERM and SIGINT."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._told_to_stop)

    def _sweep(self) -> None:
        """At the start and once a day: forget jobs done long ago, clear away files that never came whole. The work goes on without it."""
        now = self.clock()
        if self._swept_at is not None and now - self._swept_at < SWEEP:
            return
        self._swept_at = now
        queue.forget_done(now)
        try:
            files.clear_broken_off(now)
        except OSError:
            log.exception("files that never came whole were not cleared away")

    def _told_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        # the main thread may be inside Event.wait with the event's own lock in hand: only another thread sets it without a deadlock
        threading.Thread(target=self.stop).start()

    def _do(self, job: Job) -> None:
        if job.attempts > queue.ATTEMPTS:
            queue.fail(job, f"{job.attempts - 1} workers died or hung with this job", self.clock())
            return
        task = _task_of(job)
        if task.repeatable:
            task.work(**job.payload)
            queue.finish(job, self.clock())
            return
        with transaction.atomic():
            if queue.hold(job):
                task.work(**job.payload)
                queue.finish(job, self.clock())


def _task_of(job: Job) -> Task:
    if job.task not in TASKS:
        raise LookupError(f"no room declares the task {job.task!r}")
    return TASKS[job.task]
