"""Workers that really are several: threads with connections of their own, and processes that are stopped and killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, connections
from django.utils import timezone

import dukou
from dukou.kit.jobs import queue
from dukou.kit.jobs.worker import Worker
from dukou.kit.models import Job, JobState
from dukou.kit.tests.holding import held_by_another
from dukou.kit.tests.tasks import DRAW, NOTE, noted, test_task

pytestmark = pytest.mark.django_db(transaction=True)
CHILD = Path(__file__).parent / "worker_child.py"
LEASE = timedelta(seconds=30)


@contextmanager
def worker_process(stderr: int | None = None) -> Iterator[subprocess.Popen[str]]:
    """A worker on the test database; it is gone when the block ends, whatever happens inside."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(Path(dukou.__file__).parents[1]), *sys.path])}
    command = [sys.executable, str(CHILD), str(connection.settings_dict["NAME"]), str(int(LEASE.total_seconds()))]
    with subprocess.Popen(command, stdin=-1, stdout=-1, stderr=stderr, text=True, env=environment) as process:
        try:
            assert said(process) == "ready"
            yield process
        finally:
            process.kill()


def said(process: subprocess.Popen[str]) -> str:
    """The next line of the process; empty where it has ended."""
    assert process.stdout is not None
    return process.stdout.readline().strip()


@pytest.mark.parametrize("key", [NOTE, DRAW])
def test_a_killed_workers_job_runs_again_when_the_lease_ends_and_is_done_once_in_effect(key: str) -> None:
    job = test_task(key).enqueue(name="killed")
    with worker_process() as process:
        assert said(process) == "started"
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.WAITING, 1)
    assert noted("killed") == (0 if key == NOTE else 1)  # inside a transaction nothing is left; outside the effect may be there
    assert job.locked_until_at is not None
    before_end, at_end = job.locked_until_at - timedelta(microseconds=1), job.locked_until_at
    assert Worker(clock=lambda: before_end).run_until_empty() == 0
    assert Worker(clock=lambda: at_end).run_until_empty() == 1
    job.refresh_from_db()
    assert (job.state, job.attempts, noted("killed")) == (JobState.DONE, 2, 1)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_told_to_stop_finishes_the_job_in_hand_and_takes_no_other(number: signal.Signals) -> None:
    first, second = (test_task(DRAW).enqueue(name=name) for name in ("first", "second"))
    with worker_process() as process:
        assert said(process) == "started"
        process.send_signal(number)
        rest, _ = process.communicate("\n")  # go on
        assert (process.returncode, rest) == (0, "started\n" if rest else "")
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (JobState.DONE, JobState.WAITING)


def test_an_idle_worker_stops_at_once() -> None:
    with worker_process() as process:
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0


def test_an_idle_worker_ends_with_its_server() -> None:
    asked = iter([False, False, True])
    Worker(idle_seconds=0.001, is_orphaned=lambda: next(asked)).run()
    assert next(asked, "asked three times") == "asked three times"


def test_a_worker_waits_for_a_database_that_another_holds(caplog: pytest.LogCaptureFixture) -> None:
    test_task(NOTE).enqueue(name="waiting")
    with held_by_another("kit_job"):
        Worker(idle_seconds=0, is_orphaned=lambda: True).run()  # orphaned: it ends when it cannot do anything
    assert ([each.getMessage() for each in caplog.records], noted("waiting")) == (["the database does not answer"], 0)
    assert (Worker().run_until_empty(), noted("waiting")) == (1, 1)


def test_many_workers_share_the_jobs_and_no_two_hold_the_same() -> None:
    jobs = [test_task(NOTE).enqueue(name=str(number)) for number in range(24)]
    now, taken, faults = timezone.now(), [], []
    start = threading.Barrier(4)

    def take() -> None:
        try:
            start.wait(timeout=20)
            while job := queue.lease(now):
                taken.append(job.pk)
        except Exception as error:  # shown below; a thread's own traceback would be lost
            faults.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert faults == []
    assert sorted(taken) == [job.pk for job in jobs]
    assert list(Job.objects.values_list("attempts", flat=True)) == [1] * 24
