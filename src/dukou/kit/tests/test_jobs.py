"""Jobs in one process: enqueued with the transaction, leased once, retried with growing pauses, given up in words."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from dukou.kit.core.homes import Home
from dukou.kit.core.registry import AlreadyRegistered
from dukou.kit.files import BROKEN_OFF, keep
from dukou.kit.jobs import queue
from dukou.kit.jobs.tasks import TASKS, Task, task
from dukou.kit.jobs.worker import SWEEP, Worker
from dukou.kit.models import Job, JobState
from dukou.kit.tests.tasks import DRAW, FAIL, NOTE, noted, test_task

pytestmark = pytest.mark.django_db
NOON = datetime(2024, 7, 8, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


class Clock:
    """A clock that tests move."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def enqueued(key: str = NOTE, now: datetime = NOON, **payload: object) -> Job:
    return queue.enqueue(test_task(key).name, payload or {"name": "a"}, now=now)


def test_an_enqueue_in_a_transaction_that_is_rolled_back_leaves_nothing() -> None:
    note = test_task(NOTE)
    with transaction.atomic():
        note.enqueue(name="kept")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        note.enqueue(name="dropped")
        assert Job.objects.count() == 2  # it was really there
        raise ZeroDivisionError
    assert [job.payload for job in Job.objects.all()] == [{"name": "kept"}]


def test_a_job_is_done_once() -> None:
    job = enqueued(name="雨润面业")
    worker = Worker(clock=Clock())
    assert worker.run_until_empty() == 1
    assert worker.run_until_empty() == 0
    job.refresh_from_db()
    assert (job.state, job.attempts, job.finished_at, job.locked_until_at) == (JobState.DONE, 1, NOON, None)
    assert noted("雨润面业") == 1


def test_jobs_are_done_in_the_order_in_which_they_fall_due() -> None:
    later, first, second = enqueued(now=NOON + 2 * SECOND), enqueued(), enqueued()
    taken = [queue.lease(NOON + 5 * SECOND) for _ in range(4)]
    assert [job.pk if job else None for job in taken] == [first.pk, second.pk, later.pk, None]


def test_a_job_for_later_waits_for_its_time() -> None:
    job = test_task(NOTE).enqueue_at(NOON + SECOND, name="a")
    assert queue.lease(NOON) is None
    taken = queue.lease(NOON + SECOND)
    assert taken is not None and taken.pk == job.pk and taken.payload == {"name": "a"}


def test_a_leased_job_is_free_again_when_the_lease_ends_and_not_before() -> None:
    job = enqueued()
    assert queue.lease(NOON, 10 * SECOND) == job
    assert queue.lease(NOON + 9 * SECOND) is None
    again = queue.lease(NOON + 10 * SECOND)
    assert again is not None and (again.pk, again.attempts) == (job.pk, 2)


def test_who_lost_the_lease_can_neither_finish_nor_fail_the_job() -> None:
    enqueued()
    slow = queue.lease(NOON, SECOND)
    quick = queue.lease(NOON + SECOND, SECOND)
    assert slow is not None and quick is not None
    assert (queue.hold(slow), queue.finish(slow, NOON), queue.fail(slow, "late", NOON)) == (False, False, False)
    assert (queue.hold(quick), queue.finish(quick, NOON)) == (True, True)
    assert not queue.finish(quick, NOON)


def test_a_failing_task_leaves_no_half_effect_and_comes_back_after_growing_pauses() -> None:
    job = enqueued(FAIL, said="短路")
    clock, waited = Clock(), []
    worker = Worker(clock=clock)
    for _ in range(queue.ATTEMPTS):
        assert worker.run_one()
        job.refresh_from_db()
        if job.state == JobState.WAITING:
            assert not worker.run_one()
            waited.append((job.run_after_at - clock.now).total_seconds())
            clock.now = job.run_after_at
    assert waited == [10, 40, 160, 640]
    assert (job.state, job.attempts) == (JobState.FAILED, 5)
    assert job.last_error.endswith("RuntimeError: 短路\n")
    assert noted("failing") == 0


def test_a_failed_job_can_be_given_back() -> None:
    job = enqueued(FAIL, said="短路")
    for turn in range(queue.ATTEMPTS):
        Worker(clock=Clock(NOON + turn * timedelta(hours=1))).run_one()
    assert queue.retry(job, NOON)
    assert not queue.retry(job, NOON)
    again = queue.lease(NOON)
    assert again is not None and again.attempts == 1


def test_a_job_that_kills_its_workers_is_given_up_in_words() -> None:
    job = enqueued(name="never")
    for turn in range(queue.ATTEMPTS):
        assert queue.lease(NOON + turn * timedelta(hours=1)) is not None  # each of these workers dies
    assert Worker(clock=Clock(NOON + timedelta(hours=9))).run_one()
    job.refresh_from_db()
    assert (job.state, job.last_error) == (JobState.FAILED, "5 workers died or hung with this job")
    assert noted("never") == 0


def test_a_task_that_no_room_declares_is_an_error_that_names_it() -> None:
    job = queue.enqueue("ghosts.appear", {}, now=NOON)
    Worker(clock=Clock()).run_one()
    job.refresh_from_db()
    assert job.last_error.endswith("LookupError: no room declares the task 'ghosts.appear'\n")


def test_a_repeatable_task_runs_outside_a_transaction_and_keeps_what_it_wrote(transactional_db: None) -> None:
    enqueued(DRAW, name="drawing")
    assert test_task(DRAW).repeatable
    assert Worker(clock=Clock()).run_until_empty() == 1
    assert noted("drawing") == 1


def test_a_task_can_be_called_here_and_now() -> None:
    test_task(NOTE)(name="now")
    assert (noted("now"), Job.objects.count()) == (1, 0)


def test_two_tasks_of_one_name_are_refused() -> None:
    declared = task("tests.only_once")(lambda: None)
    assert isinstance(declared, Task) and TASKS["tests.only_once"] is declared
    with pytest.raises(AlreadyRegistered, match="only_once"):
        task("tests.only_once")(lambda: None)


def test_the_database_refuses_a_job_that_waits_and_is_finished() -> None:
    job = enqueued()
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.filter(pk=job.pk).update(finished_at=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.filter(pk=job.pk).update(state=JobState.DONE)


Steps = st.lists(st.tuples(st.sampled_from(["lease", "finish", "fail", "wait"]), st.integers(0, 3), st.integers(1, 20)), max_size=30)


@given(jobs=st.integers(1, 3), steps=Steps)
def test_whatever_workers_do_no_job_is_held_by_two(jobs: int, steps: list[tuple[str, int, int]]) -> None:
    """A model beside the table: a lease is granted only where nobody holds one, and only the present holder's word counts."""
    Job.objects.all().delete()
    for number in range(jobs):
        enqueued(name=str(number))
    now, leases = NOON, []
    holders: dict[int, tuple[int, datetime]] = {}  # job: attempt of the present holder, end of its lease
    for step, which, seconds in steps:
        if step == "wait":
            now += seconds * SECOND
        elif step == "lease":
            job = queue.lease(now, seconds * SECOND)
            if job is not None:
                assert job.pk not in holders or holders[job.pk][1] <= now
                holders[job.pk] = (job.attempts, now + seconds * SECOND)
                leases.append(job)
        elif leases:
            job = leases[which % len(leases)]
            is_held = holders.get(job.pk, (0, now))[0] == job.attempts
            assert (queue.finish(job, now) if step == "finish" else queue.fail(job, "x", now)) is is_held
            if is_held:
                del holders[job.pk]


def test_done_jobs_are_forgotten_after_their_time_and_no_others() -> None:
    long_ago = NOON - queue.KEPT
    states = {JobState.DONE: "old", JobState.FAILED: "failed", JobState.WAITING: "waiting"}
    for state, name in states.items():
        finished = None if state is JobState.WAITING else long_ago - SECOND
        Job.objects.filter(pk=enqueued(name=name, now=NOON + SECOND).pk).update(state=state, finished_at=finished)
    Job.objects.filter(pk=enqueued(name="young").pk).update(state=JobState.DONE, finished_at=long_ago)
    assert Worker(clock=Clock()).run_until_empty() == 0
    assert sorted(job.payload["name"] for job in Job.objects.all()) == ["failed", "waiting", "young"]


def test_many_old_jobs_are_forgotten_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "_AT_ONCE", 2)
    for _ in range(5):
        Job.objects.filter(pk=enqueued().pk).update(state=JobState.DONE, finished_at=NOON - queue.KEPT - SECOND)
    assert (queue.forget_done(NOON), Job.objects.count()) == (5, 0)


def test_a_worker_clears_away_once_a_day() -> None:
    clock = Clock()
    worker = Worker(clock=clock)
    worker.run_until_empty()
    Job.objects.filter(pk=enqueued(now=NOON + 2 * SWEEP).pk).update(state=JobState.DONE, finished_at=NOON - queue.KEPT - SECOND)
    clock.now += SWEEP - SECOND
    worker.run_until_empty()
    assert Job.objects.count() == 1
    clock.now += SECOND
    worker.run_until_empty()
    assert Job.objects.count() == 0


def test_a_worker_clears_away_what_never_came_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = Home(tmp_path)
    home.prepare()
    monkeypatch.setattr(settings, "HOME", home)
    left, coming = home.uploads / "coming-left", home.uploads / "coming-still"
    for path, age in ((left, BROKEN_OFF + SECOND), (coming, BROKEN_OFF - SECOND)):
        path.write_bytes(b"half")
        os.utime(path, 2 * ((NOON - age).timestamp(),))
    letter = keep(BytesIO(b"whole"), 10).path
    os.utime(letter, (0, 0))
    Worker(clock=Clock()).run_until_empty()
    assert sorted(path for path in home.uploads.rglob("*") if path.is_file()) == sorted([coming, letter])
